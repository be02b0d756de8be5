import { type EpochMs, errorCode, MINUTE_MS, type Source, Unavailable } from '@guanlan/domain'
import type { Visit } from '@guanlan/ports'
import { type PagesRead, readPages } from './article-pages.ts'
import type { HealthBook } from './health-book.ts'
import { type PollDeps, poll } from './poll.ts'
import { schedule } from './schedule.ts'

/** A source the crawler polls. */
export type PolledSource = Source & Readonly<{ url: string }>

export type RunDeps = PollDeps & Readonly<{ health: HealthBook }>

const LONGEST_BACK_OFF_MS = 60 * MINUTE_MS

/** One run of a source: its own address, then the newest of what is new; how it went stands in its health, whatever happened. */
export async function runSource(deps: RunDeps, source: PolledSource, mostPages: number): Promise<void> {
  const { clock, health } = deps
  const startedAt = clock.now()
  try {
    const polled = await poll(deps, source)
    if (polled === null) return
    await health.change(source.id, {
      lastAttemptAt: startedAt,
      lastSuccessAt: clock.now(),
      lastError: null,
      failuresInRow: 0,
      itemsLastRun: polled.items,
      itemsTotal: health.of(source.id).itemsTotal + polled.items,
      nextDueAt: nextDue(source, clock.now()),
    })
    const fresh = await Promise.all(polled.fresh.slice(0, mostPages).map(url => deps.frontier.visit(source.id, url)))
    await readBacklog(
      deps,
      source,
      fresh.filter(visit => visit !== null),
    )
  } catch (error) {
    if (!deps.signal.aborted) await failed(deps, source, startedAt, error)
  }
}

/** Reads discovered pages and counts what they gave; how the batch ended. */
export async function readBacklog(
  deps: RunDeps,
  source: Source,
  visits: readonly Visit[],
): Promise<PagesRead['ended']> {
  const { items, error, ended } = await readPages(deps, source, visits)
  const { itemsLastRun, itemsTotal } = deps.health.of(source.id)
  if (items > 0) {
    await deps.health.change(source.id, { itemsLastRun: itemsLastRun + items, itemsTotal: itemsTotal + items })
  } else if (error !== null) await deps.health.change(source.id, { lastError: error })
  return ended
}

/** What may pass is tried again no sooner than 1, 2, 4 … 60 minutes on; what must be mended waits for the next turn. */
async function failed(deps: RunDeps, source: Source, startedAt: EpochMs, error: unknown): Promise<void> {
  const now = deps.clock.now()
  const code = errorCode(error)
  const failuresInRow = deps.health.of(source.id).failuresInRow + 1
  const next = nextDue(source, now)
  const backOffMs = Math.min(LONGEST_BACK_OFF_MS, 2 ** Math.min(6, failuresInRow - 1) * MINUTE_MS)
  const nextDueAt = error instanceof Unavailable && next !== null ? Math.max(next, now + backOffMs) : next
  await deps.health.change(source.id, {
    lastAttemptAt: startedAt,
    lastError: code,
    failuresInRow,
    itemsLastRun: 0,
    nextDueAt,
  })
  if (code === 'bug') deps.log.error({ source: source.id, err: error }, 'source failed')
  else deps.log.warn({ source: source.id, code, failuresInRow }, 'source not read')
}

/** null for a schedule that does not come round soon or cannot be read; the timetable reports the latter. */
function nextDue(source: Source, at: EpochMs): EpochMs | null {
  try {
    return source.schedule === null ? null : schedule(source.schedule).next(at)
  } catch (error) {
    if (errorCode(error) === 'bug') throw error
    return null
  }
}
