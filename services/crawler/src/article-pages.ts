import { errorCode, MINUTE_MS, Rejected, type Source, Unavailable } from '@guanlan/domain'
import { type Article, bodyKind, decode, parseArticle } from '@guanlan/extract'
import type { Fetched, Visit } from '@guanlan/ports'
import { doneVisit } from './intake.ts'
import type { PollDeps } from './poll.ts'
import { itemHash, rawOfArticle } from './raw-item.ts'

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
  const fetched = await deps.fetch(source, { url: visit.url })
  if (fetched === null) return null
  const now = deps.clock.now()
  const { hash } = await deps.evidence.put(fetched.bytes, 'unmasked', fetched.contentType)
  const raw = rawOfArticle(source, visit.url, articleOf(fetched, now), hash, now)
  const taken = await deps.take([raw], now)
  const { status, etag, lastModified } = fetched
  await deps.frontier.record([
    doneVisit(source.id, visit.url, visit, now, { status, etag, lastModified, contentHash: itemHash(raw) }),
  ])
  return taken
}

/**
 * The article in a fetched page.
 * @throws {Rejected} crawl/not-text, crawl/empty-page (no headline and no text, such as a shell that scripts fill)
 */
export function articleOf(fetched: Fetched, now: number): Article {
  const kind = bodyKind(fetched.bytes)
  if (kind === 'binary') throw new Rejected('crawl/not-text', { detail: fetched.contentType.slice(0, 60) })
  const article = parseArticle(decode(fetched.bytes, fetched.contentType).text, { url: fetched.finalUrl, now })
  if (article.title === '' && article.text === '') throw new Rejected('crawl/empty-page')
  return article
}

function afterFailure(visit: Visit, failure: unknown, now: number): Visit {
  const failures = visit.failures + 1
  const last = !(failure instanceof Unavailable) || failures >= MOST_FAILURES
  const status = errorCode(failure) === 'fetch/status' && failure instanceof Rejected ? Number(failure.detail) : null
  if (last) return doneVisit(visit.sourceId, visit.url, visit, now, { status, failures })
  return { ...visit, failures, nextAt: now + FIRST_RETRY_MS * 2 ** (failures - 1) }
}
