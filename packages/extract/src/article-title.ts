import type { PageMeta } from './article-meta.ts'
import type { Found } from './article-origin.ts'
import { cleanLine } from './clean.ts'
import type { Block, Outline } from './page-outline.ts'

/** The headline and the block that shows it (null when only the head of the page names it). */
export type Headline = Readonly<{ title: string; found: Found<string> | null; block: Block | null }>

const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** The shown line that the page's title repeats; else a heading above the body; else the page's title without its site suffix. */
export function headline(page: Outline, meta: PageMeta, body: Block | null): Headline {
  const stated = meta.titles[0] ?? null
  const named = [...meta.titles.map(title => title.value), meta.pageTitle].map(folded)
  const before = page.blocks.filter(
    block => block.text.length <= 300 && (body === null || block.from < body.from + 400),
  )
  let found: Block | null = null
  let foundRank = 0
  for (const block of before) {
    const text = folded(block.text)
    if (text.length < 4 || !named.some(name => name.includes(text))) continue
    const rank = text.length * 10 + (/^h[1-3]$/.test(block.element.name) ? 5 : 0) + (block.linked === 0 ? 3 : 0)
    const whole = named.some(name => name === text || name.startsWith(text)) || rank > 100
    if (whole && rank >= foundRank) {
      found = block
      foundRank = rank
    }
  }
  const suffixless = withoutSuffix(stated?.value ?? meta.pageTitle)
  if (found !== null && folded(found.text).length * 2 >= folded(suffixless).length) {
    return headlineOf(cleanLine(found.text), 'layout', 0.98, found)
  }
  const heading = before.findLast(
    block =>
      !block.aside &&
      [...folded(block.text)].length >= 4 &&
      !/^\s*(?:首页|当前位置|您|你)/.test(block.text) &&
      (/^h[1-3]$/.test(block.element.name) ||
        /(?:^|[\s_-])(?:title|tit|bt|headline)(?:$|[\s_-])/i.test(
          `${block.element.attribs.class ?? ''} ${block.element.attribs.id ?? ''}`,
        )),
  )
  const shown = heading === undefined ? '' : cleanLine(heading.text)
  // A long heading beats a page title that only names the section or the site
  if (heading !== undefined && [...shown].length >= 8 && [...suffixless].length < 8)
    return headlineOf(shown, 'layout', 0.85, heading)
  if (suffixless === '') return headlineOf(shown, 'layout', 0.7, heading ?? null)
  return headlineOf(suffixless, stated?.from ?? 'page-title', stated === null ? 0.75 : 0.85, heading ?? null)
}

function headlineOf(title: string, from: Found<string>['from'], sure: number, block: Block | null): Headline {
  return { title, found: title === '' ? null : { value: title, from, sure }, block }
}

/** `标题_频道_网站` and `Title - Site` without what follows the first separator, unless that leaves a scrap. */
function withoutSuffix(title: string): string {
  const first = title.split(/\s*(?:[_|｜»]|--+|——(?=[^—]{2,12}$)|\s[-–—·]\s|-(?=[^-]{2,16}$))\s*/)[0] ?? ''
  return [...first].length >= 4 ? first : title
}
