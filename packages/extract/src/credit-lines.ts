import { BLOCKS, isElement, type PageElement, type PageNode, UNREAD } from './node-text.ts'

/** What the page's own names of elements say a scrap is, such as `class="source"` or `itemprop="author"`. */
export type CreditHint = 'author' | 'account' | 'outlet' | 'editor' | 'time' | null

/** Text of one inline element: credits stand in spans of their own, so where an element ends a value ends. */
export type Scrap = Readonly<{ text: string; hint: CreditHint }>

/** One line as readers see it; `text` joins its scraps with tabs. */
export type CreditLine = Readonly<{ scraps: readonly Scrap[]; text: string }>

export type Stretch = Readonly<{
  after?: PageElement // start behind this element
  from?: PageElement // or inside it, at its beginning (at its end when walking back); ends with it
  stop?: PageElement | null // ends before this element
  most: number // UTF-16 units
  back?: boolean // walk towards the beginning of the page; lines still come in page order
}>

const MOST_NODES = 4000
/** Beyond it a line is prose; what follows in it is passed over. */
const LONGEST_SCRAP = 400
/** So much of one text node is looked at. */
const LONGEST_TEXT = 2000
/** Names and times are short; the elements of longer scraps are not looked at. */
const LONGEST_HINTED = 60

/** Lines of a stretch of the page in page order, hidden elements left out. Walks by pointers, so depth is no danger. */
export function creditLines({ after, from, stop = null, most, back = false }: Stretch): CreditLine[] {
  const lines: CreditLine[] = []
  let scraps: Scrap[] = []
  let text = ''
  let holder: PageNode | null = null
  let units = 0
  const endScrap = () => {
    if (text === '') return
    const shown = text.replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ').trim()
    if (shown !== '')
      scraps.push({ text: shown.slice(0, LONGEST_SCRAP), hint: shown.length <= LONGEST_HINTED ? hintOf(holder) : null })
    text = ''
  }
  const endLine = () => {
    endScrap()
    if (scraps.length === 0) return
    if (back) scraps.reverse()
    lines.push({ scraps, text: scraps.map(scrap => scrap.text).join('\t') })
    scraps = []
  }
  const edge = (node: PageNode) => {
    if (!isElement(node)) return
    if (BLOCKS.has(node.name)) endLine()
    else endScrap()
  }
  const start = after ?? from
  if (start === undefined) return lines
  let node: PageNode = start
  let down = after === undefined
  for (let steps = 0; steps < MOST_NODES && units < most; steps++) {
    const child = down && 'children' in node ? (back ? node.children.at(-1) : node.children[0]) : undefined
    let next = (child ?? null) as PageNode | null
    if (next === null) {
      edge(node)
      next = (back ? node.prev : node.next) as PageNode | null
    }
    if (next === null || (node === from && child === undefined)) {
      if (node === from) break
      const parent = node.parent as PageNode | null
      if (parent === null) break
      node = parent
      down = false
      continue
    }
    node = next
    if (node === stop) break
    down = isElement(node) && !UNREAD.has(node.name) && !isHidden(node)
    edge(node)
    if (node.type === 'text') {
      if (holder !== node.parent) endScrap()
      holder = node.parent as PageNode | null
      const said = back ? node.data.slice(-LONGEST_TEXT) : node.data.slice(0, LONGEST_TEXT)
      text = back ? said + text : text + said
      units += said.trim().length
    }
  }
  endLine()
  return back ? lines.reverse() : lines
}

function isHidden({ attribs }: PageElement): boolean {
  return attribs.hidden !== undefined || (attribs.style !== undefined && /display\s*:\s*none/i.test(attribs.style))
}

const TIME_NAMES =
  /(?:^|[\s_-])(?:(?:pub|post|article|news|publish|published|create|entry|show)?[-_]?(?:time|date)\w{0,8}|datetime|date(?:published)?|timestamp|fbsj|shijian)(?:$|[\s_-])/i
const OUTLET_NAMES =
  /(?:^|[\s_-])(?:\w{0,12}[-_]?source(?:[-_]?name)?|origin|media[-_]?name|publisher\w*|laiyuan|from)(?:$|[\s_-])/i
const EDITOR_NAMES = /(?:^|[\s_-])(?:\w{0,4}[-_]?editor\w{0,5}|bianji|zebian)(?:$|[\s_-])/i
const AUTHOR_NAMES =
  /(?:^|[\s_-])(?:\w{0,12}[-_]?author(?:[-_]?name|s|[-_]link)?|by[-_]?line(?:[-_]?name)?|writer|reporter|creator|zuozhe|fn)(?:$|[\s_-])/i

const ACCOUNT_NAMES =
  /(?:^|[\s_-])(?:\w{0,12}[-_]?nick[-_]?name|user[-_]?name|screen[-_]?name|account[-_]?name|profile[-_]?name)(?:$|[\s_-])/i

const CREDIT_WORDS =
  /time|date|fbsj|shijian|source|origin|media|publisher|laiyuan|from|edit|bianji|zebian|author|by|writer|reporter|creator|zuozhe|fn|name/i

/** By the nearest element of at most three that says so, as long as it holds little more than the scrap. */
function hintOf(holder: PageNode | null): CreditHint {
  let node = holder
  for (let level = 0; level < 3 && node !== null && isElement(node); level++) {
    const hint = hintIn(node)
    if (hint !== null) return hint
    if (BLOCKS.has(node.name) && level > 0) return null
    node = node.parent as PageNode | null
    if (node !== null && isElement(node) && holdsMany(node)) return null
  }
  return null
}

function hintIn({ name, attribs }: PageElement): CreditHint {
  if (name === 'time') return 'time'
  const said = `${attribs.class ?? ''} ${attribs.id ?? ''} ${attribs.itemprop ?? ''} ${attribs.rel ?? ''}`
  // most elements are named for how they look
  if (said.length > 300 || !CREDIT_WORDS.test(said)) return null
  const names = said.replace(/([a-z])([A-Z])/g, '$1-$2')
  if (TIME_NAMES.test(names)) return 'time'
  if (EDITOR_NAMES.test(names)) return 'editor'
  if (OUTLET_NAMES.test(names)) return 'outlet'
  if (ACCOUNT_NAMES.test(names)) return 'account'
  return AUTHOR_NAMES.test(names) ? 'author' : null
}

/** Whether an element holds more than a label and its value: its name then says nothing of one scrap in it. */
function holdsMany(element: PageElement): boolean {
  let parts = 0
  for (const child of element.children) {
    if (child.type !== 'text' || child.data.trim() !== '') parts++
    if (parts > 2) return true
  }
  return false
}
