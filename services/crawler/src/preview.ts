import { errorCode, type OperatingPlates, type Raw, type Source } from '@guanlan/domain'
import type { Clock } from '@guanlan/ports'
import { articleOf } from './article-of.ts'
import type { Polite } from './polite.ts'
import { rawOfArticle, rawOfItem } from './raw-item.ts'
import { readEntry } from './reading.ts'
import { type ArticleDeps, ruleNow } from './whole-article.ts'

/** What one run of a source would collect. Nothing is kept. */
export type Preview = Readonly<{
  raws: readonly Raw[] // at most ten
  links: number // article addresses found on the page
  unread: readonly Readonly<{ url: string; code: string }>[] // sample articles that could not be read
}>

const SAMPLE_ITEMS = 10
const SAMPLE_PAGES = 3

/**
 * Fetches a source once, politely, and shows what would be collected: items as they would go on, or the first three articles.
 * @throws {Rejected} @throws {Unavailable} as a run would
 */
export async function preview(
  deps: Readonly<{ fetch: Polite; clock: Clock; plates: () => OperatingPlates }> & Pick<ArticleDeps, 'rules'>,
  source: Source,
): Promise<Preview> {
  const nothing: Preview = { raws: [], links: 0, unread: [] }
  if (source.url === null) return nothing
  const fetched = await deps.fetch(source, { url: source.url })
  if (fetched === null) return nothing
  const now = deps.clock.now()
  let reading = readEntry(source, fetched, now)
  const newest = reading.sitemaps[0]
  if (reading.links.length === 0 && newest !== undefined) {
    const part = await deps.fetch(source, { url: newest.url })
    if (part !== null) reading = readEntry(source, part, now)
  }
  const raws = reading.items
    .slice(0, SAMPLE_ITEMS)
    .map(item => ({ ...rawOfItem(source, item, '', now, deps.plates()), evidence: null }))
  const unread: { url: string; code: string }[] = []
  for (const url of reading.links.slice(0, SAMPLE_PAGES)) {
    try {
      const page = await deps.fetch(source, { url })
      if (page === null) continue
      const article = await articleOf(page, now, ruleNow(deps, page.finalUrl)?.state.selectors)
      raws.push({ ...rawOfArticle(source, url, article, [], now, deps.plates()), evidence: null })
    } catch (error) {
      if (errorCode(error) === 'bug') throw error
      unread.push({ url, code: errorCode(error) })
    }
  }
  return { raws, links: reading.links.length, unread }
}
