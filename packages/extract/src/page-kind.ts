import type { MainRegion } from './main-region.ts'
import { type Block, blocksNamed, type Outline } from './page-outline.ts'
import { repeatedBlocks } from './repeated-blocks.ts'

/** What a page is: one piece of writing, people talking, a list of links to pieces, or a manual. */
export type PageKind = 'article' | 'thread' | 'listing' | 'documentation'

export type KindEvidence = Readonly<{
  url: string | null
  dated: boolean // a publish time was found
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
  if (dated) points -= 2
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

/** Beside a body of this many UTF-16 units on a dated page, a list is what else there is to read. */
const LEAST_BODY = 100
const LEAST_ITEMS = 4
/** An item is a title with a blurb, not a piece of its own. */
const LONGEST_ITEM = 800
/** Addresses of one piece: a day or a long number in the path. */
const PIECES = /^[^?#]*\/(?:[^?#]*[-/_t])?(?:(?:19|20)\d\d[-/]?\d\d?[-/]|\d{5,})|[?&](?:id|aid|tid)=\d{3,}/i
/** Lists that stand below or beside a piece, never the page itself. */
const BESIDE = /comment|cmt|pinglun|gentie|reply|replies|related?(?![a-z])|recommend|relevant|(?:^|[\s_-])hide(?:$|\s)/i

/**
 * Whether a page is a list: blocks of one shape, most with a link, hold most of it, and what reads like a body is among them or far
 * less than they.
 */
export function isListing(page: Outline, region: MainRegion, { url, body, bodyText, dated }: KindEvidence): boolean {
  const leastBody = /\p{Script=Han}{4}/u.test(bodyText) ? LEAST_BODY : LEAST_BODY * 4
  if (bodyText.length >= LEAST_BODY && (dated || (url !== null && PIECES.test(url)))) return false
  const beside = blocksNamed(page, BESIDE)
  const counts = (block: Block) =>
    block.from >= region.block.from && block.to <= region.block.to && !region.furniture.has(block) && !beside.has(block)
  return repeatedBlocks(page, LEAST_ITEMS, counts).some(({ blocks }) => {
    const total = blocks.reduce((sum, block) => sum + block.to - block.from, 0)
    if (total < (region.block.to - region.block.from) * 0.5) return false
    if (blocks.filter(block => isTitled(page, block)).length < blocks.length * 0.6) return false
    if (total > blocks.length * LONGEST_ITEM) return false
    if (body === null || bodyText.length < Math.min(total * 0.35, leastBody)) return true
    const among = blocks.filter(block => block.from >= body.from && block.to <= body.to)
    if (bodyText.length > total * 0.7) return false
    const around = blocks.some(block => block.from <= body.from && block.to >= body.to)
    return around || among.reduce((sum, block) => sum + block.to - block.from, 0) > (body.to - body.from) * 0.7
  })
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
