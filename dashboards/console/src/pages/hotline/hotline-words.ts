import type { HotlineFigure } from '../../api/hotline.ts'

/** A figure as it is read: `93.18%`, a count, or the word for why there is none. */
export function figureWords({ state, percent, numerator }: HotlineFigure): string {
  if (state === '未报' || state === '无数据') return state
  if (percent !== null) return `${percent.toFixed(2).replace(/\.?0+$/, '')}%`
  return numerator === null ? '未报' : numerator.toLocaleString('zh-CN')
}

/** `82 / 88`, `82 / 未报`; '' for counts and for percentages stated without their parts. */
export function partsWords({ numerator, denominator, percent, parts }: HotlineFigure): string {
  if (!parts.includes('/') || (numerator === null && denominator === null && percent !== null)) return ''
  const word = (n: number | null) => (n === null ? '未报' : n.toLocaleString('zh-CN'))
  return `${word(numerator)} / ${word(denominator)}`
}

/** The month before the one that holds `at` at +08:00, as `2026-10`: the last whole one. */
export function lastMonth(at: number): string {
  const here = new Date(at + 8 * 3_600_000)
  const before = new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() - 1, 1))
  return before.toISOString().slice(0, 7)
}
