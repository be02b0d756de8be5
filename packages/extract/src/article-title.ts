import type { PageMeta } from './article-meta.ts'
import type { Found } from './article-origin.ts'
import { cleanLine } from './clean.ts'
import { nodeText } from './node-text.ts'
import { isOrganisationName } from './organisation.ts'
import type { Block, Outline } from './page-outline.ts'

/** The headline and the block that shows it (null when only the head of the page names it). */
export type Headline = Readonly<{ title: string; found: Found<string> | null; block: Block | null }>

const SEPARATOR = /\s*(?:[_|｜»]|--+|——(?=[^—]{2,12}$)|\s[-–—·]\s|-(?=[^-]{2,16}$))\s*/
const TITLE_NAMES = /(?:^|[\s_-])(?:\w*(?<!sub)(?:title|headline|biaoti)\d?|tit|bt)(?:$|[\s_-])/i
const HEADING = /^h[1-3]$/
const LOW_HEADING = /^h[4-6]$/
/** The first letter or digit of a line. */
const LEAD = /[\p{L}\p{N}]/u
/** Headings beyond so many UTF-16 units are paragraphs set large. */
const LONGEST = 300
const OWN = 100_000
/** An h1 so many UTF-16 units inside the body still heads it: the column may begin with controls. */
const WITHIN = 1500
/** So much of a heading must stand in the page's own title for the two to mean one thing. */
const ALIKE = 0.6

const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** Lines of a page that may be its headline: those that its title repeats, and its headings. Found once, whatever the body is. */
export type TitleLines = Readonly<{
  repeating: readonly Readonly<{ block: Block; text: string; whole: boolean }>[] // `text` folded; `whole`: the title begins with it
  headings: readonly Block[]
}>

/** Gathers them. */
export function titleLines(page: Outline, meta: PageMeta): TitleLines {
  const named = [...meta.titles.map(title => title.value), meta.pageTitle]
  const heads = new Set(named.join('').normalize('NFKC').toLowerCase())
  const foldedNames = [...new Set(named.map(folded))]
  const repeating: { block: Block; text: string; whole: boolean }[] = []
  const headings: Block[] = []
  for (const block of page.blocks) {
    if (block.text.length < 2 || block.text.length > LONGEST) continue
    if (isHeading(block)) headings.push(block)
    const lead = LEAD.exec(block.text)
    if (lead === null || (lead[0] >= '\u4e00' && lead[0] <= '\u9fff' && !heads.has(lead[0]))) continue
    const text = folded(block.text)
    if (text.length < 2 || !foldedNames.some(name => name.includes(text))) continue
    repeating.push({ block, text, whole: foldedNames.some(name => name.startsWith(text)) })
  }
  return { repeating, headings }
}

/**
 * The shown line that the page's title repeats; else a heading above the body, which readers see, where it resembles the page's
 * title or that title is only the site's or a section's; else the page's title without its site suffix.
 */
export function headline(lines: TitleLines, meta: PageMeta, body: Block | null): Headline {
  const stated = meta.titles[0] ?? null
  const own = withoutSuffix(stated?.value ?? meta.pageTitle, meta.siteName?.value ?? null)
  const before = (block: Block) => body === null || block.from < body.from + 400
  const repeated = repeatedLine(
    lines.repeating.filter(line => before(line.block)),
    folded(own),
  )
  if (repeated !== null) return headlineOf(wholeHeading(repeated, meta), 'layout', 0.98, repeated)
  const heading = headingAbove(
    lines.headings.filter(block => before(block) || (block.element.name === 'h1' && block.from < body!.from + WITHIN)),
    meta,
  )
  const shown = heading === null ? '' : cleanLine(heading.text)
  if (heading !== null && own !== '') {
    if (isTagged(folded(shown), folded(own))) return headlineOf(own, stated?.from ?? 'page-title', 0.95, heading)
    const alike = likeness(folded(shown), folded(own))
    if (alike >= ALIKE && (stated === null || heading.element.name === 'h1'))
      return headlineOf(shown, 'layout', 0.9, heading)
    // a long heading beats a page title that only names the section or the site
    const unnamed =
      [...own].length < 8 || (stated === null && (heading.element.name === 'h1' || isOrganisationName(own)))
    if (unnamed && [...shown].length >= 8) return headlineOf(shown, 'layout', 0.85, heading)
  }
  if (own === '') return headlineOf(shown, 'layout', 0.7, heading)
  return headlineOf(own, stated?.from ?? 'page-title', stated === null ? 0.75 : 0.85, heading)
}

function repeatedLine(lines: TitleLines['repeating'], own: string): Block | null {
  // the site's name is repeated as well: what repeats the part before it comes first
  const ofOwn = (text: string) => own.includes(text) && text.length * 2 >= own.length
  let found: Block | null = null
  let foundRank = 0
  let foundLength = 0
  for (const { block, text, whole } of lines) {
    const heading = HEADING.test(block.element.name)
    // a headline of two or three characters must be a heading and all of the page's title
    if (text.length < 4 && !(heading && text === own)) continue
    const rank = text.length * 10 + (heading ? 5 : 0) + (block.linked === 0 ? 3 : 0) + (ofOwn(text) ? OWN : 0)
    if ((whole || rank > 100) && rank >= foundRank) {
      found = block
      foundRank = rank
      foundLength = text.length
    }
  }
  return foundLength * 2 >= own.length ? found : null
}

/** A heading made of several lines, a kicker 引题 over the headline proper, is read whole where the page's title has it so. */
function wholeHeading(block: Block, meta: PageMeta): string {
  const around = block.parent !== null && HEADING.test(block.parent.element.name) ? block.parent : null
  const whole = around === null ? '' : cleanLine(nodeText(around.element))
  const named = meta.titles.some(title => folded(title.value).includes(folded(whole)))
  return whole !== '' && named ? whole : cleanLine(block.text)
}

/** The last heading before the body that is no navigation, nor the site's name; an h1 before others. */
function headingAbove(headings: readonly Block[], meta: PageMeta): Block | null {
  const site = meta.siteName === null ? '' : folded(meta.siteName.value)
  const sections = meta.pageTitle.split(SEPARATOR).slice(1).map(folded)
  const plausible = headings.filter(block => {
    const text = folded(block.text)
    return (
      text.length >= 4 && text !== site && !sections.includes(text) && !/^\s*(?:首页|当前位置|您|你)/.test(block.text)
    )
  })
  const read = plausible.filter(block => !block.aside)
  // one in a box named like an aside is better than none
  const h1 = (blocks: readonly Block[]) => blocks.findLast(block => block.element.name === 'h1')
  const high = read.filter(block => !LOW_HEADING.test(block.element.name))
  return (
    h1(read) ??
    high.findLast(block => HEADING.test(block.element.name)) ??
    high.at(-1) ??
    read.at(-1) ??
    h1(plausible) ??
    null
  )
}

function isHeading({ element: { name, attribs } }: Block): boolean {
  if (HEADING.test(name) || LOW_HEADING.test(name)) return true
  const names = `${attribs.class ?? ''} ${attribs.id ?? ''}`
  return /tit|bt|headline|biaoti/i.test(names) && TITLE_NAMES.test(names)
}

/** Whether a heading is the page's title with a mark set beside it, such as 原创. */
function isTagged(shown: string, own: string): boolean {
  const at = own.length < 4 ? -1 : shown.indexOf(own)
  return (
    at >= 0 && /^(?:原创|转载|独家|置顶|精华|推荐|热|图文|组图|视频|付费|已解决|new)*$/.test(shown.replace(own, ''))
  )
}

/** Share of a text's pairs of characters that stand in another one, 0..1. */
function likeness(text: string, other: string): number {
  if (text.length < 2) return 0
  let alike = 0
  for (let i = 0; i + 1 < text.length; i++) if (other.includes(text.slice(i, i + 2))) alike++
  return alike / (text.length - 1)
}

function headlineOf(title: string, from: Found<string>['from'], sure: number, block: Block | null): Headline {
  return { title, found: title === '' ? null : { value: title, from, sure }, block }
}

/** `标题_频道_网站` and `Title - Site` without what follows the first separator, unless that leaves a scrap or the site's name. */
function withoutSuffix(title: string, site: string | null): string {
  const parts = title.split(SEPARATOR).filter(part => part !== '')
  const first = parts[0] ?? ''
  const next = parts[1] ?? ''
  if (site !== null && folded(first) === folded(site) && [...next].length >= 4) return next
  // 云州市交通运输局-关于…的通知: the site comes first
  if (isOrganisationName(first) && [...next].length >= 8 && !isOrganisationName(next)) return next
  const named = parts.length > 1 && parts.slice(1).every(isOrganisationName)
  return [...first].length >= (named ? 2 : 4) ? first : title
}
