import { lazy, Suspense, useMemo } from 'react'
import { shortTime } from './time.ts'
import { padded, type Trend, trendOption } from './trend-option.ts'
import { Nothing } from './wait.tsx'

const Chart = lazy(() => import('./chart.tsx'))

/** A course over time, with its summary in words for those who do not see the chart. */
export function TrendChart({
  trend,
  height,
  onPick,
}: {
  trend: Trend
  height: number
  onPick?: (index: number) => void
}) {
  // the chart is redrawn each minute, not each second: only the unfinished bar and the gap depend on the time
  const minute = Math.floor(trend.now / 60_000)
  const { bars, baseline, marks, share, dataAt } = trend
  // biome-ignore lint/correctness/useExhaustiveDependencies: the minute stands for the time
  const option = useMemo(() => trendOption(trend), [bars, baseline, marks, share, dataAt, minute])
  const total = bars.reduce((sum, bar) => sum + bar.count, 0)
  const negative = bars.reduce((sum, bar) => sum + bar.negative, 0)
  const first = bars[0]
  if (first === undefined || total === 0) return <Nothing>这段时间无数据</Nothing>
  const peak = bars.reduce((most, bar) => (bar.count > most.count ? bar : most), first)
  const before = padded(bars).length - bars.length
  const picked = onPick === undefined ? undefined : (index: number) => onPick(index - before)
  const says = `共 ${total} 条，负面 ${negative} 条；峰值 ${peak.count} 条，${shortTime(peak.at)} 起`
  return (
    <Suspense fallback={<div style={{ height }} />}>
      <Chart option={option} height={height} says={says} onPick={picked} />
    </Suspense>
  )
}

/** What the colours of a course mean. */
export function TrendKey({ baseline = false }: { baseline?: boolean }) {
  return (
    <span className="meta">
      <i className="key-swatch key-negative" />
      负面
      <i className="key-swatch key-other" />
      其他
      {baseline && (
        <>
          <i className="key-swatch key-base" />
          基线
        </>
      )}
    </span>
  )
}
