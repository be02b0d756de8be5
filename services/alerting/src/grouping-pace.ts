import { DAY_MS, type EpochMs } from '@guanlan/domain'
import { DEFAULT_GROUPING, type GroupingRules } from './grouping-rules.ts'

/**
 * Letters to a board over months: few a day, long, and a grievance is written of again weeks later. They share fewer of their many
 * words than posts do, so less is asked, but of three words; topics and how much is spoken of a thing at the moment tell little.
 */
export const LETTER_GROUPING: GroupingRules = {
  ...DEFAULT_GROUPING,
  version: `${DEFAULT_GROUPING.version} 来信`,
  activeMs: 60 * DAY_MS,
  longestMs: 365 * DAY_MS,
  quietMs: 30 * DAY_MS,
  halfLifeMs: 90 * DAY_MS,
  related: 0.17,
  sharedWords: 3,
  otherName: 0.4,
  topic: 2,
  hotFrom: 2,
  hotAt: 60,
  sharePower: 1,
}

/** Cities that the usual rules were tuned on speak some 140 times a day. */
const SLOW_A_DAY = 40
const FEW_DAYS = 30
/** A tenth at either end is left out: one stray message of years ago must not decide. */
const EDGE = 0.1

/** The rules for a set of messages: those of letters when they come slowly over months, else the usual ones. */
export function groupingFor(times: readonly EpochMs[]): GroupingRules {
  const sorted = Float64Array.from(times).sort()
  const from = Math.floor(sorted.length * EDGE)
  const to = sorted.length - 1 - from
  if (to <= from) return DEFAULT_GROUPING
  const days = (sorted[to]! - sorted[from]!) / DAY_MS
  return days >= FEW_DAYS && (to - from) / days < SLOW_A_DAY ? LETTER_GROUPING : DEFAULT_GROUPING
}
