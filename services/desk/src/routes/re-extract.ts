import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DAY_MS, Rejected } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, At, Closed, Id, Nullable, problems } from '../fields.ts'

const LONGEST_MS = 400 * DAY_MS

/** POST /api/re-extract begins one: 202 · 404 · 409 while one runs · 422 · GET /api/re-extract how the last one stands, with its table */
export const reextractRoutes =
  ({ reextractions, records }: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const config = { roles: ['analyst', 'admin'] as const }
    const tags = ['重新提取']

    app.get(
      '/re-extract',
      { config, schema: { tags, summary: '重新提取的进展与结果', response: { 200: Anything, ...problems(403) } } },
      async () => reextractions.progress(),
    )

    app.post(
      '/re-extract',
      {
        config,
        schema: {
          tags,
          summary: '以现在的提取程序重读一个时段的原文；apply 为 false 时只对比',
          body: Closed({ from: At, to: At, source: Type.Optional(Nullable(Id)), apply: Type.Boolean() }),
          response: { 202: Anything, ...problems(400, 403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const { from: fromAt, to: toAt, source: sourceId = null, apply } = request.body
        if (fromAt >= toAt || toAt - fromAt > LONGEST_MS) throw new Rejected('re-extract/bad-period')
        if (sourceId !== null) records.get('source', sourceId)
        return reply.code(202).send(await reextractions.begin({ fromAt, toAt, sourceId, apply }, signedIn(request)))
      },
    )
  }
