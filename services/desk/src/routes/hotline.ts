import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  type Analysed,
  type CountedOrder,
  countedFigures,
  DAY_MS,
  type EpochMs,
  effectiveAt,
  foldOrders,
  fromWallClock,
  type HotlineOrder,
  reportedFigures,
} from '@guanlan/domain'
import { Type } from 'typebox'
import type { DeskDeps } from '../deps.ts'
import { Anything, Closed, problems } from '../fields.ts'

const PAGE = 1000
/** Orders read for one month; beyond it the answer says that it stops there. */
const MOST = 200_000

const NOTHING_SAID: HotlineOrder = {
  ...{ number: null, line: null, otherNumber: null, type: null, state: null, via: null, unit: null },
  ...{ dueAt: null, closedAt: null, atOnce: null, calledBack: null, satisfied: null },
}

function countedOrder(mention: Analysed): CountedOrder {
  const order = mention.order ?? NOTHING_SAID
  return { number: order.number ?? mention.id, acceptedAt: effectiveAt(mention), text: mention.text, order }
}

/** Orders accepted in [fromAt, toAt), both lines, duplicates not yet folded; withdrawn ones are left out. */
async function ordersOf({ index }: DeskDeps, fromAt: EpochMs, toAt: EpochMs) {
  const orders: CountedOrder[] = []
  // an order is never seen before it is accepted, but clocks differ; it may be imported long after
  const search = { query: null, filters: { channels: ['hotline'], fromAt: fromAt - DAY_MS } } as const
  let after: string | null = null
  let read = 0
  do {
    const page: Awaited<ReturnType<typeof index.search>> = await index.search(search, {
      limit: PAGE,
      ...(after === null ? {} : { after }),
    })
    for (const mention of page.mentions) {
      const one = countedOrder(mention)
      if (one.acceptedAt >= fromAt && one.acceptedAt < toAt && mention.withdrawn !== true) orders.push(one)
    }
    read += page.mentions.length
    after = page.next
  } while (after !== null && read < MOST)
  return { orders, whole: after === null }
}

/** GET /api/hotline/figures?month=2026-06 the figures of the hotline for a month, counted and as reported: 200 · 400 */
export const hotlineRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    app.get(
      '/hotline/figures',
      {
        schema: {
          tags: ['热线'],
          summary: '热线指标，附分子分母',
          querystring: Closed({ month: Type.String({ pattern: '^20\\d\\d-(0[1-9]|1[0-2])$' }) }),
          response: { 200: Anything, ...problems(400) },
        },
      },
      async request => {
        const { month } = request.query
        const [year, number] = month.split('-').map(Number) as [number, number]
        const fromAt = fromWallClock(year, number, 1)
        const toAt = number === 12 ? fromWallClock(year + 1, 1, 1) : fromWallClock(year, number + 1, 1)
        const { orders, whole } = await ordersOf(deps, fromAt, toAt)
        const folded = foldOrders(orders)
        const hotlines = deps.records.list('source').filter(({ state }) => state.channel === 'hotline')
        return {
          month,
          fromAt,
          toAt,
          whole,
          taken: orders.length,
          folded: orders.length - folded.length,
          counted: countedFigures(folded, deps.clock.now()),
          reported: hotlines.flatMap(({ id, state }) => {
            const reported = state.reported?.[month]
            return reported === undefined
              ? []
              : [{ sourceId: id, name: state.name, figures: reportedFigures(reported) }]
          }),
          sources: hotlines.map(({ id, version, state }) => ({
            id,
            version,
            name: state.name,
            reported: state.reported?.[month] ?? null,
          })),
        }
      },
    )
  }
