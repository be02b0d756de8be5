/** A small curve of counts, oldest first. Decoration: the counts stand beside it in words. */
export function SparkLine({
  values,
  width = 64,
  height = 24,
}: {
  values: readonly number[]
  width?: number
  height?: number
}) {
  if (values.length < 2) return <span className="meta">—</span>
  const most = Math.max(1, ...values)
  const x = (i: number) => 1 + (i * (width - 4)) / (values.length - 1)
  const y = (value: number) => height - 2 - (value / most) * (height - 5)
  const last = values.length - 1
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline points={values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ')} />
      <circle cx={x(last)} cy={y(values[last] ?? 0)} r="1.8" />
    </svg>
  )
}
