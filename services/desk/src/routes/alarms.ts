import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DAY_MS, parseQuery, type Role, type Watch, YIELD_DAYS } from '@guanlan/domain'
import { Type } from 'typebox'
import type { DeskDeps } from '../deps.ts'
import { Anything, answerOf } from '../fields.ts'
import type { SourceAlarms } from '../source-alarms.ts'
import { moveRoute } from './move-routes.ts'

const KEEPERS: readonly Role[] = ['officer', 'analyst', 'admin']

/** GET /api/alarms what stands, newest first · POST /api/alarms/:id/seen · GET /api/watches/coverage: 200 · 403 · 404 · 409 */
export const alarmRoutes =
  (deps: DeskDeps, alarms: SourceAlarms): FastifyPluginAsyncTypebox =>
  async app => {
    const { records, clock } = deps
    const tags = ['告警']

    app.get(
      '/alarms',
      { schema: { tags, summary: '未解除的告警', response: { 200: Type.Object({ items: Anything }) } } },
      async () => {
        const standing = records.list('alarm').filter(({ state }) => state.endedAt === null)
        const named = standing.map(one => {
          const source = records.find('source', one.state.sourceId)?.state
          return { ...answerOf(one), name: source?.name ?? one.state.sourceId }
        })
        return { items: named.sort((a, b) => b.state.raisedAt - a.state.raisedAt) }
      },
    )

    moveRoute(app, deps, {
      kind: 'alarm',
      path: '/alarms/:id/seen',
      type: 'seen',
      summary: '告警已知悉，正在处理',
      tags,
      roles: KEEPERS,
    })

    app.get(
      '/watches/coverage',
      {
        schema: {
          tags: ['监测方案'],
          summary: '各监测方案近28天由哪些信源供稿，其中哪些现在有异常',
          response: { 200: Type.Object({ items: Anything }) },
        },
      },
      async () => {
        const conditions = await alarms.conditions()
        const coverageOf = async ({ id, name, query, topics, regions }: Watch) => {
          const filters = { fromAt: clock.now() - YIELD_DAYS * DAY_MS, topics, regions }
          const { source = [] } = await deps.index.facets({ query: parseQuery(query), filters }, ['source'])
          const sources = source.map(({ value, count }) => {
            const trouble = conditions.get(value)?.trouble ?? null
            return { sourceId: value, name: records.find('source', value)?.state.name ?? value, count, trouble }
          })
          return { watchId: id, name, mentions: source.reduce((sum, { count }) => sum + count, 0), sources }
        }
        const active = records.list('watch').filter(({ state }) => state.active)
        return { items: await Promise.all(active.map(({ state }) => coverageOf(state))) }
      },
    )
  }
