import { cleanLine } from './clean.ts'
import { isElement, type PageElement, type PageNode } from './node-text.ts'

/** What a page says about itself beside its text, as found: meta tags, microdata, scripts, its own address and language. */
export type PageHead = Readonly<{
  meta: ReadonlyMap<string, readonly string[]> // by name, property or itemprop, lower case; values clean and not empty
  pageTitle: string // <title>, else ''
  canonical: string | null // as written
  mobile: string | null // as written; its version for telephones
  language: string // `lang` of <html>, lower case, else ''
  linked: readonly string[] // texts of JSON-LD scripts
  scripts: readonly string[] // texts of other inline scripts, in page order
}>

/** UTF-16 units; what is longer is cut. */
const LONGEST_VALUE = 2000
const MOST_SCRIPTS = 80
const MOST_LINKED = 20

/** Gathers them in one walk over the page, without recursion. `whole` is called with every script before its text is read. */
export function pageHead(root: PageNode, whole: (script: PageElement) => void = () => {}): PageHead {
  const meta = new Map<string, string[]>()
  const linked: string[] = []
  const scripts: string[] = []
  const seen = { title: '', canonical: null as string | null, mobile: null as string | null, language: '' }
  const visit = (element: PageElement) => {
    const { attribs } = element
    if (element.name === 'script') {
      whole(element)
      const list = isLinkedData(attribs.type) ? linked : attribs.src === undefined ? scripts : null
      if (list !== null && list.length < (list === linked ? MOST_LINKED : MOST_SCRIPTS)) list.push(rawText(element))
    } else if (element.name === 'meta') {
      remember(meta, attribs.name ?? attribs.property ?? attribs.itemprop, attribs.content)
    } else if (element.name === 'title') {
      // drawings have titles too: the first one that says something is the page's
      if (seen.title === '' && !isDrawing(element.parent as PageNode | null))
        seen.title = cleanLine(rawText(element).slice(0, LONGEST_VALUE))
    } else if (element.name === 'link') {
      if (seen.canonical === null && attribs.rel === 'canonical') seen.canonical = attribs.href ?? null
      if (seen.mobile === null && attribs.rel === 'alternate' && attribs.media !== undefined)
        seen.mobile = attribs.href ?? null
      if (attribs.itemprop !== undefined) remember(meta, attribs.itemprop, attribs.content)
    } else if (element.name === 'html') seen.language = (attribs.lang ?? attribs['xml:lang'] ?? '').toLowerCase()
    else if (attribs.itemprop !== undefined) remember(meta, attribs.itemprop, attribs.content ?? attribs.datetime)
  }
  for (let node: PageNode | null = root; node !== null; node = following(node)) {
    if (node.type !== 'text' && node.type !== 'comment' && isElement(node)) visit(node)
  }
  const { title: pageTitle, ...rest } = seen
  return { meta, pageTitle, ...rest, linked, scripts }
}

function remember(meta: Map<string, string[]>, key: string | undefined, content: string | undefined): void {
  if (key === undefined || content === undefined) return
  const name = key.trim().toLowerCase()
  const value = cleanLine(content.slice(0, LONGEST_VALUE))
  if (name === '' || value === '') return
  const known = meta.get(name)
  if (known === undefined) meta.set(name, [value])
  else if (known.length < 20) known.push(value)
}

const isLinkedData = (type: string | undefined) => type !== undefined && /^\s*application\/ld\+json/i.test(type)
const isDrawing = (parent: PageNode | null) => parent !== null && isElement(parent) && parent.name === 'svg'

/** The next node of the page in document order. */
function following(node: PageNode): PageNode | null {
  if ('children' in node && node.children.length > 0) return node.children[0] as PageNode
  let at: PageNode | null = node
  while (at !== null && at.next === null) at = at.parent as PageNode | null
  return at === null ? null : (at.next as PageNode)
}

function rawText(element: PageElement): string {
  let text = ''
  for (const child of element.children) if (child.type === 'text') text += child.data
  return text
}
