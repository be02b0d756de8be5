import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, wallClock } from '@guanlan/domain'
import type { Bounds } from './cadence.ts'

/**
 * What a list page has brought so far, by the hours of a weekday (0–23) and of a weekend day (24–47) at +08:00: items that were new
 * to us, and how long we had watched for them. Both fade, so that a rhythm that changes is learned anew.
 */
export type Rhythm = Readonly<{
  items: readonly number[]
  watchedMs: readonly number[]
  lastAt: EpochMs // of the last visit that counts
  lastPerMs: number // what that visit brought, by the time since the one before
}>

const CELLS = 48
/** After so long a visit counts half. */
const HALF_LIFE_MS = 14 * DAY_MS
/** How much the general rate weighs in an hour that was watched little: as much as so long a watch. */
const PRIOR_MS = 30 * MINUTE_MS
/** News comes in runs: what was seen just now fades away over this time. */
const BURST_MS = 30 * MINUTE_MS
/** What a request is worth: as much as four items that wait a minute, or one that waits four. */
export const PRICE_MS = 4 * MINUTE_MS
const STEP_MS = MINUTE_MS

const cellOf = (at: EpochMs): number => {
  const { hour, weekday } = wallClock(at)
  return weekday === 0 || weekday === 6 ? 24 + hour : hour
}

/** A rhythm nothing is known of, watched from `at`. */
export function unknownRhythm(at: EpochMs): Rhythm {
  return { items: Array<number>(CELLS).fill(0), watchedMs: Array<number>(CELLS).fill(0), lastAt: at, lastPerMs: 0 }
}

/** The rhythm once a visit at `at` found `fresh` items; they are spread evenly over the time since the visit before. */
export function withVisit(before: Rhythm, at: EpochMs, fresh: number): Rhythm {
  const spanMs = at - before.lastAt
  if (spanMs <= 0) return before
  const fade = 0.5 ** (spanMs / HALF_LIFE_MS)
  const items = before.items.map(one => one * fade)
  const watchedMs = before.watchedMs.map(one => one * fade)
  // of a span of days only its last day is spread: what was then is not known any more
  for (let from = Math.max(before.lastAt, at - DAY_MS); from < at; ) {
    const to = Math.min(at, (Math.floor(from / HOUR_MS) + 1) * HOUR_MS)
    const cell = cellOf(from)
    watchedMs[cell]! += to - from
    items[cell]! += (fresh * (to - from)) / Math.min(spanMs, DAY_MS)
    from = to
  }
  return { items, watchedMs, lastAt: at, lastPerMs: fresh / spanMs }
}

/** Items expected per ms in the hour of `at`. */
export function rateAt(rhythm: Rhythm, at: EpochMs): number {
  const cell = cellOf(at)
  const watched = sum(rhythm.watchedMs)
  const general = watched === 0 ? 0 : sum(rhythm.items) / watched
  const usual = (rhythm.items[cell]! + general * PRIOR_MS) / (rhythm.watchedMs[cell]! + PRIOR_MS)
  const burst = Math.max(0, rhythm.lastPerMs - usual) * Math.exp(-Math.max(0, at - rhythm.lastAt) / BURST_MS)
  return usual + burst
}

/**
 * When to look again: once the items we expect to stand there unseen have waited, all together, as long as one request is worth.
 * At a steady rate r that is √(2·price/r), which makes waiting and asking cost the same; kept within the bounds.
 * @param rhythm as of a visit at `at`
 */
export function nextVisit(rhythm: Rhythm, at: EpochMs, { leastMs, mostMs }: Bounds): EpochMs {
  let expected = 0
  let waitedMs = 0
  for (let spanMs = STEP_MS; spanMs < mostMs; spanMs += STEP_MS) {
    waitedMs += expected * STEP_MS
    const fresh = rateAt(rhythm, at + spanMs - STEP_MS) * STEP_MS
    expected += fresh
    waitedMs += (fresh * STEP_MS) / 2
    if (waitedMs >= PRICE_MS) return at + Math.max(leastMs, spanMs)
  }
  return at + mostMs
}

const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0)
