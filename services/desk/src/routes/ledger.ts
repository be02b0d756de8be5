import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { DeskDeps } from '../deps.ts'
import { Anything, Closed, Limit, problems } from '../fields.ts'

/** GET /api/ledger commits after a position, oldest first · POST /api/ledger/verify checks every hash, link and anchor: 200 the verdict */
export const ledgerRoutes =
  ({ ledger }: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    app.get(
      '/ledger',
      {
        config: { roles: ['admin', 'officer', 'reviewer'] },
        schema: {
          tags: ['台账'],
          summary: '台账',
          querystring: Closed({ after: Type.Optional(Type.Integer({ minimum: 0 })), limit: Limit(100, 500) }),
          response: { 200: Type.Object({ items: Anything, head: Anything }), ...problems(403) },
        },
      },
      async request => {
        const { after = 0, limit = 100 } = request.query
        return { items: await ledger.read(after, limit), head: await ledger.head() }
      },
    )

    app.post(
      '/ledger/verify',
      { schema: { tags: ['台账'], summary: '校验台账', response: { 200: Anything } } },
      async () => ledger.verify(),
    )
  }
