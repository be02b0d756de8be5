import type { CheerioAPI } from 'cheerio'

/** One node of a parsed page; cheerio does not export the type by itself. */
export type PageNode = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[number]
/** One element of a parsed page. */
export type PageElement = Extract<PageNode, { name: string; attribs: Record<string, string> }>

/** Elements that never hold text for readers. */
export const UNREAD: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'canvas',
  'head',
  'select',
  'button',
  'textarea',
  'input',
  'audio',
  'video',
])

/** Elements that break a line. */
export const BLOCKS: ReadonlySet<string> = new Set([
  'address',
  'article',
  'aside',
  'blockquote',
  'body',
  'br',
  'center',
  'dd',
  'details',
  'div',
  'dl',
  'dt',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'header',
  'hr',
  'html',
  'li',
  'main',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'summary',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'tr',
  'ul',
])

/** Whether a node is an element (script and style included). */
export function isElement(node: PageNode): node is PageElement {
  return 'attribs' in node
}

/**
 * Text under a node as a reader sees it: block elements break lines, white space inside a line collapses, `skip` and
 * UNREAD elements are left out. Walks without recursion, so a page nested thousands deep is no danger.
 */
export function nodeText(node: PageNode, skip: (element: PageElement) => boolean = () => false): string {
  let text = ''
  const pending: (PageNode | string)[] = [node]
  while (pending.length > 0) {
    const next = pending.pop()!
    if (typeof next === 'string') text += next
    else if (next.type === 'text') text += next.data.replace(/[\t\n\f\r ]+/g, ' ')
    else if (isElement(next)) {
      if (UNREAD.has(next.name) || skip(next)) continue
      const block = BLOCKS.has(next.name)
      if (block) text += '\n'
      if (block) pending.push('\n')
      pushChildren(next, pending)
    } else if ('children' in next) pushChildren(next, pending)
  }
  return text
}

function pushChildren(parent: { readonly children: readonly PageNode[] }, pending: (PageNode | string)[]): void {
  for (let i = parent.children.length - 1; i >= 0; i--) pending.push(parent.children[i]!)
}

/** Whether an element is hidden from readers by its own attributes. */
export function isUnseen(element: PageElement): boolean {
  const { style, hidden } = element.attribs
  return hidden !== undefined || (style !== undefined && /display\s*:\s*none/i.test(style))
}
