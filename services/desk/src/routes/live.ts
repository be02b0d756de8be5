import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { SESSION_COOKIE, signedIn } from '../access.ts'
import { plainHeaders } from '../content-policy.ts'
import type { DeskDeps } from '../deps.ts'
import type { Live } from '../live.ts'

const lastEventId = (header: unknown): number | null =>
  typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : null

/** GET /api/live server-sent events `commit`, `tick`, `gap`; resumes by Last-Event-ID, which is a ledger position. */
export const liveRoutes =
  (deps: DeskDeps, live: Live): FastifyPluginAsyncTypebox =>
  async app => {
    app.get(
      '/live',
      {
        schema: {
          tags: ['系统'],
          summary: '实时变化（server-sent events）',
          headers: Type.Object({ 'last-event-id': Type.Optional(Type.String({ maxLength: 20 })) }),
          produces: ['text/event-stream'],
        },
      },
      async (request, reply) => {
        const account = signedIn(request)
        const token = request.cookies[SESSION_COOKIE] ?? ''
        reply.hijack()
        reply.raw.writeHead(200, {
          ...plainHeaders(request.nonce),
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
        })
        await live.serve({
          out: reply.raw,
          account,
          lastEventId: lastEventId(request.headers['last-event-id']),
          stillAllowed: async () => (await deps.accounts.session(token))?.account.active === true,
        })
      },
    )
  }
