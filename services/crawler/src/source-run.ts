import { type EpochMs, errorCode, MINUTE_MS, type Source, Unavailable } from '@guanlan/domain'
import type { Holding, Visit } from '@guanlan/ports'
import { type PagesRead, readPages } from './article-pages.ts'
import { soonest } from './cadence.ts'
import { claiming } from './claims.ts'
import type { HealthBook } from './health-book.ts'
import type { Hosts } from './hosts.ts'
import type { Holds } from './polite.ts'
import { type PollDeps, poll } from './poll.ts'
import type { RhythmBook } from './rhythm-book.ts'

/** A source the crawler polls. */
export type PolledSource = Source & Readonly<{ url: string }>

export type RunDeps = PollDeps & Readonly<{ health: HealthBook; holds: Holds; hosts: Hosts; rhythms: RhythmBook }>

const LONGEST_BACK_OFF_MS = 60 * MINUTE_MS

/**
 * One run of a source: its own address, then the newest of what is new; how it went stands in its health, whatever happened. When
 * it is next due is written first: a process that is killed asks nothing twice within its interval.
 */
export async function runSource(deps: RunDeps, source: PolledSource, mostPages: number): Promise<void> {
  const { clock, health } = deps
  const before = health.of(source.id)
  const startedAt = clock.now()
  await health.change(source.id, { lastAttemptAt: startedAt, nextDueAt: soonest(source, startedAt) })
  try {
    const polled = await poll(deps, source)
    if (polled === null) return await putOff(deps, source, before)
    const { lastAttemptAt, itemsTotal } = health.of(source.id)
    await health.change(source.id, {
      lastAttemptAt,
      lastSuccessAt: clock.now(),
      lastError: null,
      failuresInRow: 0,
      itemsLastRun: polled.items,
      itemsTotal: itemsTotal + polled.items,
      holding: null,
      circuit: circuitOf(deps, source),
      ...(await deps.rhythms.visited(source, clock.now(), polled.items + polled.fresh.length)),
    })
    for (const [code, times] of polled.passedOver) await health.count(source.id, code, times)
    const fresh = await Promise.all(polled.fresh.slice(0, mostPages).map(url => deps.frontier.visit(source.id, url)))
    await readBacklog(
      deps,
      source,
      fresh.filter(visit => visit !== null),
    )
  } catch (error) {
    if (!deps.signal.aborted) await failed(deps, source, startedAt, error)
    else await putOff(deps, source, before)
  }
}

/** How a batch of waiting pages ended, and until when the rest had better wait. */
export type BacklogRead = Readonly<{ ended: PagesRead['ended']; until: EpochMs | null }>

/**
 * Pages of a batch read side by side: while one is taken apart and stored, the next is asked for. Exchanges with a host stay one at a
 * time, with its gap between them, since all of them stand in line for its turn.
 */
const LANES = 4

/** Reads discovered pages and counts what they gave; how the batch ended. */
export async function readBacklog(deps: RunDeps, source: PolledSource, visits: readonly Visit[]): Promise<BacklogRead> {
  const { items, error, ended } = await inLanes(deps, source, visits)
  const { itemsLastRun, itemsTotal } = deps.health.of(source.id)
  if (items > 0) {
    await deps.health.change(source.id, { itemsLastRun: itemsLastRun + items, itemsTotal: itemsTotal + items })
    if (error !== null) await deps.health.count(source.id, error, 1)
  } else if (error !== null) await deps.health.change(source.id, { lastError: error })
  if (ended === 'done' || deps.signal.aborted) return { ended, until: null }
  const holding = await held(deps, source)
  return { ended: 'trouble', until: holding?.until ?? null }
}

async function inLanes(deps: RunDeps, source: PolledSource, visits: readonly Visit[]): Promise<PagesRead> {
  const lanes = Array.from({ length: Math.min(LANES, visits.length) }, (_, lane) =>
    readLane(
      deps,
      source,
      visits.filter((_, at) => at % LANES === lane),
    ),
  )
  const read = await Promise.all(lanes)
  const ended = (['stopping', 'trouble'] as const).find(one => read.some(lane => lane.ended === one)) ?? 'done'
  return {
    items: read.reduce((sum, lane) => sum + lane.items, 0),
    error: read.find(lane => lane.error !== null)?.error ?? null,
    ended,
  }
}

async function readLane(deps: RunDeps, source: PolledSource, visits: readonly Visit[]): Promise<PagesRead> {
  const claims = claiming(deps, visits)
  const read = await readPages({ ...deps, fetch: claims.fetch }, source, visits)
  if (read.ended !== 'done') await claims.giveBack()
  return read
}

/** Not asked after all: as it was, but for the reason; due again when that is over, or at once after our own end. */
async function putOff(deps: RunDeps, source: PolledSource, before: ReturnType<HealthBook['of']>): Promise<void> {
  const { lastAttemptAt, nextDueAt } = before
  if (deps.signal.aborted) {
    await deps.health.change(source.id, { lastAttemptAt, nextDueAt: nextDueAt ?? deps.clock.now() })
    return
  }
  const holding = await held(deps, source)
  await deps.health.change(source.id, { lastAttemptAt, nextDueAt: holding?.until ?? nextDueAt })
}

async function held(deps: RunDeps, source: PolledSource): Promise<Holding | null> {
  const holding = deps.holds.why(source.id)
  const before = deps.health.of(source.id)
  if (before.holding?.until !== holding?.until || before.holding?.reason !== holding?.reason) {
    await deps.health.change(source.id, { holding, circuit: circuitOf(deps, source) })
    if (holding !== null) deps.log.info({ source: source.id, ...holding }, 'source held back')
  }
  return holding
}

/** 1 to 1.1 by the source: those that failed together are not all asked again in the same second. */
function spread(sourceId: string): number {
  let sum = 0
  for (const char of sourceId) sum = (sum * 31 + char.charCodeAt(0)) % 997
  return 1 + (0.1 * sum) / 997
}

/** What may pass is tried again no sooner than 1, 2, 4 … 60 minutes on; what must be mended waits for the next turn. */
async function failed(deps: RunDeps, source: PolledSource, startedAt: EpochMs, error: unknown): Promise<void> {
  const now = deps.clock.now()
  const code = errorCode(error)
  const failuresInRow = deps.health.of(source.id).failuresInRow + 1
  const next = soonest(source, now)
  const rest = await deps.hosts.rest(new URL(source.url).host)
  const backOffMs = Math.min(LONGEST_BACK_OFF_MS, 2 ** Math.min(6, failuresInRow - 1) * MINUTE_MS) * spread(source.id)
  const passing = error instanceof Unavailable && next !== null
  await deps.health.change(source.id, {
    lastAttemptAt: startedAt,
    lastError: code,
    failuresInRow,
    itemsLastRun: 0,
    nextDueAt: passing ? Math.max(next, now + Math.round(backOffMs), rest?.until ?? 0) : next,
    holding: rest,
    circuit: circuitOf(deps, source),
  })
  if (code === 'bug') deps.log.error({ source: source.id, err: error }, 'source failed')
  else deps.log.warn({ source: source.id, code, failuresInRow }, 'source not read')
}

const circuitOf = ({ hosts }: RunDeps, source: PolledSource) => hosts.circuit(new URL(source.url).host)
