import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  type ColumnMapping,
  columnMapping,
  IMPORT_FIELDS,
  isDoor,
  isPulled,
  Rejected,
  type ReportedMonth,
  type Role,
  reportedMonth,
} from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { issuedKeys } from '../door-keys.ts'
import { Anything, answerOf, ById, Closed, Nullable, problems, RecordAnswer, Version } from '../fields.ts'
import { moveBy, seen, writeOne } from '../writing.ts'

const KEEPERS: readonly Role[] = ['officer', 'analyst', 'admin']

const Count = Nullable(Type.Integer({ minimum: 0, maximum: 100_000_000 }))
const Month = Closed({
  month: Type.String({ maxLength: 7 }),
  accepted: Count,
  byType: Closed({ complaint: Count, inquiry: Count, suggestion: Count }),
  closedComplaints: Count,
  calledBack: Count,
  rates: Type.Array(Closed({ name: Type.String({ minLength: 1, maxLength: 40 }), percent: Type.Number() }), {
    maxItems: 10,
  }),
})
export const Mapping = Closed({
  vendor: Type.String({ maxLength: 60 }),
  columns: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 100 })),
})

/**
 * GET /api/import/fields what a column can become · PUT /api/sources/:id/mapping how its columns are read, null to guess again ·
 * PUT /api/sources/:id/month figures a hotline reported for a month · POST /api/sources/:id/key its keys, shown once: 200 · 403 · 404 ·
 * 409 · 422
 */
export const doorSettingRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { clock } = deps
    const config = { roles: KEEPERS }
    const tags = ['信源']
    const response = { 200: RecordAnswer, ...problems(400, 403, 404, 409, 422) }

    app.get(
      '/import/fields',
      { schema: { tags: ['导入'], summary: '栏目可以对应的项目', response: { 200: Anything } } },
      async () => ({ items: Object.entries(IMPORT_FIELDS).map(([field, name]) => ({ field, name })) }),
    )

    app.put(
      '/sources/:id/mapping',
      {
        config,
        schema: {
          tags,
          summary: '保存栏目映射',
          params: ById,
          body: Closed({ version: Version, mapping: Nullable(Mapping) }),
          response,
        },
      },
      async request => {
        const { id } = request.params
        const { version } = request.body
        const { state } = seen(deps, request, 'source', id, version)
        if (isPulled(state)) throw new Rejected('source/not-a-door', { detail: state.name })
        const given = request.body.mapping as ColumnMapping | null
        const mapping = given === null ? null : columnMapping(given)
        const move = moveBy(signedIn(request), clock.now(), 'source', id, 'mapped', { mapping })
        return answerOf(await writeOne(deps, 'source', id, version, [move]))
      },
    )

    app.put(
      '/sources/:id/month',
      {
        config,
        schema: {
          tags: ['热线'],
          summary: '登记热线的月度报送数',
          params: ById,
          body: Closed({ version: Version, reported: Month }),
          response,
        },
      },
      async request => {
        const { id } = request.params
        const { version } = request.body
        const { state } = seen(deps, request, 'source', id, version)
        if (state.channel !== 'hotline') throw new Rejected('hotline/not-a-hotline', { detail: state.name })
        const reported = reportedMonth(request.body.reported as ReportedMonth)
        const move = moveBy(signedIn(request), clock.now(), 'source', id, 'month-reported', { reported })
        return answerOf(await writeOne(deps, 'source', id, version, [move]))
      },
    )

    app.post(
      '/sources/:id/key',
      {
        config: { roles: ['admin'] },
        schema: {
          tags,
          summary: '签发推送密钥，只显示一次；旧的随即失效',
          params: ById,
          body: Closed({ version: Version }),
          response: {
            200: Type.Object({
              key: Nullable(Type.String()),
              signing: Nullable(Type.String()),
              wechat: Nullable(Type.Object({ path: Type.String(), token: Type.String(), aesKey: Type.String() })),
            }),
            ...problems(403, 404, 409, 422),
          },
        },
      },
      async request => {
        const { id } = request.params
        const { version } = request.body
        const { state } = seen(deps, request, 'source', id, version)
        if (!isDoor(state)) throw new Rejected('source/not-a-door', { detail: state.name })
        // the move first: no key may exist that the ledger does not know of
        const moves = [moveBy(signedIn(request), clock.now(), 'source', id, 'key-issued')]
        return issuedKeys(deps, (await writeOne(deps, 'source', id, version, moves)).state)
      },
    )
  }
