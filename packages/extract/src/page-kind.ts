import type { MainRegion } from './main-region.ts'
import { type Block, blocksNamed, type Outline } from './page-outline.ts'
import { repeatedBlocks } from './repeated-blocks.ts'
import { DATED } from './turn-shape.ts'

/** What a page is: one piece of writing, people talking, a list of links to pieces, or a manual. */
export type PageKind = 'article' | 'thread' | 'listing' | 'documentation'

export type KindEvidence = Readonly<{
  url: string | null
  dated: 'head' | 'shown' | null // where a publish time was found: in what the page says of itself, or in its layout
  body: Block | null
  bodyText: string
}>

const DOCS =
  /^https?:\/\/(?:docs?|documentation)\.|^https?:\/\/[^/]*\.readthedocs\.|^https?:\/\/[^?#]*\/(?:docs?|documentation)(?:[/.]|$)/i
const MANUALS =
  /^https?:\/\/(?:developers?|dev|api|help|support|manual|wiki|learn|reference|kb)\.|^https?:\/\/[^?#]*\/(?:manuals?|references?|guides?|handbook|api|help|kb|knowledge-?base|tutorials?|learn|sdk|man|wiki|getting-?started|quick-?start)(?:[/.]|$)/i
const MANUAL_NAMES =
  /(?:^|[\s_-])(?:docs?|documentation|docusaurus|sphinx\w*|rst-content|mkdocs|md-content|markdown-body|markdown|gitbook|vuepress|vp-doc|doxygen|javadoc|mdbook|nextra|readthedocs|wy-\w+|bd-\w+|book-page|hextra|starlight|devsite\w*|prose)(?:$|[\s_-])/i
const NEWS_PATHS =
  /\/(?:blogs?|news|articles?|posts?|story|stories|press|magazine|(?:19|20)\d\d)(?:[/.-]|$)|^https?:\/\/(?:blogs?|news)\./i

/** Whether a page is a manual: at least three points of address, names of its boxes, code and a ladder of headings, less those of news. */
export function isDocumentation(page: Outline, region: MainRegion, { url, dated }: KindEvidence): boolean {
  let points = url === null ? 0 : DOCS.test(url) ? 3 : MANUALS.test(url) ? 2 : 0
  if (url !== null && NEWS_PATHS.test(url)) points -= 3
  if (dated !== null) points -= 2
  const within = page.blocks.filter(block => block.from >= region.block.from && block.to <= region.block.to)
  const code = within.filter(({ element }) => element.name === 'pre').length
  points += code >= 6 ? 2 : code >= 2 ? 1 : 0
  const ladder = within.filter(({ element }) => /^h[2-4]$/.test(element.name)).length
  points += ladder >= 4 ? 1 : 0
  if (hasManualNames(region.block, within)) points += 2
  return points >= 3
}

function hasManualNames(region: Block, within: readonly Block[]): boolean {
  const test = ({ element }: Block) => MANUAL_NAMES.test(`${element.attribs.class ?? ''} ${element.attribs.id ?? ''}`)
  for (let at: Block | null = region; at !== null; at = at.parent) if (test(at)) return true
  return within.slice(0, 12).some(test)
}

/** A body of this many UTF-16 units is an article, whatever stands beside it; of a page that gives itself a date, fewer are enough. */
const LEAST_BODY = 400
const LEAST_CHINESE_BODY = 100
const LEAST_ITEMS = 4
/** An item is a title with a blurb, not a piece of its own. */
const LONGEST_ITEM = 800
/** Addresses of one piece: a day or a long number in the path. */
const PIECES = /^[^?#]*\/(?:[^?#]*[-/_t])?(?:(?:19|20)\d\d[-/]?\d\d?[-/]|\d{5,})|[?&](?:id|aid|tid)=\d{3,}/i
/** Whether an address spells out a headline, six words and more: lists have short names. */
function spellsHeadline(url: string): boolean {
  const path = url.replace(/[?#].*$/s, '').replace(/\/$/, '')
  return path.slice(path.lastIndexOf('/') + 1).split('-').length >= 6
}

/** Words of addresses and of boxes in which people talk; a page without any is an article with comments below it. */
export const TALK =
  /thread|topic|bbs|forum|tieba|viewthread|showtopic|question|answer|community|club|post-?list|postlist|\/p\/\d|\/t\/\d|discuss/i

/** Whether a page is surely an article before it is looked at any closer: it has a date, and the address of one piece, not of talk. */
export function isSurelyArticle({ url, dated, body, bodyText }: KindEvidence): boolean {
  if (url === null || dated === null || body === null || bodyText.length < LEAST_CHINESE_BODY) return false
  return PIECES.test(url) && !TALK.test(url) && !DOCS.test(url)
}

/** Lists that stand below or beside a piece, never the page itself. */
const BESIDE = /comment|cmt|pinglun|gentie|reply|replies|related?(?![a-z])|recommend|relevant|(?:^|[\s_-])hide(?:$|\s)/i

/**
 * Whether a page is a list: blocks of one shape, most beginning with a link or a heading, hold most of it, and what reads like a body
 * is made of them, or is a line or two of introduction. A body of its own with a date, or at the address of one piece, is an article.
 */
export function isListing(page: Outline, region: MainRegion, evidence: KindEvidence): boolean {
  const beside = blocksNamed(page, BESIDE)
  const counts = (block: Block) =>
    block.from >= region.block.from && block.to <= region.block.to && !region.furniture.has(block) && !beside.has(block)
  if (isScattered(page, counts, evidence)) return true
  return repeatedBlocks(page, LEAST_ITEMS, counts).some(({ blocks }) => {
    const total = sizeOf(blocks)
    if (total < (region.block.to - region.block.from) * 0.5 || total > blocks.length * LONGEST_ITEM) return false
    if (blocks.filter(block => isTitled(page, block)).length < blocks.length * 0.6) return false
    return !isPiece(page, blocks, evidence)
  })
}

/** Whether what reads like a body is a small part of a page without a date, which shows many links and headings: shops, portals. */
function isScattered(
  page: Outline,
  counts: (block: Block) => boolean,
  { url, dated, bodyText }: KindEvidence,
): boolean {
  if (dated !== null || (url !== null && (PIECES.test(url) || spellsHeadline(url)))) return false
  let text = 0
  let heads = 0
  for (const block of page.blocks) {
    if (!counts(block)) continue
    const shown = block.text.trim().length
    text += shown
    if (shown > 0 && (block.led || /^h[1-6]$/.test(block.element.name))) heads++
  }
  // an introduction has a paragraph or two; a piece of three and more must be a yet smaller part
  const paragraphs = bodyText.split('\n').filter(line => line.length >= 60).length
  return heads >= 8 && bodyText.length < text * (paragraphs < 3 ? 0.4 : 0.25)
}

/** Whether the body is a piece of its own beside these items. */
function isPiece(page: Outline, items: readonly Block[], { url, dated, body, bodyText }: KindEvidence): boolean {
  const total = sizeOf(items)
  if (body === null) return false
  const atPiece = url !== null && PIECES.test(url)
  const chinese = /\p{Script=Han}{4}/u.test(bodyText)
  const among = items.filter(block => block.from >= body.from && block.to <= body.to)
  if (sizeOf(among) > (body.to - body.from) * 0.7)
    return atPiece || (dated === 'head' && bodyText.length >= LEAST_CHINESE_BODY)
  const around = items.some(block => block.from <= body.from && block.to >= body.to)
  // a time beside each item is the items', not the page's
  const timed =
    dated === 'shown' && items.filter(item => DATED.test(page.text.slice(item.from, item.to))).length * 2 > items.length
  if (around && !atPiece && (dated === null || timed)) return bodyText.length > total * 0.7
  if (!/[，。！？；,;!?]|\.\s|\.$/.test(bodyText)) return false
  if (dated !== null || atPiece) return bodyText.length >= 20
  return bodyText.length >= Math.min(total * 0.35, chinese ? LEAST_CHINESE_BODY : LEAST_BODY)
}

function sizeOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.to - block.from, 0)
}

/** Whether an item begins with a heading or a link: paragraphs with links in them do not. */
function isTitled(page: Outline, item: Block): boolean {
  for (let i = item.order; i < page.blocks.length && page.blocks[i]!.from < item.to; i++) {
    const { element, text, led } = page.blocks[i]!
    const shown = text.trim()
    if (shown === '') continue
    return led || /^h[1-6]$/.test(element.name)
  }
  return false
}
