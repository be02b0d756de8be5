import { Rejected, RULE_PARTS, type RulePart } from '@guanlan/domain'
import { type ArticleSelectors, bodyKind, type Page, readPage } from '@guanlan/extract'
import type { Fetched } from '@guanlan/ports'

/**
 * The article in a fetched page, by the selectors of the site's rule where there is one.
 * @throws {Rejected} crawl/not-text, crawl/empty-page (a shell that scripts fill, or no headline and no text), what `readPage` throws
 */
export async function articleOf(
  fetched: Pick<Fetched, 'bytes' | 'contentType' | 'finalUrl'>,
  now: number,
  selectors?: ArticleSelectors,
): Promise<Page> {
  const kind = bodyKind(fetched.bytes)
  if (kind === 'binary') throw new Rejected('crawl/not-text', { detail: fetched.contentType.slice(0, 60) })
  const options = { url: fetched.finalUrl, now, ...(selectors === undefined ? {} : { selectors }) }
  const page = await readPage(fetched, options)
  if (page.needsBrowser || (page.title === '' && page.text === '')) throw new Rejected('crawl/empty-page')
  return page
}

/** The parts of an article that the selectors of a site's rule gave. */
export function partsByRule({ origins }: Page): readonly RulePart[] {
  return RULE_PARTS.filter(part => origins[part]?.from === 'rule')
}
