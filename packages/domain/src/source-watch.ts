import { isPulled, type Source } from './source.ts'
import { DAY_MS, dayStart, type EpochMs, MINUTE_MS, wallClock } from './time.ts'

/** What can be wrong with a source that is switched on, gravest first. */
export const SOURCE_TROUBLES = ['robots', 'layout', 'failing', 'empty', 'silent', 'late', 'low', 'high'] as const
export type SourceTrouble = (typeof SOURCE_TROUBLES)[number]

/** What each trouble is called on screens and in briefs. */
export const SOURCE_TROUBLE_NAMES: Readonly<Record<SourceTrouble, string>> = {
  robots: '对方守则不许采集',
  layout: '页面结构已变',
  failing: '采集失败',
  empty: '读取成功但没有内容',
  silent: '静默',
  late: '超过应采时间',
  low: '产量偏低',
  high: '产量偏高',
}

/** How many mentions a day are usual, both ends included. */
export type YieldBand = Readonly<{ low: number; usual: number; high: number }>

/** What a source brought, counted by when mentions were first seen, in days of Beijing time. */
export type SourceYield = Readonly<{
  days: readonly number[] // complete days before today, oldest first, at most YIELD_DAYS
  today: number // so far
  lastAt: EpochMs | null // when its newest mention was seen
}>

/** What the crawler knows of a source; null for doors and files, and before the first attempt. */
export type SourceAttempts = Readonly<{
  lastAttemptAt: EpochMs | null
  lastSuccessAt: EpochMs | null
  lastError: string | null // an error code
  failuresInRow: number
  itemsTotal: number
  nextDueAt: EpochMs | null
}>

/** How a source does. `since` is when the trouble began, as far as is known. */
export type SourceCondition = Readonly<{
  trouble: SourceTrouble | null
  since: EpochMs | null
  band: YieldBand | null // of days like yesterday; null while too little is known
  yesterday: number | null
}>

/** Days a band is taken from. */
export const YIELD_DAYS = 28
/** Fewer days with a source say nothing of what is usual. */
const LEAST_DAYS = 7
const FAILING_AFTER = 3
const LATE_MS = 10 * MINUTE_MS
const LEAST_SILENCE_DAYS = 2
/** Robust standard deviations from the usual that are still usual. */
const WIDTH = 3

const isWeekend = (at: EpochMs) => wallClock(at).weekday % 6 === 0

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * What is usual of counts: the median, and three robust standard deviations (1.4826 × median absolute deviation, at least that of
 * chance) on either side of it, taken where counts have one spread: 2 √(n + 3/8) (Anscombe 1948). null for fewer than four.
 */
export function yieldBand(counts: readonly number[]): YieldBand | null {
  if (counts.length < 4) return null
  const even = counts.map(n => 2 * Math.sqrt(n + 3 / 8))
  const middle = median(even)
  const spread = Math.max(1, 1.4826 * median(even.map(n => Math.abs(n - middle))))
  const back = (n: number) => (Math.max(0, n) / 2) ** 2 - 3 / 8
  return {
    low: Math.max(0, Math.ceil(back(middle - WIDTH * spread))),
    usual: median(counts),
    high: Math.max(1, Math.floor(back(middle + WIDTH * spread))),
  }
}

/** Counts of the days since the source first brought anything. */
function known(days: readonly number[]): readonly number[] {
  const first = days.findIndex(n => n > 0)
  return first < 0 ? [] : days.slice(first)
}

/** The band of days like the one `back` days before today: offices publish on working days, so weekends are held against weekends. */
function bandFor(days: readonly number[], back: number, now: EpochMs): YieldBand | null {
  const seen = known(days)
  if (seen.length < LEAST_DAYS) return null
  const today = dayStart(now)
  const weekend = isWeekend(today - back * DAY_MS)
  // the first day is left out: what a new source brings then is its past
  const alike = seen.slice(1).filter((_, n) => {
    const ago = seen.length - 1 - n
    return ago !== back && isWeekend(today - ago * DAY_MS) === weekend
  })
  return yieldBand(alike)
}

/** How long after its last mention a source is silent: twice the longest pause it came back from, at least two days. */
function silenceMs(days: readonly number[]): number {
  let longest = 0
  let pause = 0
  for (const n of known(days)) {
    if (n > 0) longest = Math.max(longest, pause)
    pause = n > 0 ? 0 : pause + 1
  }
  return Math.max(LEAST_SILENCE_DAYS, 2 * (longest + 1)) * DAY_MS
}

const ROBOTS: ReadonlySet<string> = new Set(['crawl/robots', 'crawl/robots-unreachable'])
const isLayout = (code: string) =>
  code === 'crawl/no-links' || code === 'crawl/empty-page' || code === 'crawl/not-text' || code.startsWith('extract/')

function failure(attempts: SourceAttempts): SourceTrouble | null {
  const { lastError, lastSuccessAt, failuresInRow } = attempts
  if (lastError === null || failuresInRow === 0) return null
  if (ROBOTS.has(lastError)) return 'robots'
  if (isLayout(lastError) && lastSuccessAt !== null) return 'layout'
  return failuresInRow >= FAILING_AFTER ? 'failing' : null
}

/**
 * How a source does at `now`: what keeps it from being read, else what is odd about what it brings, the gravest alone. A source that
 * is read without error and brings nothing is in trouble too: that is how a collector hides that it sees nothing.
 */
export function sourceCondition(
  source: Source,
  attempts: SourceAttempts | null,
  { days, today, lastAt }: SourceYield,
  now: EpochMs,
): SourceCondition {
  const band = bandFor(days, 1, now)
  const yesterday = days.at(-1) ?? null
  const as = (trouble: SourceTrouble | null, since: EpochMs | null = null): SourceCondition => {
    return { trouble, since, band, yesterday }
  }
  if (!source.active) return as(null)
  if (attempts !== null && isPulled(source)) {
    const failed = failure(attempts)
    if (failed !== null) return as(failed, attempts.lastSuccessAt)
    const { nextDueAt, lastSuccessAt, itemsTotal } = attempts
    if (lastSuccessAt !== null && itemsTotal === 0 && lastAt === null) return as('empty')
    if (nextDueAt !== null && now - nextDueAt > LATE_MS) return as('late', nextDueAt)
  }
  if (lastAt !== null && known(days).length >= LEAST_DAYS && now - lastAt > silenceMs(days)) return as('silent', lastAt)
  const before = bandFor(days, 2, now)
  const last = days.at(-1)
  const second = days.at(-2)
  if (band !== null && last !== undefined && second !== undefined && before !== null) {
    // one thin day is a day; two are a source that reads less than it did
    if (last < band.low && second < before.low) return as('low', dayStart(now) - 2 * DAY_MS)
    if (last > band.high) return as('high', dayStart(now) - DAY_MS)
  }
  const ofToday = bandFor(days, 0, now)
  return ofToday !== null && today > ofToday.high ? as('high', dayStart(now)) : as(null)
}
