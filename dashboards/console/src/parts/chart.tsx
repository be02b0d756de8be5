import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use as register } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([BarChart, LineChart, GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

/** A chart on a canvas; `says` tells in words what it shows, for those who do not see it. */
export default function Chart({
  option,
  height,
  says,
  onPick,
}: {
  option: EChartsCoreOption
  height: number
  says: string
  onPick?: ((index: number) => void) | undefined
}) {
  const place = useRef<HTMLDivElement>(null)
  const pick = useRef(onPick)
  pick.current = onPick
  const chart = useRef<ReturnType<typeof init> | null>(null)

  useEffect(() => {
    if (place.current === null) return
    const made = init(place.current, null, { renderer: 'canvas' })
    chart.current = made
    made.on('click', event => pick.current?.(event.dataIndex))
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
  }, [option])

  return <div ref={place} className="chart" style={{ height }} role="img" aria-label={says} />
}
