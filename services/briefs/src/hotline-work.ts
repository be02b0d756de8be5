import { type BriefSection, countedFigures, foldOrders, type HotlineFigure } from '@guanlan/domain'
import { acceptedOrders } from '@guanlan/runtime'
import { cited, section } from './figures.ts'
import type { Reading } from './reading.ts'

const count = (value: number | null) => (value === null ? '未报' : value.toLocaleString('en-US'))
const percent = ({ percent, state }: HotlineFigure) =>
  percent === null ? (state === 'counted' ? '' : state) : `${percent}%`
const parts = ({ numerator, denominator, parts }: HotlineFigure) =>
  parts.includes('/') ? `${count(numerator)}/${count(denominator)}` : count(numerator)

/** 热线: the four figures of 12328 and 12345 over orders accepted in the period, each with numerator and denominator; null where no hotline is read. */
export async function hotline({ index, records, figures, period, now }: Reading): Promise<BriefSection | null> {
  if (!records.list('source').some(({ state }) => state.channel === 'hotline' && state.active)) return null
  const { orders, whole } = await acceptedOrders(index, period)
  const folded = foldOrders(orders)
  const told = countedFigures(folded, Math.min(now(), period.toAt))
  const accepted = figures.count('热线受理', folded.length, '件', null)
  const twice = orders.length - folded.length
  const said = twice === 0 ? '' : `，双号并行重复${twice}件已并计`
  const part = whole ? '' : '工单过多，只计最近的一部分。'
  return section({
    id: 'hotline',
    title: '热线办理',
    narrative: `本期热线受理工单${cited(accepted)}${said}，按受理时间统计。${part}`,
    figures: [accepted],
    table: {
      caption: '热线指标',
      columns: ['指标', '数值', '分子/分母', '口径'],
      rows: told.map(figure => [figure.name, percent(figure), parts(figure), figure.parts]),
    },
  })
}
