import type { EChartsCoreOption } from 'echarts/core'
import type { Bar } from '../api/record.ts'
import { axisTime, shortTime } from './time.ts'

/** A moment on a course: where a rule fired, or where we answered. */
export type TrendMark = Readonly<{ at: number; label: string; kind: 'surge' | 'answer' }>

export type Trend = Readonly<{
  bars: readonly Bar[]
  baseline?: readonly number[] | null
  marks?: readonly TrendMark[]
  share?: boolean // negative share as a line, where a bar has at least ten mentions
  now: number // a bar that holds it is unfinished
  dataAt?: number | null // when the data end; a gap over five minutes is marked
}>

const NEGATIVE = '#A94A38'
const OTHER = '#719A9F'
const BASE = '#DDE7E8'
const TEXT = '#1B2529'
const META = '#647279'
const SHARE_MINIMUM = 10
const GAP_MS = 5 * 60_000
const FEWEST_BARS = 12 // a short course keeps the width of its bars

/** Length of a bar, ms, from the distance between bars; an hour when there is only one. */
export function barLength(bars: readonly Bar[]): number {
  const [first, second] = bars
  return first !== undefined && second !== undefined ? second.at - first.at : 3_600_000
}

/** The course with empty bars before its first one, so that a short course keeps the width of its bars. */
export function padded(bars: readonly Bar[]): readonly Bar[] {
  const [first] = bars
  const lacking = Math.max(0, FEWEST_BARS - bars.length)
  if (first === undefined || lacking === 0) return bars
  const lengthMs = barLength(bars)
  const before = Array.from({ length: lacking }, (_, i) => {
    return { at: first.at - (lacking - i) * lengthMs, count: 0, negative: 0 }
  })
  return [...before, ...bars]
}

function stacks(bars: readonly Bar[], lengthMs: number, now: number) {
  const unfinished = (bar: Bar) => bar.at <= now && now < bar.at + lengthMs
  const item = (bar: Bar, value: number, color: string) => ({
    value: [bar.at + lengthMs / 2, value],
    itemStyle: unfinished(bar)
      ? { color: '#FFFFFF', borderColor: color, borderType: 'dashed', borderWidth: 1 }
      : { color },
  })
  return [
    { name: '负面', data: bars.map(bar => item(bar, bar.negative, NEGATIVE)) },
    { name: '其他', data: bars.map(bar => item(bar, bar.count - bar.negative, OTHER)) },
  ].map(series => ({ ...series, type: 'bar', stack: 'all', barWidth: '76%', barMaxWidth: 28 }))
}

function shares(bars: readonly Bar[], lengthMs: number) {
  return {
    name: '负面占比',
    type: 'line',
    yAxisIndex: 1,
    connectNulls: false,
    symbol: 'circle',
    symbolSize: 6,
    itemStyle: { color: '#FFFFFF', borderColor: TEXT, borderWidth: 1.4 },
    lineStyle: { color: TEXT, width: 1.8 },
    data: bars.map(bar => [
      bar.at + lengthMs / 2,
      bar.count >= SHARE_MINIMUM ? Math.round((bar.negative / bar.count) * 1000) / 10 : null,
    ]),
  }
}

function baselineOf(bars: readonly Bar[], baseline: readonly (number | null)[], lengthMs: number) {
  return {
    name: '基线',
    type: 'line',
    step: 'middle',
    symbol: 'none',
    silent: true,
    z: 1,
    lineStyle: { width: 0 },
    areaStyle: { color: BASE, opacity: 0.9 },
    data: bars.map((bar, i) => [bar.at + lengthMs / 2, baseline[i] ?? null]),
  }
}

function marksOf({ marks = [], dataAt = null, now }: Trend) {
  const lines = marks.map((mark, i) => ({
    xAxis: mark.at,
    label: {
      formatter: mark.label,
      color: mark.kind === 'surge' ? '#A84300' : '#0B6E6E',
      fontSize: 11,
      distance: [0, 2 + (i % 2) * 14],
    },
    lineStyle: {
      color: mark.kind === 'surge' ? '#A84300' : '#0B6E6E',
      type: mark.kind === 'surge' ? 'dashed' : 'solid',
    },
  }))
  const gap = dataAt !== null && now - dataAt > GAP_MS
  return {
    markLine: { symbol: 'none', animation: false, data: lines },
    ...(gap
      ? {
          markArea: {
            silent: true,
            itemStyle: { color: '#EEF1F2', borderColor: '#C9D1D5', borderType: 'dashed', borderWidth: 1 },
            label: { color: META, fontSize: 11 },
            data: [[{ name: '数据停更', xAxis: dataAt }, { xAxis: now }]],
          },
        }
      : {}),
  }
}

/** The chart of a course over time: negative and other stacked from the axis, baseline behind, marks at their minute. */
export function trendOption(trend: Trend): EChartsCoreOption {
  const { share = false, now } = trend
  const lengthMs = barLength(trend.bars)
  const bars = padded(trend.bars)
  const baseline = trend.baseline && [
    ...padded(trend.bars)
      .slice(trend.bars.length)
      .map(() => null),
    ...trend.baseline,
  ]
  const byDay = lengthMs >= 86_400_000
  const end = (bars.at(-1)?.at ?? now) + lengthMs
  const first = bars[0]?.at ?? now
  const [negative, other] = stacks(bars, lengthMs, now)
  const label = { color: META, fontSize: 11 }
  const counts = { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#EEF1F2' } }, axisLabel: label }
  const percent = {
    type: 'value',
    min: 0,
    max: 100,
    splitLine: { show: false },
    axisLabel: { ...label, formatter: '{value}%' },
  }
  return {
    animation: false,
    textStyle: { fontFamily: 'PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif' },
    grid: { left: 44, right: share ? 40 : 12, top: (trend.marks?.length ?? 0) > 0 ? 36 : 14, bottom: 22 },
    xAxis: {
      type: 'time',
      min: first,
      max: end,
      axisLabel: { ...label, hideOverlap: true, formatter: (at: number) => axisTime(at, byDay) },
      axisLine: { lineStyle: { color: '#C9D1D5' } },
      axisTick: { show: false },
    },
    yAxis: share ? [counts, percent] : counts,
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      axisPointer: { type: 'shadow' },
      formatter: (points: readonly { dataIndex: number }[]) =>
        barWords(bars[points[0]?.dataIndex ?? -1], lengthMs, now),
    },
    series: [
      ...(baseline ? [baselineOf(bars, baseline, lengthMs)] : []),
      { ...negative, ...marksOf(trend) },
      other,
      ...(share ? [shares(bars, lengthMs)] : []),
    ],
  }
}

/** One bar in words: its period, its counts, whether it is finished. */
export function barWords(bar: Bar | undefined, lengthMs: number, now: number): string {
  if (bar === undefined) return ''
  const unfinished = bar.at <= now && now < bar.at + lengthMs ? '（未满）' : ''
  const share = bar.count >= SHARE_MINIMUM ? `${((bar.negative / bar.count) * 100).toFixed(1)}%` : '样本不足'
  return `${shortTime(bar.at)} 至 ${shortTime(bar.at + lengthMs)}${unfinished}\n提及 ${bar.count} 条 · 负面 ${bar.negative} 条\n负面占比 ${share}`
}
