import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DAY_MS, Rejected } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, At, Closed, problems } from '../fields.ts'

const LONGEST_MS = 400 * DAY_MS

/** POST /api/reclassify begins a replay: 202 · 409 while one runs · 422 · GET /api/reclassify how the last one stands, with its table */
export const reclassifyRoutes =
  ({ replays, records }: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const config = { roles: ['analyst', 'admin'] as const }
    const tags = ['重新研判']

    app.get(
      '/reclassify',
      { config, schema: { tags, summary: '重新研判的进展与结果', response: { 200: Anything, ...problems(403) } } },
      async () => ({ ...replays.progress(), last: records.find('model', 'text')?.state ?? null }),
    )

    app.post(
      '/reclassify',
      {
        config,
        schema: {
          tags,
          summary: '以现在的模型重新研判一个时段；apply 为 false 时只试算',
          body: Closed({ from: At, to: At, apply: Type.Boolean() }),
          response: { 202: Anything, ...problems(400, 403, 409, 422) },
        },
      },
      async (request, reply) => {
        const { from: fromAt, to: toAt, apply } = request.body
        if (fromAt >= toAt || toAt - fromAt > LONGEST_MS) throw new Rejected('reclassify/bad-period')
        return reply.code(202).send(await replays.begin({ fromAt, toAt, apply }, signedIn(request)))
      },
    )
  }
