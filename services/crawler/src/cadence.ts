import { type EpochMs, MINUTE_MS, Rejected, type Source } from '@guanlan/domain'
import { schedule } from './schedule.ts'

/** When a source is asked: as a cron expression says, or as its own rhythm says within bounds. */
export type Cadence =
  | Readonly<{ kind: 'cron'; next(at: EpochMs): EpochMs | null }>
  | Readonly<{ kind: 'adaptive'; bounds: Bounds }>

/** Least and most time between two visits. */
export type Bounds = Readonly<{ leastMs: number; mostMs: number }>

const USUAL: Bounds = { leastMs: 2 * MINUTE_MS, mostMs: 60 * MINUTE_MS }
const DAY_MINUTES = 1440

/**
 * Reads a source's schedule: cron, or `adaptive` (every 2 to 60 minutes), or `adaptive 5-240`.
 * @throws {Rejected} crawl/bad-schedule
 */
export function cadence(text: string): Cadence {
  const parts = /^\s*adaptive(?:\s+(\d{1,4})\s*-\s*(\d{1,4}))?\s*$/.exec(text)
  if (parts === null) return { kind: 'cron', ...schedule(text) }
  if (parts[1] === undefined) return { kind: 'adaptive', bounds: USUAL }
  const [least, most] = [Number(parts[1]), Number(parts[2])]
  if (least < 1 || least > most || most > DAY_MINUTES) {
    throw new Rejected('crawl/bad-schedule', { detail: text.slice(0, 60) })
  }
  return { kind: 'adaptive', bounds: { leastMs: least * MINUTE_MS, mostMs: most * MINUTE_MS } }
}

/**
 * Not to be asked again before: what a run that ends without a word leaves behind. null for a schedule that does not come round
 * soon or cannot be read; the timetable reports the latter.
 */
export function soonest(source: Source, at: EpochMs): EpochMs | null {
  if (source.schedule === null) return null
  try {
    const when = cadence(source.schedule)
    return when.kind === 'cron' ? when.next(at) : at + when.bounds.leastMs
  } catch (error) {
    if (error instanceof Rejected) return null
    throw error
  }
}
