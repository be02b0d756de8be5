import type { Measure } from '../event.ts'
import type { Mention } from '../mention.ts'
import type { EpochMs } from '../time.ts'
import { DEFAULT_RULES, type Rules } from './default-rules.ts'

/** A decayed sum: `sum` as it stands at `at`. Adding and moving in time are exact, so no mention need be kept for it. */
export type HeatSum = Readonly<{ sum: number; at: EpochMs }>

/** No mentions yet. */
export const NO_HEAT: HeatSum = { sum: 0, at: 0 }

type Heated = Pick<Mention, 'channel' | 'mediaRank' | 'interactions'>

/** What one mention adds at the moment it is said: w·(1 + ln(1 + 转·3 + 评·2 + 赞)); a count the channel does not give adds nothing. */
export function heatOf(mention: Heated, rules: Rules = DEFAULT_RULES): number {
  const { media, channels, other, repost, comment, like } = rules.heat
  const { reposts, comments, likes } = mention.interactions
  const weight = mention.mediaRank === 'none' ? (channels[mention.channel] ?? other) : media[mention.mediaRank]
  return weight * (1 + Math.log(1 + (reposts ?? 0) * repost + (comments ?? 0) * comment + (likes ?? 0) * like))
}

/** The sum as it stands at another time. */
export function heatAt(heat: HeatSum, at: EpochMs, rules: Rules = DEFAULT_RULES): number {
  return heat.sum === 0 ? 0 : heat.sum * 2 ** ((heat.at - at) / rules.heat.halfLifeMs)
}

/** Adds what was said at `at`, in any order of time; the sum then stands at the later of both times. */
export function addHeat(heat: HeatSum, amount: number, at: EpochMs, rules: Rules = DEFAULT_RULES): HeatSum {
  const later = heat.sum === 0 ? at : Math.max(heat.at, at)
  return { sum: heatAt(heat, later, rules) + heatAt({ sum: amount, at }, later, rules), at: later }
}

/** Heat 热度 0..100 at `at`: 100·(1 − e^(−S/100)), the formula of domain rules §6. */
export function heatMeasure(heat: HeatSum, at: EpochMs, rules: Rules = DEFAULT_RULES): Measure {
  const sum = heatAt(heat, at, rules)
  return { value: 100 * (1 - Math.exp(-sum / rules.heat.scale)), components: { sum }, version: rules.version }
}
