import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { DeskDeps } from '../deps.ts'

/** GET /healthz the process answers · GET /readyz ledger and index answer too: 200, else 503 */
export const healthRoutes =
  ({ ledger, index }: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const response = { 200: Type.Object({ ok: Type.Boolean() }), 503: Type.Object({ ok: Type.Boolean() }) }
    app.get('/healthz', { schema: { tags: ['系统'], summary: '进程在', response } }, async () => ({ ok: true }))
    app.get('/readyz', { schema: { tags: ['系统'], summary: '可以办事', response } }, async (_request, reply) => {
      try {
        await Promise.all([ledger.head(), index.count({ query: null, filters: { ids: [] } })])
        return { ok: true }
      } catch {
        return reply.code(503).send({ ok: false })
      }
    })
  }
