import type { EpochMs } from '../time.ts'

/** A count out of a sample over a period; null = 未报, which is not zero. */
export type Ratio = Readonly<{ part: number; whole: number }> | null

/** Volume and negative share around the first answer. */
export type Window = Readonly<{ label: string; fromAt: EpochMs; toAt: EpochMs; negative: number; total: number }>

/** One change to be made, with who answers for it. */
export type Rectification = Readonly<{ text: string; unit: string; dueAt: EpochMs | null }>

/** What was learnt 评估: each figure with its sample, no total score. */
export type Evaluation = Readonly<{
  windows: readonly Window[] // before and after the first answer, at least two
  demands: Ratio // 诉求解决: resolved of all
  satisfaction: Ratio // 回访满意: satisfied of reached
  lessons: string
  rectifications: readonly Rectification[]
}>

/** Fewest mentions (or answers) a share may be computed from (domain rules §3: 数据不足 below the minimum). */
export const SAMPLE_MINIMUM = 30

/** A figure with its state in words: `ok`, 数据不足 (too few), 未报 (not sent), 无数据 (nothing there). */
export type Share = Readonly<{ value: number | null; state: 'ok' | '数据不足' | '未报' | '无数据' }>

/** The share of a ratio; never a number where the sample is too small. */
export function share(ratio: Ratio, minimum: number = SAMPLE_MINIMUM): Share {
  if (ratio === null) return { value: null, state: '未报' }
  if (ratio.whole === 0) return { value: null, state: '无数据' }
  if (ratio.whole < minimum) return { value: null, state: '数据不足' }
  return { value: ratio.part / ratio.whole, state: 'ok' }
}
