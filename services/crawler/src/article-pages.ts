import { errorCode, MINUTE_MS, Rejected, type Source, Unavailable } from '@guanlan/domain'
import type { Visit } from '@guanlan/ports'
import { partsByRule } from './article-of.ts'
import { doneVisit } from './intake.ts'
import type { PollDeps } from './poll.ts'
import { itemHash, rawOfArticle } from './raw-item.ts'
import { type WholeArticle, wholeArticle } from './whole-article.ts'

/** How one batch of pages went; `error` is the code of the last page that could not be read. */
export type PagesRead = Readonly<{
  items: number
  error: string | null
  ended: 'done' | 'trouble' | 'stopping'
}>

const FIRST_RETRY_MS = 5 * MINUTE_MS
const MOST_FAILURES = 6

/**
 * Fetches discovered article pages and hands their articles on. A page that can never be read is done with; one that may
 * is tried again after 5, 10, 20 … minutes, six times in all. A host in trouble ends the batch.
 */
export async function readPages(deps: PollDeps, source: Source, visits: readonly Visit[]): Promise<PagesRead> {
  let items = 0
  let error: string | null = null
  for (const visit of visits) {
    try {
      const taken = await readPage(deps, source, visit)
      if (taken === null) return { items, error, ended: 'stopping' }
      items += taken
    } catch (failure) {
      // cut off by our own end: the page keeps its place in the queue
      if (deps.signal.aborted) return { items, error, ended: 'stopping' }
      error = errorCode(failure)
      // nothing is wrong with the page itself: it waits as it stands
      if (error === 'crawl/robots-unreachable') return { items, error, ended: 'trouble' }
      await deps.frontier.record([afterFailure(visit, failure, deps.clock.now())])
      if (error === 'bug') deps.log.error({ source: source.id, err: failure }, 'page failed')
      else deps.log.debug({ source: source.id, code: error }, 'page not read')
      if (error === 'fetch/busy') return { items, error, ended: 'trouble' }
    }
  }
  return { items, error, ended: 'done' }
}

async function readPage(deps: PollDeps, source: Source, visit: Visit): Promise<number | null> {
  const whole = await wholeArticle(deps, source, visit.url, visit.failures + 1 < MOST_FAILURES)
  if (whole === null) return null
  const now = deps.clock.now()
  const { page, evidence, fetched } = whole
  const raw = rawOfArticle(source, visit.url, page, evidence, now, deps.plates())
  const taken = await deps.take([raw], now)
  const { status, etag, lastModified } = fetched
  await deps.frontier.record([
    doneVisit(source.id, visit.url, visit, now, { status, etag, lastModified, contentHash: itemHash(raw) }),
  ])
  await noteReading(deps, source, raw.url ?? visit.url, whole, now)
  return taken
}

/** What a rule is tried on and judged by: the pages as they were read. */
async function noteReading(deps: PollDeps, source: Source, foundAt: string, whole: WholeArticle, readAt: number) {
  const { page, evidence, fetched, rule } = whole
  const { finalUrl: url, contentType } = fetched
  const matched = partsByRule(page).some(part => part === 'title' || part === 'text')
  const use = rule === null ? null : { ruleId: rule.id, version: rule.version, matched, sourceId: source.id }
  await deps.pages.add({ url, foundAt, evidence: evidence[0]!, contentType, readAt }, use)
}

function afterFailure(visit: Visit, failure: unknown, now: number): Visit {
  const failures = visit.failures + 1
  const last = !(failure instanceof Unavailable) || failures >= MOST_FAILURES
  const status = errorCode(failure) === 'fetch/status' && failure instanceof Rejected ? Number(failure.detail) : null
  if (last) return doneVisit(visit.sourceId, visit.url, visit, now, { status, failures })
  return { ...visit, failures, nextAt: now + FIRST_RETRY_MS * 2 ** (failures - 1) }
}
