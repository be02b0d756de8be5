import { BLOCKS, isElement, type PageElement, type PageNode } from './node-text.ts'

/** A link as it stands on the page; `href` is not resolved. */
export type FoundLink = Readonly<{
  href: string
  element: PageElement
  around: PageElement | null // the nearest block around it
  framed: boolean // inside a navigation, a header or a footer
}>

/** An inline script, whatever it holds. */
export type FoundScript = Readonly<{ id: string; type: string; text: string }>

/** What a page holds besides its article, gathered in one walk. Hidden parts are left out, scripts are not. */
export type PageFindings = Readonly<{
  links: readonly FoundLink[]
  nextLinks: readonly string[] // addresses of <link rel="next">
  scripts: readonly FoundScript[]
  externalScripts: number
  counted: readonly PageElement[] // elements with a microdata count
  labelled: readonly PageElement[] // nearest elements around short texts that speak of reading, comments, likes or passing on
  mounts: number // empty elements that scripts fill
  scriptsWanted: boolean // a noscript part asks for scripts to be switched on
  units: number // UTF-16 units of readable text, blanks around its pieces aside; not counted on past some thousands
}>

const SKIPPED: ReadonlySet<string> = new Set(['style', 'template', 'svg', 'iframe', 'object', 'select', 'textarea'])
const COUNT_WORDS = /阅读|浏览|点击|播放|评论|跟[贴帖]|回复|留言|点?赞|转发|分享/
const LONGEST_LABEL = 40
const MOST_LABELLED = 400
const MOST_LINKS = 20_000
/** Counting text ends here: a page with this much is no shell. */
const PLENTY = 5_000
const MOUNTS = /^(?:app|root|__next|__nuxt|main|container|wrapper|page|app-root|react-root|app-wrapper)$/i

/** Walks a page once, without recursion. */
export function pageFindings(root: PageNode): PageFindings {
  const links: FoundLink[] = []
  const nextLinks: string[] = []
  const scripts: FoundScript[] = []
  const counted: PageElement[] = []
  const labelled = new Set<PageElement>()
  let externalScripts = 0
  let mounts = 0
  let scriptsWanted = false
  let units = 0
  const steps: Step[] = [{ node: root, holder: null, around: null, framed: false }]
  while (steps.length > 0) {
    const { node, holder, around, framed } = steps.pop()!
    if (node.type === 'text') {
      const { length } = node.data
      if (units < PLENTY) units += node.data.trim().length
      if (holder !== null && length <= LONGEST_LABEL && labelled.size < MOST_LABELLED && COUNT_WORDS.test(node.data))
        labelled.add(holder)
      continue
    }
    if (!isElement(node)) {
      if ('children' in node) pushAll(steps, node.children, { holder, around, framed })
      continue
    }
    const { name, attribs } = node
    if (name === 'script') {
      if (attribs.src !== undefined) externalScripts++
      else scripts.push({ id: attribs.id ?? '', type: attribs.type ?? '', text: rawText(node) })
      continue
    }
    if (name === 'noscript') {
      scriptsWanted ||= /javascript|启用脚本|开启脚本|脚本/i.test(rawText(node))
      continue
    }
    if (attribs.itemprop !== undefined && COUNTED.test(attribs.itemprop)) counted.push(node)
    if (name === 'link') {
      if (/(?:^|\s)next(?:\s|$)/i.test(attribs.rel ?? '') && attribs.href !== undefined) nextLinks.push(attribs.href)
      continue
    }
    if (SKIPPED.has(name) || isHidden(node)) continue
    if (isMount(node)) mounts++
    const frame = framed || name === 'nav' || name === 'footer' || name === 'header'
    const block = BLOCKS.has(name) ? node : around
    if (name === 'a' && attribs.href !== undefined && links.length < MOST_LINKS) {
      links.push({ href: attribs.href, element: node, around: block, framed: frame })
    }
    pushAll(steps, node.children, { holder: node, around: block, framed: frame })
  }
  return {
    links,
    nextLinks,
    scripts,
    externalScripts,
    counted,
    labelled: [...labelled],
    mounts,
    scriptsWanted,
    units,
  }
}

const COUNTED = /interaction(?:Count|Statistic)|^(?:userInteractionCount|commentCount)$/

type Step = Readonly<{ node: PageNode; holder: PageElement | null; around: PageElement | null; framed: boolean }>

function pushAll(steps: Step[], children: readonly PageNode[], rest: Omit<Step, 'node'>): void {
  for (let i = children.length - 1; i >= 0; i--) steps.push({ node: children[i]!, ...rest })
}

/** The text of a link up to `most` UTF-16 units and a few elements, blanks collapsed; a longer one comes out cut. */
export function shortText(link: PageElement, most: number): string {
  let text = ''
  const pending: PageNode[] = [link]
  for (let nodes = 0; pending.length > 0 && nodes < 12 && text.length <= most; nodes++) {
    const node = pending.pop()!
    if (node.type === 'text') text += node.data
    else if ('children' in node) for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i]!)
  }
  return text.replace(/\s+/g, ' ').trim()
}

/** The text of a script or a noscript part as it is written. */
function rawText(element: PageElement): string {
  let text = ''
  for (const child of element.children) if ('data' in child) text += child.data
  return text
}

/** Nothing in it but blanks and comments, and a name that frameworks mount on. */
function isMount({ name, attribs, children }: PageElement): boolean {
  if (name !== 'div' && name !== 'main' && name !== 'section' && !name.includes('-')) return false
  if (!MOUNTS.test(attribs.id ?? '') && !/^app-/.test(name)) return false
  return children.every(child => child.type === 'comment' || (child.type === 'text' && child.data.trim() === ''))
}

function isHidden({ attribs: { style, hidden } }: PageElement): boolean {
  return hidden !== undefined || (style !== undefined && /display\s*:\s*none/i.test(style))
}
