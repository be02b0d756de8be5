import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Conflict, type Role, SOURCE_KINDS, type Source, source } from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import { type Static, Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import {
  Anything,
  answerOf,
  ById,
  ChannelName,
  Closed,
  Nullable,
  OneOf,
  problems,
  RecordAnswer,
  Version,
} from '../fields.ts'
import { sha256 } from '../hash.ts'
import { resolveRoute } from '../rsshub.ts'
import { staleRules } from '../site-rule-standings.ts'
import type { SourceAlarms } from '../source-alarms.ts'
import { moveBy, seen, writeOne } from '../writing.ts'
import { pauseRoutes } from './move-routes.ts'

const KEEPERS: readonly Role[] = ['officer', 'analyst', 'admin']

const SourceForm = Closed({
  id: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,63}$' })),
  name: Type.String({ minLength: 1, maxLength: 80 }),
  channel: ChannelName,
  kind: OneOf(SOURCE_KINDS),
  url: Nullable(Type.String({ maxLength: 2000 })),
  schedule: Nullable(Type.String({ maxLength: 100 })),
  mediaRank: OneOf(['none', 'local', 'provincial', 'national'] as const),
  region: Nullable(Type.String({ maxLength: 40 })),
  linkPattern: Nullable(Type.String({ maxLength: 500 })),
  listSelector: Nullable(Type.String({ maxLength: 500 })),
  backfillPages: Type.Integer({ minimum: 0, maximum: 1000 }),
  crawlDelayMs: Nullable(Type.Integer({ minimum: 0, maximum: 600_000 })),
  active: Type.Boolean(),
  fetchWindow: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  legalBasis: Type.Optional(Type.String({ maxLength: 2000 })),
  impactNote: Type.Optional(Type.String({ maxLength: 2000 })),
  appId: Type.Optional(Type.String({ maxLength: 60 })),
})

/** How often each error came, most often first, in words. */
const errorCounts = (errors: Readonly<Record<string, number>> = {}) =>
  Object.entries(errors)
    .map(([code, times]) => ({ code, words: errorTitle(code), times }))
    .sort((a, b) => b.times - a.times || (a.code < b.code ? -1 : 1))

const errorWords = (code: string | null) => (code === null ? null : errorTitle(code))

/** A checked source; without an id one is computed from where it reads, or from its name. @throws {Rejected} source/… */
function sourceOf(form: Static<typeof SourceForm>, rsshub: string): Source {
  const url = resolveRoute(form.url, rsshub)
  const id = form.id ?? `${form.channel}-${sha256(url ?? form.name).slice(0, 10)}`
  return source({ ...form, url, id } as Source)
}

/** GET|POST /api/sources · PUT /api/sources/:id · pause · resume · preview: 200, 201 · 404 · 409 · 422 */
export const sourceRoutes =
  (deps: DeskDeps, alarms: SourceAlarms): FastifyPluginAsyncTypebox =>
  async app => {
    const { records, clock } = deps
    const { rsshub } = deps.settings
    const config = { roles: KEEPERS }
    const tags = ['信源']

    app.get(
      '/sources',
      { schema: { tags, summary: '信源与健康', response: { 200: Type.Object({ items: Anything }) } } },
      async () => {
        const health = new Map((await deps.frontier.health()).map(one => [one.sourceId, one]))
        const watched = await alarms.conditionsIfKnown()
        const waiting = await deps.frontier.waiting()
        const stale = await staleRules(deps)
        const items = records.list('source').map(one => ({
          ...answerOf(one),
          health: health.get(one.id) ?? null,
          errorWords: errorWords(health.get(one.id)?.lastError ?? null),
          errorCounts: errorCounts(health.get(one.id)?.errors),
          waitingPages: waiting.get(one.id) ?? 0,
          watched: watched.get(one.id) ?? null,
          staleRules: stale.get(one.id) ?? [],
        }))
        return { items }
      },
    )

    app.post(
      '/sources',
      {
        config,
        schema: {
          tags,
          summary: '新增信源',
          body: Closed({ source: SourceForm }),
          response: { 201: RecordAnswer, ...problems(400, 403, 409, 422) },
        },
      },
      async (request, reply) => {
        const added = sourceOf(request.body.source, rsshub)
        request.target = { kind: 'source', id: added.id }
        if (records.find('source', added.id) !== null) throw new Conflict('source/exists', { detail: added.id })
        const move = moveBy(signedIn(request), clock.now(), 'source', added.id, 'added', { source: added })
        return reply.code(201).send(answerOf(await writeOne(deps, 'source', added.id, 0, [move])))
      },
    )

    app.put(
      '/sources/:id',
      {
        config,
        schema: {
          tags,
          summary: '修改信源',
          params: ById,
          body: Closed({ source: SourceForm, version: Version }),
          response: { 200: RecordAnswer, ...problems(400, 403, 404, 409, 422) },
        },
      },
      async request => {
        const { id } = request.params
        const { version } = request.body
        seen(deps, request, 'source', id, version)
        const changed = sourceOf({ ...request.body.source, id }, rsshub)
        const move = moveBy(signedIn(request), clock.now(), 'source', id, 'changed', { source: changed })
        return answerOf(await writeOne(deps, 'source', id, version, [move]))
      },
    )

    pauseRoutes(app, deps, {
      kind: 'source',
      path: '/sources',
      summaries: ['暂停信源', '恢复信源'],
      tags,
      ...config,
    })

    app.post(
      '/sources/preview',
      {
        config,
        schema: {
          tags,
          summary: '试采',
          body: Closed({ source: SourceForm }),
          response: { 200: Type.Object({ items: Anything, notes: Anything }), ...problems(400, 403, 422, 503) },
        },
      },
      async request => {
        const asked = sourceOf(request.body.source, rsshub)
        const robotsOverride = records.find('source', asked.id)?.state.robotsOverride ?? null
        return deps.preview({ ...asked, robotsOverride })
      },
    )
  }
