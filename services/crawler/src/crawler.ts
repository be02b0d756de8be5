import { type EpochMs, errorCode, isPulled, MINUTE_MS, NotFound, type Source, Unavailable } from '@guanlan/domain'
import type { Bus, Clock, Evidence, Fetcher, Frontier, Lease, SourceHealth } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import { onList } from './address-guard.ts'
import { readPages } from './article-pages.ts'
import { openHealthBook } from './health-book.ts'
import { intake } from './intake.ts'
import { openPace } from './pace.ts'
import { polite } from './polite.ts'
import { type PollDeps, poll } from './poll.ts'
import { type Preview, preview } from './preview.ts'
import { openRobotsBook } from './robots-book.ts'
import { schedule } from './schedule.ts'
import { openTimetable } from './timetable.ts'

export type CrawlerConfig = Readonly<{
  paceMs: number // between two requests to one host, unless robots.txt asks for more
  allowPrivate: readonly string[] // host:port whose declared crawl delay is honoured
  tickMs: number | null // how often schedules are looked at; null: the caller calls tick
}>

export type CrawlerDeps = Readonly<{
  bus: Bus
  frontier: Frontier
  fetcher: Fetcher
  evidence: Evidence
  clock: Clock
  lease: Lease | null // null: this process alone looks at schedules
  holder: string // names this process to the lease
  sources: () => readonly Source[] // as they stand now
  log: Log
  config: CrawlerConfig
  fatal: (cause: Error) => void // the stream `fetches` can be consumed no more
}>

/** A running crawler. */
export type Crawler = Readonly<{
  /** Asks for every source that is due; at most one process does so at a time. */
  tick(now: EpochMs): Promise<number>
  /** Reads one source now and settles when its articles are in. @throws {NotFound} crawl/no-source */
  crawl(sourceId: string): Promise<SourceHealth>
  /** What a source would give, storing nothing. */
  preview(source: Source): Promise<Preview>
  health(): readonly SourceHealth[]
  /** Lets the exchanges in hand end (closing the fetcher cuts them short); whatever was discovered waits in the frontier. */
  stop(): Promise<void>
}>

const PAGES_A_TURN = 20

/** null for a schedule that never comes round or cannot be read; the timetable reports the latter. */
function nextDue(source: Source, at: EpochMs): EpochMs | null {
  try {
    return source.schedule === null ? null : schedule(source.schedule).next(at)
  } catch (error) {
    if (errorCode(error) === 'bug') throw error
    return null
  }
}

/**
 * Starts collecting. Schedules put a source on `fetches` under its host, so one worker owns a host and politeness needs no lock;
 * the worker polls the source and reads its articles, newest first, then the backlog, looking for a new poll in between.
 */
export async function startCrawler(deps: CrawlerDeps): Promise<Crawler> {
  const { bus, frontier, clock, log, config } = deps
  const ending = new AbortController()
  const pace = openPace(clock, ending.signal)
  const ours = onList(config.allowPrivate)
  const robots = openRobotsBook({ ...deps, pace, gapMs: site => (ours(site) ? 0 : config.paceMs) })
  const fetch = polite({ ...deps, paceMs: config.paceMs, ours, robots, pace })
  const health = await openHealthBook(frontier)
  const timetable = openTimetable({ ...deps, health })
  const pollDeps: PollDeps = { ...deps, signal: ending.signal, fetch, take: intake(bus, frontier) }
  const asked = new Set<string>()
  const working = new Map<string, Promise<void>>()
  const find = (id: string) =>
    deps.sources().find(source => source.id === id && isPulled(source) && source.url !== null) as
      | (Source & { url: string })
      | undefined

  const work = async (id: string): Promise<void> => {
    for (let more = true; more && !ending.signal.aborted; ) {
      const source = find(id)
      if (source === undefined) return
      if (asked.delete(id)) await run(source)
      const backlog = await frontier.due(id, clock.now(), PAGES_A_TURN)
      const ended = await read(source, backlog)
      if (ended === 'trouble') timetable.rest(id, clock.now() + MINUTE_MS)
      more = asked.has(id) || (backlog.length > 0 && ended === 'done')
    }
  }

  const read = async (source: Source, visits: Parameters<typeof readPages>[2]) => {
    const { items, error, ended } = await readPages(pollDeps, source, visits)
    const row = health.of(source.id)
    if (items > 0)
      await health.change(source.id, { itemsLastRun: row.itemsLastRun + items, itemsTotal: row.itemsTotal + items })
    else if (error !== null) await health.change(source.id, { lastError: error })
    return ended
  }

  const run = async (source: Source & { url: string }): Promise<void> => {
    const startedAt = clock.now()
    try {
      const polled = await poll(pollDeps, source)
      if (polled === null) return
      const { items } = polled
      await health.change(source.id, {
        ...{ lastAttemptAt: startedAt, lastSuccessAt: clock.now(), lastError: null, failuresInRow: 0 },
        ...{
          itemsLastRun: items,
          itemsTotal: health.of(source.id).itemsTotal + items,
          nextDueAt: schedule(source.schedule!).next(clock.now()),
        },
      })
      const fresh = await Promise.all(polled.fresh.slice(0, PAGES_A_TURN).map(url => frontier.visit(source.id, url)))
      await read(
        source,
        fresh.filter(visit => visit !== null),
      )
    } catch (error) {
      if (!ending.signal.aborted) await failed(source, startedAt, error)
    } finally {
      timetable.settled(source.id)
    }
  }

  const failed = async (source: Source, startedAt: EpochMs, error: unknown): Promise<void> => {
    const code = errorCode(error)
    const failuresInRow = health.of(source.id).failuresInRow + 1
    const next = nextDue(source, clock.now())
    const backOffMs = Math.min(60, 2 ** Math.min(6, failuresInRow - 1)) * MINUTE_MS
    const nextDueAt = error instanceof Unavailable && next !== null ? Math.max(next, clock.now() + backOffMs) : next
    await health.change(source.id, {
      lastAttemptAt: startedAt,
      lastError: code,
      failuresInRow,
      itemsLastRun: 0,
      nextDueAt,
    })
    if (code === 'bug') log.error({ source: source.id, err: error }, 'source failed')
    else log.warn({ source: source.id, code, failuresInRow }, 'source not read')
  }

  const start = (id: string): Promise<void> => {
    const current = working.get(id)
    if (current !== undefined) return current
    const started = work(id)
      .catch(error => log.error({ source: id, err: error }, 'worker failed'))
      .finally(() => working.delete(id))
    working.set(id, started)
    return started
  }

  const subscription = await bus.consume(
    'fetches',
    'crawler',
    async batch => {
      for (const { body } of batch) {
        const { sourceId, poll } = body as { sourceId: string; poll: boolean }
        if (poll) asked.add(sourceId)
        void start(sourceId)
      }
      return []
    },
    { maxBatch: 100, fatal: deps.fatal },
  )

  const ticking = (async () => {
    while (config.tickMs !== null && !ending.signal.aborted) {
      await timetable
        .tick(clock.now(), id => working.has(id))
        .catch(error => log.error({ err: error }, 'schedules not looked at'))
      await clock.waitUntil(clock.now() + config.tickMs, ending.signal)
    }
  })()

  return {
    tick: now => timetable.tick(now, id => working.has(id)),
    async crawl(sourceId) {
      if (find(sourceId) === undefined) throw new NotFound('crawl/no-source', { detail: sourceId })
      asked.add(sourceId)
      while (!ending.signal.aborted && (working.has(sourceId) || asked.has(sourceId))) await start(sourceId)
      await working.get(sourceId)
      return health.of(sourceId)
    },
    preview: source => preview({ fetch, clock }, source),
    health: () => health.all(),
    async stop() {
      ending.abort()
      await subscription.stop()
      await Promise.all([ticking, ...working.values()])
    },
  }
}
