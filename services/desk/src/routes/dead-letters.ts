import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { errorTitle } from '@guanlan/runtime'
import { Type } from 'typebox'
import type { DeskDeps } from '../deps.ts'
import { Anything, ById, Closed, Limit, Nullable, problems, Text } from '../fields.ts'

/** GET /api/dead-letters newest first, with what each code means · POST /api/dead-letters/:id/replay 204 · 403 · 404 */
export const deadLetterRoutes =
  ({ bus }: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    app.get(
      '/dead-letters',
      {
        config: { roles: ['admin', 'officer'] },
        schema: {
          tags: ['系统'],
          summary: '死信',
          querystring: Closed({ limit: Limit(50, 500), before: Type.Optional(Text(200)) }),
          response: { 200: Type.Object({ items: Anything, next: Nullable(Type.String()) }), ...problems(403) },
        },
      },
      async request => {
        const { limit = 50, before } = request.query
        const letters = await bus.deadLetters({ limit, ...(before === undefined ? {} : { before }) })
        const items = letters.map(letter => ({ ...letter, title: errorTitle(letter.code) }))
        return { items, next: letters.length < limit ? null : (letters.at(-1)?.id ?? null) }
      },
    )

    app.post(
      '/dead-letters/:id/replay',
      {
        config: { roles: ['admin'] },
        schema: {
          tags: ['系统'],
          summary: '重放一条死信',
          params: ById,
          response: { 204: Type.Null(), ...problems(403, 404) },
        },
      },
      async (request, reply) => {
        await bus.replay(request.params.id)
        return reply.code(204).send(null)
      },
    )
  }
