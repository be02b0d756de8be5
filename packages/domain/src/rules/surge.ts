import type { EpochMs } from '../time.ts'
import { DAY_MS } from '../time.ts'
import { DEFAULT_RULES, type Rules } from './default-rules.ts'

/** What the window was compared with: same hour of the week, same hour of the day, or nothing yet. The last two are 基线不足. */
export type Baseline = 'weekly' | 'daily' | 'none'

/** Past windows of the same hour: of the last weeks and of the last days, and how far back counts are known. */
export type SurgeHistory = Readonly<{ weeks: readonly number[]; days: readonly number[]; historyMs: number }>

/** One reading of the detector: a person can check it by hand from x, b and s. */
export type SurgeReading = Readonly<{
  x: number // mentions in the window
  b: number // the usual
  s: number // the usual spread
  z: number // (x − b) / s
  baseline: Baseline
  fires: boolean // by itself; the rule wants several running
}>

/** A stretch of time in which the rule fired; `toAt` null = still on. */
export type SurgeEpisode = Readonly<{ fromAt: EpochMs; toAt: EpochMs | null; peak: SurgeReading }>

/** Middle of a list, mean of both middles for an even one; 0 for none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Compares one window with the usual: b = median, s = max(1.4826·MAD, √b, 1), as domain rules §6. */
export function surgeReading(x: number, history: SurgeHistory, rules: Rules = DEFAULT_RULES): SurgeReading {
  const { weeklyFromMs, dailyFromMs, madFactor, least, leastWithoutHistory, fires } = rules.surge
  const baseline: Baseline =
    history.historyMs >= weeklyFromMs ? 'weekly' : history.historyMs >= dailyFromMs ? 'daily' : 'none'
  const past = baseline === 'weekly' ? history.weeks : baseline === 'daily' ? history.days : []
  const b = median(past)
  const s = Math.max(madFactor * median(past.map(count => Math.abs(count - b))), Math.sqrt(b), 1)
  const z = (x - b) / s
  const high = baseline === 'none' ? x >= leastWithoutHistory : x >= least && z >= fires
  return { x, b, s, z, baseline, fires: high }
}

/** Mentions by the five minutes they were said in; `countFrom` is where counting began. */
export type Counts = Readonly<{ count: (fromAt: EpochMs, toAt: EpochMs) => number; countFrom: EpochMs }>

/** The reading for the window that ends at `at`; weeks and days from before counting began are not taken as silence. */
export function readingAt(counts: Counts, at: EpochMs, rules: Rules = DEFAULT_RULES): SurgeReading {
  const { windowMs, weeks, days } = rules.surge
  const past = (steps: number, stepMs: number) => {
    const windows: number[] = []
    for (let step = 1; step <= steps; step++) {
      const toAt = at - step * stepMs
      if (toAt - windowMs >= counts.countFrom) windows.push(counts.count(toAt - windowMs, toAt))
    }
    return windows
  }
  const history = { weeks: past(weeks, 7 * DAY_MS), days: past(days, DAY_MS), historyMs: at - counts.countFrom }
  return surgeReading(counts.count(at - windowMs, at), history, rules)
}

/**
 * Every surge between two times, read every five minutes: on after two firing readings running, off after an hour below
 * the recovery line. A pure look at the counts, so late arrivals are judged as if they had come in time.
 */
export function surgeEpisodes(
  counts: Counts,
  fromAt: EpochMs,
  toAt: EpochMs,
  rules: Rules = DEFAULT_RULES,
): readonly SurgeEpisode[] {
  const { everyMs, running, recovers, recoverMs } = rules.surge
  const episodes: SurgeEpisode[] = []
  let open = null as SurgeEpisode | null
  let inRow = 0
  let calmSince = null as EpochMs | null
  for (let at = Math.ceil(fromAt / everyMs) * everyMs; at <= toAt; at += everyMs) {
    const reading = readingAt(counts, at, rules)
    inRow = reading.fires ? inRow + 1 : 0
    if (open === null) {
      if (inRow >= running) open = { fromAt: at, toAt: null, peak: reading }
      calmSince = null
      continue
    }
    if (reading.x > open.peak.x) open = { ...open, peak: reading }
    calmSince = isCalm(reading, recovers, rules) ? (calmSince ?? at) : null
    if (calmSince !== null && at - calmSince >= recoverMs) {
      episodes.push({ ...open, toAt: at })
      open = null
      inRow = 0
    }
  }
  return open === null ? episodes : [...episodes, open]
}

/** Without a baseline there is no z to fall: calm is then under the count that fires. */
function isCalm(reading: SurgeReading, recovers: number, rules: Rules): boolean {
  return reading.baseline === 'none' ? reading.x < rules.surge.leastWithoutHistory : reading.z < recovers
}
