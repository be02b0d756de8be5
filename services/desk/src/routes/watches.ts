import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Conflict, DAY_MS, isTopic, parseQuery, type Role, TOPICS, type Topic, type Watch } from '@guanlan/domain'
import { type Static, Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, answerOf, ById, Closed, OneOf, problems, RecordAnswer, Version } from '../fields.ts'
import { sha256 } from '../hash.ts'
import { mentionViews } from '../mention-view.ts'
import { marksOf, queryOf } from '../search-params.ts'
import { moveBy, seen, writeOne } from '../writing.ts'
import { pauseRoutes } from './move-routes.ts'

const KEEPERS: readonly Role[] = ['officer', 'analyst', 'admin']
const SAMPLE = 20

const scope = {
  query: Type.String({ minLength: 1, maxLength: 4000 }),
  topics: Type.Array(OneOf(Object.keys(TOPICS) as Topic[]), {
    uniqueItems: true,
  }),
  regions: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 100 }),
}
const WatchForm = Closed({
  id: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,63}$' })),
  name: Type.String({ minLength: 1, maxLength: 80 }),
  ...scope,
  owner: Type.Optional(Type.String({ maxLength: 32 })),
  active: Type.Optional(Type.Boolean()),
})

/** GET|POST /api/watches · PUT /api/watches/:id · pause · resume · preview: 200, 201 · 404 · 409 · 422 query/bad */
export const watchRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { records, clock, index } = deps
    const config = { roles: KEEPERS }
    const tags = ['监测方案']

    const watchOf = (form: Static<typeof WatchForm>, owner: string, before: Watch | null): Watch => {
      parseQuery(form.query) // a watch that cannot be read would silently form no events
      const { name, query, regions } = form
      return {
        id: before?.id ?? form.id ?? `watch-${sha256(`${owner} ${name} ${clock.now()}`).slice(0, 10)}`,
        name: name.trim(),
        query,
        topics: form.topics.filter(isTopic),
        regions,
        owner: form.owner ?? before?.owner ?? owner,
        active: form.active ?? before?.active ?? true,
        createdAt: before?.createdAt ?? clock.now(),
      }
    }

    app.get(
      '/watches',
      { schema: { tags, summary: '监测方案', response: { 200: Type.Object({ items: Type.Array(RecordAnswer) }) } } },
      async () => ({ items: records.list('watch').map(answerOf) }),
    )

    app.post(
      '/watches',
      {
        config,
        schema: {
          tags,
          summary: '新增监测方案',
          body: Closed({ watch: WatchForm }),
          response: { 201: RecordAnswer, ...problems(400, 403, 409, 422) },
        },
      },
      async (request, reply) => {
        const account = signedIn(request)
        const watch = watchOf(request.body.watch, account.id, null)
        request.target = { kind: 'watch', id: watch.id }
        if (records.find('watch', watch.id) !== null) throw new Conflict('watch/exists', { detail: watch.id })
        const move = moveBy(account, clock.now(), 'watch', watch.id, 'added', { watch })
        return reply.code(201).send(answerOf(await writeOne(deps, 'watch', watch.id, 0, [move])))
      },
    )

    app.put(
      '/watches/:id',
      {
        config,
        schema: {
          tags,
          summary: '修改监测方案',
          params: ById,
          body: Closed({ watch: WatchForm, version: Version }),
          response: { 200: RecordAnswer, ...problems(400, 403, 404, 409, 422) },
        },
      },
      async request => {
        const { id } = request.params
        const { version } = request.body
        const account = signedIn(request)
        const before = seen(deps, request, 'watch', id, version).state
        const watch = watchOf(request.body.watch, account.id, before)
        const move = moveBy(account, clock.now(), 'watch', id, 'changed', { watch })
        return answerOf(await writeOne(deps, 'watch', id, version, [move]))
      },
    )

    pauseRoutes(app, deps, {
      kind: 'watch',
      path: '/watches',
      summaries: ['暂停监测方案', '恢复监测方案'],
      tags,
      ...config,
    })

    app.post(
      '/watches/preview',
      {
        config,
        schema: {
          tags,
          summary: '试算近7天命中',
          body: Closed(scope),
          response: {
            200: Type.Object({ total7d: Type.Integer(), sample: Anything, query: Anything }),
            ...problems(400, 403),
          },
        },
      },
      async request => {
        const { query, topics, regions } = request.body
        const read = queryOf(query)
        if (!read.ok) return { total7d: 0, sample: [], query: read }
        const filters = { fromAt: clock.now() - 7 * DAY_MS, topics: topics.filter(isTopic), regions }
        const page = await index.search({ query: read.query, filters }, { limit: SAMPLE })
        const sample = await mentionViews(deps, page.mentions, marksOf(read.query))
        return { total7d: page.total, sample, query: { ok: true } }
      },
    )
  }
