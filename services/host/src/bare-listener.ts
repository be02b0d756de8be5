import type { Log } from '@guanlan/runtime'
import { answerProblems } from '@guanlan/runtime'
import fastify, { type FastifyInstance } from 'fastify'

/** A listener without people: for doors that run apart from the desk. `/healthz` says that it stands. */
export function bareListener(log: Log): FastifyInstance {
  const app = fastify({ logger: false, forceCloseConnections: true })
  answerProblems(app, log)
  app.get('/healthz', async () => ({ ok: true }))
  return app
}
