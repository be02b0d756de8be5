import type { Measure } from '../event.ts'
import { DEFAULT_RULES, type Rules } from './default-rules.ts'

/**
 * Lower bound of a share (E. B. Wilson 1927), 0..1: what the share is at least, so that 3 of 3 says less than 80 of 100.
 * @param z standard normal quantile, 1.96 for 95 %
 */
export function wilsonLower(hits: number, of: number, z: number): number {
  if (of === 0) return 0
  const share = hits / of
  const zz = (z * z) / of
  const centre = share + zz / 2
  const spread = z * Math.sqrt((share * (1 - share) + zz / 4) / of)
  return Math.max(0, (centre - spread) / (1 + zz))
}

/** Negativity 负面度 0..100, 100 times the Wilson lower bound of the negative share; null = 样本不足, under `least` mentions. */
export function negativityMeasure(negative: number, mentions: number, rules: Rules = DEFAULT_RULES): Measure {
  const { z, least } = rules.negativity
  const value = mentions < least ? null : 100 * wilsonLower(negative, mentions, z)
  return { value, components: { negative, mentions }, version: rules.version }
}
