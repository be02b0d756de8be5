import { DAY_MS, HOUR_MS } from '@guanlan/domain'

/** The numbers of grouping, all configurable; tuned on the scenario city of one seed and tested on another. */
export type GroupingRules = Readonly<{
  version: string
  activeMs: number // an event takes mentions up to so long before its start or after its end
  longestMs: number // an event takes nothing said so long after its start
  quietMs: number // how long an event of one mention waits for a second; grows with ln of its mentions, up to activeMs
  halfLifeMs: number // the score halves when the event has been quiet for so long
  copy: number // share of equal fingerprint values from which a mention is a copy, 0..1
  related: number // score from which a mention joins, 0..1
  young: number // added to that for an event of a single wording
  sharedWords: number // telling words or names in common, at least
  sharedName: number // added for an anchor (place, road, line, organisation) in common
  otherName: number // factor when both name anchors and share none
  otherArea: number // the same for districts, which tell less
  noName: number // factor when the event has an anchor and the mention names none
  topic: number // weight of a topic as a feature, beside words
  hot: number // added at most for an event much spoken of in the hours before
  hotAt: number // mentions in the six hours before that make an event wholly hot
  sharePower: number // how much a feature's share within the event counts, 0..1
  priorPower: number // how much the usual rarity of a word counts beside its rarity among open events
}>

/** Tuned on seed A of the scenario city. */
export const DEFAULT_GROUPING: GroupingRules = {
  version: '归并规则 2026.11',
  activeMs: 72 * HOUR_MS,
  longestMs: 14 * DAY_MS,
  quietMs: 8 * HOUR_MS,
  halfLifeMs: 24 * HOUR_MS,
  copy: 0.5,
  related: 0.35,
  young: 0.05,
  sharedWords: 2,
  sharedName: 0,
  otherName: 0.2,
  otherArea: 0.3,
  noName: 0.8,
  topic: 6,
  hot: 0.4,
  hotAt: 50,
  sharePower: 0.7,
  priorPower: 0,
}
