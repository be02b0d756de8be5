import {
  type EpochMs,
  isPulled,
  NO_PLATES,
  NotFound,
  type OperatingPlates,
  type SiteRule,
  type Source,
  type Versioned,
} from '@guanlan/domain'
import type { Bus, Clock, Delivery, Evidence, Fetcher, Frontier, Lease, SourceHealth } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import { openHealthBook } from './health-book.ts'
import { intake } from './intake.ts'
import { openPoliteness } from './open-polite.ts'
import { openPageBook } from './page-book.ts'
import { type Preview, preview } from './preview.ts'
import { openRhythmBook } from './rhythm-book.ts'
import type { PolledSource } from './source-run.ts'
import { openTimetable, type Timetable } from './timetable.ts'
import { openWorkers, type Workers } from './workers.ts'

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
  rules?: () => readonly Versioned<SiteRule>[] // how articles of some hosts are read, as they stand now; absent: none
  plates?: () => OperatingPlates // of operating vehicles, as they stand now; absent: every plate is private
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

/**
 * Starts collecting. Schedules put a source on `fetches` under its host, so one worker owns a host and politeness needs no lock;
 * the worker polls the source and reads its articles, the newest first, then the backlog.
 */
export async function startCrawler(deps: CrawlerDeps): Promise<Crawler> {
  const { frontier, clock } = deps
  const ending = new AbortController()
  const politeness = openPoliteness(deps, ending.signal)
  const health = await openHealthBook(frontier)
  const timetable = openTimetable({ ...deps, health })
  const find = (id: string) =>
    deps.sources().find((source): source is PolledSource => source.id === id && isPolled(source))
  const take = intake(deps.bus, frontier)
  const rules = deps.rules ?? (() => [])
  const plates = deps.plates ?? (() => NO_PLATES)
  const pages = openPageBook(frontier)
  const rhythms = openRhythmBook(frontier)
  const run = { ...deps, ...politeness, rhythms, rules, plates, pages, signal: ending.signal, take, health }
  const workers = openWorkers({ ...run, find, timetable })
  const accept = async (batch: readonly Delivery[]) => {
    for (const { body } of batch) {
      const { sourceId, poll } = body as { sourceId: string; poll: boolean }
      workers.wake(sourceId, poll)
    }
    return []
  }
  const subscription = await deps.bus.consume('fetches', 'crawler', accept, { maxBatch: 100, fatal: deps.fatal })
  const ticking = tickOn(deps, timetable, workers, ending.signal)
  return {
    tick: now => timetable.tick(now, workers.working),
    async crawl(sourceId) {
      if (find(sourceId) === undefined) throw new NotFound('crawl/no-source', { detail: sourceId })
      await workers.finish(sourceId)
      return health.of(sourceId)
    },
    preview: source => preview({ fetch: politeness.insist, clock, rules, plates }, source),
    health: () => health.all(),
    async stop() {
      ending.abort()
      await subscription.stop()
      await Promise.all([ticking, workers.idle()])
      await politeness.release()
    },
  }
}

function isPolled(source: Source): source is PolledSource {
  return isPulled(source) && source.url !== null
}

async function tickOn(deps: CrawlerDeps, timetable: Timetable, workers: Workers, signal: AbortSignal): Promise<void> {
  const { clock, log, config } = deps
  while (config.tickMs !== null && !signal.aborted) {
    try {
      await timetable.tick(clock.now(), workers.working)
    } catch (error) {
      log.error({ err: error }, 'schedules not looked at')
    }
    await clock.waitUntil(clock.now() + config.tickMs, signal)
  }
}
