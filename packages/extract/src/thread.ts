import type { EpochMs } from '@guanlan/domain'
import { cleanText } from './clean.ts'
import { isUnseen, nodeText, type PageElement, type PageNode } from './node-text.ts'
import { TALK } from './page-kind.ts'
import { type Block, blocksNamed, type Outline } from './page-outline.ts'
import { commonBlock, ownText, type Repeated } from './repeated-blocks.ts'
import { type TurnMarks, turnMarks } from './turn-marks.ts'
import { DATED, turnShape } from './turn-shape.ts'

/** One post of a thread, what one person says at one turn: `floor` as the page counts (the opening post is 1), time as it states it; null where it does not say. */
export type Turn = Readonly<{
  floor: number | null
  author: string | null
  publishedAt: EpochMs | null
  text: string // paragraphs, one a line
}>

export type ThreadEvidence = Readonly<{
  title: Block | null
  body: Block | null
  url: string | null
  now: EpochMs | null
}>

const NOTICES = /notice|cookie|consent|banner|alert|announce/i

const QUOTES = /^blockquote|(?:^|\s)(?:\w+[-_]+)?(?:block)?quote/i

/**
 * The posts of a thread, or null when the page is none: blocks of one shape, each with a time and an author beside it, of which the
 * first opens the page. An article with comments below it is no thread: its text stands before the first of them.
 */
export function threadTurns(page: Outline, evidence: ThreadEvidence): readonly Turn[] | null {
  if (!maybeTalk(page, evidence.url)) return null
  const shape = turnShape(page)
  if (shape === null) return null
  const container = commonBlock(shape.blocks[0]!, shape.blocks.at(-1)!)
  if (container === null || !opens(page, shape, container, evidence)) return null
  const elements = new Set(shape.blocks.map(block => block.element))
  const zones = turnMarks(container.element, elements, evidence.now)
  const marks = besides(zones, shape.blocks.length)
  if (marks === null || isListing(zones.slice(0, -1)) || !isTalk(shape, container, marks, evidence)) return null
  const texts = postTexts(shape.blocks.map(block => block.element))
  return marks
    .map(({ floor, author, at }, i) => ({ floor, author, publishedAt: at, text: texts[i]! }))
    .filter(({ text }, i) => text !== '' && texts.indexOf(text) === i)
}

/** Whether any word of talk or any floor stands on the page: where there is none, posts need not be looked for. */
function maybeTalk(page: Outline, url: string | null): boolean {
  return (
    (url !== null && TALK.test(url)) ||
    /\d\s*[楼#F]|#\s?\d|楼主|沙发/.test(page.text) ||
    blocksNamed(page, TALK).size > 0
  )
}

/** Whether the first post opens the page: hardly any running text stands between the headline and it, nor is the article elsewhere. */
function opens(page: Outline, shape: Repeated, container: Block, { title, body }: ThreadEvidence): boolean {
  const first = shape.blocks[0]!
  let box = first
  while (box.parent !== null && box.parent !== container) box = box.parent
  const from = title !== null && title.to <= first.from ? title.to : 0
  const notices = blocksNamed(page, NOTICES)
  let before = 0
  for (const block of page.blocks) {
    if (block.from < from || block.to > box.from) continue
    if (block.aside && (block.from < container.from || block.to > container.to)) continue
    const own = block.text.trim().length - block.linked
    if (own >= 20 && !notices.has(block) && /[，。！？；,;!?]|\.\s|\.$/.test(block.text)) before += own
  }
  if (before > Math.max(60, ownText(first) * 0.5)) return false
  if (body === null) return true
  const inside = shape.blocks.some(post => post.from < body.to && post.to > body.from)
  return inside || shape.own > ownText(body) * 1.5
}

/** The marks that belong to each post: those before it on most pages, those after it where signatures follow. */
function besides(marks: readonly TurnMarks[], count: number): readonly TurnMarks[] | null {
  const known = (from: number) => marks.slice(from, from + count).filter(mark => mark.author !== null).length
  const [before, after] = [known(0), known(1)]
  if (Math.max(before, after) < count * 0.6) return null
  return before >= after ? marks.slice(0, count) : marks.slice(1)
}

/** Each item under a heading of its own: these are pieces, not posts. */
function isListing(marks: readonly TurnMarks[]): boolean {
  const headings = marks
    .filter(({ heading, author }) => author === null || (!author.includes(heading) && !heading.includes(author)))
    .map(({ heading }) => heading.replace(/^(?:re|回复|答复)\s*[:：]\s*/i, ''))
    .filter(heading => heading.length >= 6)
  return headings.length >= 2 && headings.length >= marks.length * 0.6 && new Set(headings).size > headings.length * 0.6
}

/** Whether several people speak, or one at several times, at an address or in boxes where people talk. */
function isTalk(shape: Repeated, container: Block, marks: readonly TurnMarks[], { url }: ThreadEvidence): boolean {
  const turns = new Set(marks.map(({ author, at, text }) => `${author} ${at ?? DATED.exec(text)?.[0]}`))
  if (turns.size < marks.length * 0.6) return false
  const spoken = shape.blocks.filter(block => ownText(block) >= 12)
  if (spoken.length < shape.blocks.length * 0.4) return false
  const linked = shape.blocks.reduce((sum, block) => sum + block.linkedTo - block.linkedFrom, 0)
  if (linked > shape.own) return false
  if (marks.filter(mark => mark.floor !== null).length >= marks.length * 0.5) return true
  let names = url ?? ''
  for (let at: Block | null = container; at !== null; at = at.parent)
    names += ` ${at.element.attribs.class ?? ''} ${at.element.attribs.id ?? ''}`
  return TALK.test(names)
}

/** The posts' texts without what they repeat: a quote of an earlier post, or one that is shown folded. */
function postTexts(posts: readonly PageElement[]): readonly string[] {
  const said: string[] = []
  for (const post of posts) {
    const earlier = said.join('\n')
    const isQuote = (element: PageElement) =>
      element !== post && QUOTES.test(`${element.name} ${element.attribs.class ?? ''}`) && isRepeated(element, earlier)
    said.push(cleanText(nodeText(post as PageNode, element => isUnseen(element) || isQuote(element))))
  }
  return said
}

function isRepeated(quote: PageElement, earlier: string): boolean {
  const lines = cleanText(nodeText(quote as PageNode)).split('\n')
  if (lines.some(line => /^(?:click to )?expand|^展开/i.test(line))) return true
  const known = lines.filter(line => earlier.includes(line)).reduce((sum, line) => sum + line.length, 0)
  return known * 2 > lines.reduce((sum, line) => sum + line.length, 0)
}
