import { DAY_MS, HOUR_MS } from '@guanlan/domain'

/** The numbers of grouping, all configurable; tuned on the scenario city of one seed and tested on another. */
export type GroupingRules = Readonly<{
  version: string
  activeMs: number // an event takes mentions up to so long before its start or after its end
  copy: number // share of equal fingerprint values from which a mention is a copy, 0..1
  related: number // score from which a mention joins, 0..1
  sharedName: number // added for a name (place, road, line, organisation) in common
  otherName: number // factor when both name things of one kind and share none
  halfLifeMs: number // the score halves when the event has been quiet for so long
  sharedWords: number // telling words or names in common, at least
  watchless: number // factor when they share no watch
  longestMs: number // an event takes nothing said so long after its start
}>

/** Tuned on seed A of the scenario city. */
export const DEFAULT_GROUPING: GroupingRules = {
  version: '归并规则 2026.11',
  activeMs: 72 * HOUR_MS,
  copy: 0.6,
  related: 0.22,
  sharedName: 0.1,
  otherName: 0.5,
  halfLifeMs: 96 * HOUR_MS,
  sharedWords: 2,
  watchless: 0,
  longestMs: 14 * DAY_MS,
}
