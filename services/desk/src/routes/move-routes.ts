import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { RecordKind, Role } from '@guanlan/domain'
import { signedIn } from '../access.ts'
import { answerOf, ById, Closed, problems, RecordAnswer, Version } from '../fields.ts'
import { moveBy, seen, type Writing, writeOne } from '../writing.ts'

/** One move without a body, and who may make it; `path` stands below /api. */
type MoveRoute = Readonly<{
  kind: RecordKind
  path: string
  type: string
  summary: string
  tags: readonly string[]
  roles: readonly Role[]
}>

type App = Parameters<FastifyPluginAsyncTypebox>[0]

/** POST `path` { version }: one move without a body on the record as the person saw it: 200 · 403 · 404 · 409 desk/stale. */
export function moveRoute(app: App, deps: Writing, { kind, path, type, summary, tags, roles }: MoveRoute): void {
  app.post(
    path,
    {
      config: { roles },
      schema: {
        tags,
        summary,
        params: ById,
        body: Closed({ version: Version }),
        response: { 200: RecordAnswer, ...problems(403, 404, 409) },
      },
    },
    async request => {
      const { id } = request.params
      const { version } = request.body
      seen(deps, request, kind, id, version)
      const move = moveBy(signedIn(request), deps.clock.now(), kind, id, type)
      return answerOf(await writeOne(deps, kind, id, version, [move]))
    },
  )
}

/** POST `path`/:id/pause · resume of a kind of record that can be switched off and on; `summaries` tell of both, in this order. */
export function pauseRoutes(
  app: App,
  deps: Writing,
  of: Omit<MoveRoute, 'type' | 'summary'> & Readonly<{ summaries: readonly [pause: string, resume: string] }>,
): void {
  const { path, summaries, ...rest } = of
  moveRoute(app, deps, { ...rest, path: `${path}/:id/pause`, type: 'paused', summary: summaries[0] })
  moveRoute(app, deps, { ...rest, path: `${path}/:id/resume`, type: 'resumed', summary: summaries[1] })
}
