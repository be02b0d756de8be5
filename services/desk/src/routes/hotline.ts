import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { countedFigures, foldOrders, fromWallClock, reportedFigures } from '@guanlan/domain'
import { acceptedOrders } from '@guanlan/runtime'
import { Type } from 'typebox'
import type { DeskDeps } from '../deps.ts'
import { Anything, Closed, problems } from '../fields.ts'

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
        const { orders, whole } = await acceptedOrders(deps.index, { fromAt, toAt })
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
