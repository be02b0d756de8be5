import { DAY_MS, HOUR_MS } from '@guanlan/domain'

/** The numbers of grouping, all configurable; tuned on scenario cities and measured on others. */
export type GroupingRules = Readonly<{
  version: string
  activeMs: number // an event takes mentions up to so long before its start or after its end
  longestMs: number // an event takes nothing said so long after its start
  quietMs: number // how long an event of one mention waits for a second; grows with ln of its mentions, up to activeMs
  halfLifeMs: number // the score halves when the event has been quiet for so long
  copy: number // share of equal fingerprint values from which a mention is a copy, 0..1
  related: number // score from which a mention joins, 0..1
  sharedWords: number // telling words or names in common, at least
  otherName: number // factor when both name anchors and share none
  otherArea: number // the same for districts, which tell less
  noName: number // factor when the event has an anchor and the mention names none
  topic: number // weight of a topic as a feature, beside words
  hot: number // added for an event wholly hot: what is said while one happening is on everyone's lips is likely about it
  hotFrom: number // mentions within six hours from which an event is hot at all
  hotAt: number // and wholly
  sharePower: number // how much a feature's share within the event counts, 0..1
}>

/** Tuned on cities 1, 11, 21 and 31 of the scenario; test/flow/grouping.test.ts measures on others. */
export const DEFAULT_GROUPING: GroupingRules = {
  version: '归并规则 2026.11',
  activeMs: 72 * HOUR_MS,
  longestMs: 14 * DAY_MS,
  quietMs: 8 * HOUR_MS,
  halfLifeMs: 24 * HOUR_MS,
  copy: 0.6,
  related: 0.33,
  sharedWords: 2,
  otherName: 0.2,
  otherArea: 0.3,
  noName: 0.9,
  topic: 6,
  hot: 0.7,
  hotFrom: 1,
  hotAt: 20,
  sharePower: 0.7,
}
