import { BLOCKS, isElement, type PageElement, type PageNode, UNREAD } from './node-text.ts'

/** An inline script, whatever it holds. */
export type FoundScript = Readonly<{ id: string; type: string; text: string }>

/** What a page holds besides its article, gathered in one walk. Hidden parts are left out, scripts are not. */
export type PageFindings = Readonly<{
  links: readonly PageElement[] // with an address, in the order of the page
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
const COUNTED = /interaction(?:Count|Statistic)|^(?:userInteractionCount|commentCount)$/
const IS_NEXT = /(?:^|\s)next(?:\s|$)/i
const LONGEST_LABEL = 40
const MOST_LABELLED = 400
const MOST_LINKS = 20_000
/** Counting text ends here: a page with this much is no shell. */
const PLENTY = 5_000
const MOUNTS = /^(?:app|root|__next|__nuxt|main|container|wrapper|page|app-root|react-root|app-wrapper)$/i

type Draft = { -readonly [Key in keyof PageFindings]: PageFindings[Key] } & {
  links: PageElement[]
  nextLinks: string[]
  scripts: FoundScript[]
  counted: PageElement[]
}

/** Walks a page once along its own links from node to node, so neither depth nor breadth costs memory. */
export function pageFindings(root: PageNode): PageFindings {
  const labelled = new Set<PageElement>()
  const found: Draft = {
    links: [],
    nextLinks: [],
    scripts: [],
    externalScripts: 0,
    counted: [],
    labelled: [],
    mounts: 0,
    scriptsWanted: false,
    units: 0,
  }
  let node: PageNode | null = firstInside(root)
  while (node !== null) {
    let inside: PageNode | null = null
    if (node.type === 'text') readText(node, found, labelled)
    else if (!isElement(node) || readElement(node, found)) inside = firstInside(node)
    if (inside === null) {
      while (node !== null && node.next === null) node = above(node, root)
      inside = node?.next ?? null
    }
    node = inside
  }
  return { ...found, labelled: [...labelled] }
}

function firstInside(node: PageNode): PageNode | null {
  return 'children' in node ? (node.children[0] ?? null) : null
}

function above({ parent }: PageNode, root: PageNode): PageNode | null {
  return parent === null || parent === root ? null : parent
}

function readText(node: Extract<PageNode, { type: 'text' }>, found: Draft, labelled: Set<PageElement>): void {
  const { data, parent } = node
  if (found.units < PLENTY) found.units += data.trim().length
  if (data.length > LONGEST_LABEL || data.length < 2 || labelled.size >= MOST_LABELLED || !COUNT_WORDS.test(data))
    return
  if (parent !== null && isElement(parent)) labelled.add(parent)
}

/** Notes an element; whether what stands inside it is looked at too. */
function readElement(element: PageElement, found: Draft): boolean {
  const { name, attribs } = element
  if (name === 'script') {
    if (attribs.src !== undefined) found.externalScripts++
    else found.scripts.push({ id: attribs.id ?? '', type: attribs.type ?? '', text: rawText(element) })
    return false
  }
  if (name === 'noscript') {
    found.scriptsWanted ||= /javascript|启用脚本|开启脚本|脚本/i.test(rawText(element))
    return false
  }
  if (attribs.itemprop !== undefined && COUNTED.test(attribs.itemprop)) found.counted.push(element)
  if (name === 'link') {
    if (IS_NEXT.test(attribs.rel ?? '') && attribs.href !== undefined) found.nextLinks.push(attribs.href)
    return false
  }
  if (SKIPPED.has(name) || isHidden(element)) return false
  if (attribs.id !== undefined || name.includes('-')) if (isMount(element)) found.mounts++
  if (name === 'a' && attribs.href !== undefined && found.links.length < MOST_LINKS) found.links.push(element)
  return true
}

/** Whether an element stands in a navigation, a footer, or the header of the page rather than of its article. */
export function isFramed(element: PageElement): boolean {
  let framed = false
  for (let at = parentOf(element); at !== null; at = parentOf(at)) {
    if (at.name === 'nav' || at.name === 'footer') return true
    if (at.name === 'article' || at.name === 'main') return false
    framed ||= at.name === 'header'
  }
  return framed
}

/** The nearest block around an element; null where nothing but the page is. */
export function blockAround(element: PageElement): PageElement | null {
  let at = parentOf(element)
  while (at !== null && !BLOCKS.has(at.name)) at = parentOf(at)
  return at
}

/** The element around another one. */
export function parentOf({ parent }: PageElement): PageElement | null {
  return parent !== null && isElement(parent as PageNode) ? (parent as PageElement) : null
}

/**
 * The text under an element up to `most` UTF-16 units, on one line, elements set apart by blanks; links left out on demand. It looks at
 * few nodes more than it needs, so nested blocks cost no more than flat ones.
 */
export function shortText(element: PageElement, most: number, linked = true): string {
  let text = ''
  const pending: PageNode[] = [element]
  for (let nodes = 0; pending.length > 0 && nodes < most * 2 && text.length <= most; nodes++) {
    const node = pending.pop()!
    if (node.type === 'text') text += ` ${node.data.slice(0, 4 * most).replace(/\s+/g, ' ')}`
    else if (isElement(node) && (UNREAD.has(node.name) || (!linked && node !== element && node.name === 'a'))) continue
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
