import {
  canonicalUrl,
  errorCode,
  type OperatingPlates,
  Rejected,
  type SiteRule,
  type Source,
  type Versioned,
} from '@guanlan/domain'
import type { Clock, Evidence, Fetched, Frontier, Visit } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import { doneVisit, type Intake } from './intake.ts'
import { originOf } from './origin.ts'
import type { PageBook } from './page-book.ts'
import type { Polite } from './polite.ts'
import { rawOfItem } from './raw-item.ts'
import { type Reading, readEntry } from './reading.ts'
import { trapOf, withoutTraps } from './traps.ts'

export type PollDeps = Readonly<{
  fetch: Polite
  frontier: Frontier
  evidence: Evidence
  take: Intake
  pages: PageBook
  rules: () => readonly Versioned<SiteRule>[] // as they stand now
  plates: () => OperatingPlates // of operating vehicles, as they stand now
  clock: Clock
  log: Log
  signal: AbortSignal // we are stopping
}>

/**
 * `items` handed on; `fresh` article addresses of the first page, not seen before, newest first as listed; `passedOver`, what was
 * left out or could not be read on the way, counted by code.
 */
export type Polled = Readonly<{ items: number; fresh: readonly string[]; passedOver: ReadonlyMap<string, number> }>

/** Older pages followed when everything on the newer page was new: a gap since the last run. */
const CATCH_UP_PAGES = 3
/** Pages in a row that bring nothing new end even the first run: `?page=` may count on for ever. */
const BARREN_PAGES = 2
/** Of a sitemap index, how many of its newest parts are looked at once the first run is over. */
const NEWEST_PARTS = 2
/** An index may list indices, and those more of them: so many steps are followed. */
const DEEPEST_INDEX = 3
/** Addresses passed over are no failure of the run; they are counted under this code. */
const TRAP = 'crawl/trap'

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
  if (page === 'unchanged') return { items: 0, fresh: [], passedOver: new Map() }
  if (
    (source.kind === 'list' || source.kind === 'sitemap') &&
    page.reading.links.length + page.reading.sitemaps.length === 0
  ) {
    throw new Rejected('crawl/no-links')
  }
  const tally = new Map<string, number>()
  const run: Run = { deps, source, firstRun, tally }
  const taken = await takeReading(run, page)
  const older = source.kind === 'sitemap' ? await parts(run, page.reading) : await olderPages(run, page.reading, taken)
  if (older === null) return null
  // recorded last: a run cut short is made again, and what it had taken is recognised
  await deps.frontier.record([visited(source, source.url, first, page.fetched, deps.clock.now())])
  return { items: taken.items + older.items, fresh: [...taken.fresh, ...older.fresh], passedOver: tally }
}

type Run = Readonly<{ deps: PollDeps; source: Source & { url: string }; firstRun: boolean; tally: Map<string, number> }>

function passOver({ tally }: Run, code: string, times = 1): void {
  if (times > 0) tally.set(code, (tally.get(code) ?? 0) + times)
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
  const { hash } = await deps.evidence.put(
    fetched.bytes,
    'unmasked',
    fetched.contentType,
    originOf(source, 'entry', fetched),
  )
  return { fetched, reading: readEntry(source, fetched, deps.clock.now()), evidence: hash }
}

function pickCondition(known: Visit | null) {
  return { status: 304, etag: known?.etag ?? null, lastModified: known?.lastModified ?? null }
}

type Taken = Readonly<{ items: number; fresh: readonly string[]; allNew: boolean; found: number }>

async function takeReading(run: Run, page: Page): Promise<Taken> {
  const { deps, source } = run
  const now = deps.clock.now()
  const raws = page.reading.items.map(item => rawOfItem(source, item, page.evidence, now, deps.plates()))
  const items = await deps.take(raws, now)
  const listed = [...new Set(page.reading.links.map(link => canonicalUrl(link)).filter(url => url !== null))]
  const { urls, passedOver } = withoutTraps(
    listed,
    now,
    source.kind === 'sitemap' ? Number.POSITIVE_INFINITY : undefined,
  )
  passOver(run, TRAP, passedOver)
  const fresh = await deps.frontier.unseen(source.id, urls)
  await deps.frontier.record(
    fresh.map(url => ({ ...doneVisit(source.id, url, null, now, { status: null }), fetchedAt: null })),
  )
  const offered = raws.length + urls.length
  const found = items + fresh.length
  return { items, fresh, found, allNew: offered > 0 && found === offered }
}

/** Older pages of a list or feed. One that cannot be read ends the walk, not the run: the newest is already in. */
async function olderPages(run: Run, start: Reading, taken: Taken): Promise<Taken | null> {
  const { deps, source, firstRun } = run
  const most = firstRun ? source.backfillPages : CATCH_UP_PAGES
  const walked = new Set([source.url])
  let { next } = start
  let { allNew } = taken
  let items = 0
  let barren = 0
  for (let i = 0; i < most && next !== null && !walked.has(next) && (firstRun || allNew); i++) {
    if (barren >= BARREN_PAGES || trapOf(next, deps.clock.now()) !== null) {
      passOver(run, TRAP)
      break
    }
    walked.add(next)
    const page = await tryPage(run, next)
    if (page === null) return null
    if (page === 'unreadable') break
    const more = await takeReading(run, page)
    items += more.items
    allNew = more.allNew
    barren = more.found === 0 ? barren + 1 : 0
    next = page.reading.next
  }
  return { items, fresh: [], allNew, found: items }
}

/** The newest parts of a sitemap index, with conditional GET on each; an index among them is opened in its turn. */
async function parts(run: Run, index: Reading): Promise<Taken | null> {
  const { deps, source, firstRun } = run
  const most = firstRun ? Math.max(NEWEST_PARTS, source.backfillPages) : NEWEST_PARTS
  const queue = index.sitemaps.slice(0, most).map(({ url }) => ({ url, depth: 1 }))
  const walked = new Set([source.url])
  const fresh: string[] = []
  let items = 0
  for (let at = 0; at < queue.length && walked.size <= most + DEEPEST_INDEX; at++) {
    const { url, depth } = queue[at]!
    if (walked.has(url) || depth > DEEPEST_INDEX || trapOf(url, deps.clock.now()) !== null) {
      passOver(run, TRAP)
      continue
    }
    walked.add(url)
    const known = await deps.frontier.visit(source.id, url)
    const page = await tryPage(run, url, known)
    if (page === null) return null
    if (page === 'unreadable') continue
    queue.push(...page.reading.sitemaps.slice(0, most).map(one => ({ url: one.url, depth: depth + 1 })))
    const more = await takeReading(run, page)
    items += more.items
    if (!firstRun) fresh.push(...more.fresh)
    await deps.frontier.record([visited(source, url, known, page.fetched, deps.clock.now())])
  }
  return { items, fresh, allNew: false, found: items + fresh.length }
}

async function tryPage(run: Run, url: string, known: Visit | null = null): Promise<Page | 'unreadable' | null> {
  const { deps, source } = run
  try {
    const page = await readPage(deps, source, url, known)
    return page === 'unchanged' ? 'unreadable' : page
  } catch (error) {
    const code = errorCode(error)
    if (code === 'bug') throw error
    passOver(run, code)
    deps.log.warn({ source: source.id, code }, 'older page not read')
    return 'unreadable'
  }
}

function visited(source: Source, url: string, known: Visit | null, fetched: Fetched, now: number): Visit {
  const { status, etag, lastModified } = fetched
  return doneVisit(source.id, url, known, now, { status, etag, lastModified })
}
