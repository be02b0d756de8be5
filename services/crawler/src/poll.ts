import { canonicalUrl, errorCode, Rejected, type SiteRule, type Source, type Versioned } from '@guanlan/domain'
import type { Clock, Evidence, Fetched, Frontier, Visit } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import { doneVisit, type Intake } from './intake.ts'
import type { PageBook } from './page-book.ts'
import type { Polite } from './polite.ts'
import { rawOfItem } from './raw-item.ts'
import { type Reading, readEntry } from './reading.ts'

export type PollDeps = Readonly<{
  fetch: Polite
  frontier: Frontier
  evidence: Evidence
  take: Intake
  pages: PageBook
  rules: () => readonly Versioned<SiteRule>[] // as they stand now
  clock: Clock
  log: Log
  signal: AbortSignal // we are stopping
}>

/** `items` handed on; `fresh` article addresses of the first page, not seen before, newest first as listed. */
export type Polled = Readonly<{ items: number; fresh: readonly string[] }>

/** Older pages followed when everything on the newer page was new: a gap since the last run. */
const CATCH_UP_PAGES = 3
/** Of a sitemap index, how many of its newest parts are looked at once the first run is over. */
const NEWEST_PARTS = 2

/**
 * Reads a source's own address and takes what is new: items go on, article addresses are remembered as discovered. The first
 * run follows `backfillPages` older pages. null: we are stopping.
 * @throws {Rejected} what the source's owner or ours must mend, crawl/no-links among them; @throws {Unavailable} what may pass
 */
export async function poll(deps: PollDeps, source: Source & { url: string }): Promise<Polled | null> {
  const first = await deps.frontier.visit(source.id, source.url)
  const firstRun = first === null || first.fetchedAt === null
  // an index that stands still says nothing of its parts
  const page = await readPage(deps, source, source.url, source.kind === 'sitemap' ? null : first)
  if (page === null) return null
  if (page === 'unchanged') return { items: 0, fresh: [] }
  if (
    (source.kind === 'list' || source.kind === 'sitemap') &&
    page.reading.links.length + page.reading.sitemaps.length === 0
  ) {
    throw new Rejected('crawl/no-links')
  }
  const taken = await takeReading(deps, source, page)
  const older =
    source.kind === 'sitemap'
      ? await parts(deps, source, page.reading, firstRun)
      : await olderPages(deps, source, page.reading, taken, firstRun)
  if (older === null) return null
  // recorded last: a run cut short is made again, and what it had taken is recognised
  await deps.frontier.record([visited(source, source.url, first, page.fetched, deps.clock.now())])
  return { items: taken.items + older.items, fresh: [...taken.fresh, ...older.fresh] }
}

type Page = Readonly<{ fetched: Fetched; reading: Reading; evidence: string }>

async function readPage(
  deps: PollDeps,
  source: Source,
  url: string,
  known: Visit | null,
): Promise<Page | 'unchanged' | null> {
  const fetched = await deps.fetch(source, {
    url,
    etag: known?.etag ?? null,
    lastModified: known?.lastModified ?? null,
  })
  if (fetched === null) return null
  if (fetched.notModified) {
    await deps.frontier.record([{ ...doneVisit(source.id, url, known, deps.clock.now(), {}), ...pickCondition(known) }])
    return 'unchanged'
  }
  const { hash } = await deps.evidence.put(fetched.bytes, 'unmasked', fetched.contentType)
  return { fetched, reading: readEntry(source, fetched, deps.clock.now()), evidence: hash }
}

function pickCondition(known: Visit | null) {
  return { status: 304, etag: known?.etag ?? null, lastModified: known?.lastModified ?? null }
}

type Taken = Readonly<{ items: number; fresh: readonly string[]; allNew: boolean }>

async function takeReading(deps: PollDeps, source: Source, page: Page): Promise<Taken> {
  const now = deps.clock.now()
  const raws = page.reading.items.map(item => rawOfItem(source, item, page.evidence, now))
  const items = await deps.take(raws, now)
  const urls = [...new Set(page.reading.links.map(link => canonicalUrl(link)).filter(url => url !== null))]
  const fresh = await deps.frontier.unseen(source.id, urls)
  await deps.frontier.record(
    fresh.map(url => ({ ...doneVisit(source.id, url, null, now, { status: null }), fetchedAt: null })),
  )
  const offered = raws.length + urls.length
  return { items, fresh, allNew: offered > 0 && items + fresh.length === offered }
}

/** Older pages of a list or feed. One that cannot be read ends the walk, not the run: the newest is already in. */
async function olderPages(
  deps: PollDeps,
  source: Source,
  start: Reading,
  taken: Taken,
  firstRun: boolean,
): Promise<Taken | null> {
  const most = firstRun ? source.backfillPages : CATCH_UP_PAGES
  const walked = new Set([source.url])
  let { next } = start
  let { allNew } = taken
  let items = 0
  for (let i = 0; i < most && next !== null && !walked.has(next) && (firstRun || allNew); i++) {
    walked.add(next)
    const page = await tryPage(deps, source, next)
    if (page === null) return null
    if (page === 'unreadable') break
    const more = await takeReading(deps, source, page)
    items += more.items
    allNew = more.allNew
    next = page.reading.next
  }
  return { items, fresh: [], allNew }
}

/** The newest parts of a sitemap index, with conditional GET on each. */
async function parts(deps: PollDeps, source: Source, index: Reading, firstRun: boolean): Promise<Taken | null> {
  let items = 0
  const fresh: string[] = []
  for (const { url } of index.sitemaps.slice(
    0,
    firstRun ? Math.max(NEWEST_PARTS, source.backfillPages) : NEWEST_PARTS,
  )) {
    const known = await deps.frontier.visit(source.id, url)
    const page = await tryPage(deps, source, url, known)
    if (page === null) return null
    if (page === 'unreadable') continue
    const more = await takeReading(deps, source, page)
    items += more.items
    if (!firstRun) fresh.push(...more.fresh)
    await deps.frontier.record([visited(source, url, known, page.fetched, deps.clock.now())])
  }
  return { items, fresh, allNew: false }
}

async function tryPage(
  deps: PollDeps,
  source: Source,
  url: string,
  known: Visit | null = null,
): Promise<Page | 'unreadable' | null> {
  try {
    const page = await readPage(deps, source, url, known)
    return page === 'unchanged' ? 'unreadable' : page
  } catch (error) {
    if (errorCode(error) === 'bug') throw error
    deps.log.warn({ source: source.id, code: errorCode(error) }, 'older page not read')
    return 'unreadable'
  }
}

function visited(source: Source, url: string, known: Visit | null, fetched: Fetched, now: number): Visit {
  const { status, etag, lastModified } = fetched
  return doneVisit(source.id, url, known, now, { status, etag, lastModified })
}
