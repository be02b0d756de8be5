import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isPulled, Rejected } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import { answerOf, ById, Closed, problems, RecordAnswer, Version } from '../fields.ts'
import { moveBy, seen, type Writing, writeOne } from '../writing.ts'

const LEAST_REASON = 4

/**
 * POST /api/sources/:id/robots-override (a reason is required and kept for ever) · robots-restore: 200 · 403 · 404 · 409 · 422.
 * An override holds for the source's own host alone and ends when the source moves to another.
 */
export const sourceRobotsRoutes =
  (deps: Writing): FastifyPluginAsyncTypebox =>
  async app => {
    const config = { roles: ['admin'] as const }
    const tags = ['信源']
    const response = { 200: RecordAnswer, ...problems(400, 403, 404, 409, 422) }

    app.post(
      '/sources/:id/robots-override',
      {
        config,
        schema: {
          tags,
          summary: '不按对方采集规则（robots）采集，须写明理由',
          params: ById,
          body: Closed({ version: Version, reason: Type.String({ maxLength: 500 }) }),
          response,
        },
      },
      async request => {
        const { id } = request.params
        const { version } = request.body
        const reason = request.body.reason.trim()
        const { state } = seen(deps, request, 'source', id, version)
        if (!isPulled(state)) throw new Rejected('source/not-polled', { detail: state.name })
        if (reason.length < LEAST_REASON) throw new Rejected('source/no-reason', { detail: state.name })
        const move = moveBy(signedIn(request), deps.clock.now(), 'source', id, 'robots-overridden', {}, reason)
        return answerOf(await writeOne(deps, 'source', id, version, [move]))
      },
    )

    app.post(
      '/sources/:id/robots-restore',
      {
        config,
        schema: {
          tags,
          summary: '恢复按对方采集规则（robots）采集',
          params: ById,
          body: Closed({ version: Version }),
          response,
        },
      },
      async request => {
        const { id } = request.params
        const { version } = request.body
        seen(deps, request, 'source', id, version)
        const move = moveBy(signedIn(request), deps.clock.now(), 'source', id, 'robots-restored')
        return answerOf(await writeOne(deps, 'source', id, version, [move]))
      },
    )
  }
