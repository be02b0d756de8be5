import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Conflict, plateKey, platesChanged, Rejected, type Role, readPlates } from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, Closed, KnownVersion, Limit, OneOf, problems, Text } from '../fields.ts'
import { moveBy, versionNow, writeOne } from '../writing.ts'

/** The one record of its kind: a bureau has one list of operating vehicles. */
const BUREAU = 'bureau'
const KEEPERS: readonly Role[] = ['admin']
const MOST_BYTES = 16_777_216
const REPORTED = 100

/** GET /api/vehicles plates that hold `q`, the list's length · POST /api/vehicles/import plates as the body: 200 with the rows not taken · 409 · 422 */
export const vehicleRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const tags = ['营运车辆']
    app.addContentTypeParser(['text/csv', 'text/plain'], { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    )
    const now = () => {
      const record = deps.records.find('vehicles', BUREAU)
      return { version: record?.version ?? 0, state: record?.state ?? null }
    }

    app.get(
      '/vehicles',
      {
        schema: {
          tags,
          summary: '营运车辆名单：名单上的车牌不遮盖',
          querystring: Closed({ q: Type.Optional(Text(20)), limit: Limit(100, 500) }),
          response: {
            200: Type.Object({
              version: Type.Integer(),
              total: Type.Integer(),
              found: Type.Integer(),
              plates: Type.Array(Type.String()),
            }),
          },
        },
      },
      async request => {
        const { q = '', limit = 100 } = request.query
        const { version, state } = now()
        const plates = state?.plates ?? []
        const wanted =
          plateKey(q) ??
          q
            .normalize('NFKC')
            .toUpperCase()
            .replace(/[\s.·•-]/gu, '')
        const found = wanted === '' ? plates : plates.filter(plate => plate.includes(wanted))
        return { version, total: plates.length, found: found.length, plates: found.slice(0, limit) }
      },
    )

    app.post(
      '/vehicles/import',
      {
        config: { roles: KEEPERS },
        bodyLimit: MOST_BYTES,
        schema: {
          tags,
          summary: '导入营运车辆车牌（每行一个，或首行写明“车牌号”的表格）：并入、替换整份名单或移除',
          consumes: ['text/csv', 'text/plain'],
          querystring: Closed({ version: KnownVersion, mode: OneOf(['add', 'replace', 'remove'] as const) }),
          response: {
            200: Type.Object({
              version: Type.Integer(),
              total: Type.Integer(),
              added: Type.Integer(),
              removed: Type.Integer(),
              refused: Type.Integer(),
              report: Anything,
            }),
            ...problems(400, 403, 409, 413, 422),
          },
        },
      },
      async request => {
        const { version, mode } = request.query
        request.target = { kind: 'vehicles', id: BUREAU }
        const current = versionNow(deps, 'vehicles', BUREAU)
        if (current !== version)
          throw new Conflict('desk/stale', { detail: `您看到第 ${version} 版，现为第 ${current} 版` })
        if (typeof request.body !== 'string') throw new Rejected('desk/no-file')
        const { plates, refused } = readPlates(request.body)
        if (plates.length === 0) throw new Rejected('vehicles/none')
        const { state } = now()
        const change = platesChanged(state, wantedPlates(state?.plates ?? [], plates, mode))
        if (change !== null) {
          const move = moveBy(signedIn(request), deps.clock.now(), 'vehicles', BUREAU, 'changed', change)
          await writeOne(deps, 'vehicles', BUREAU, version, [move])
        }
        const report = refused.slice(0, REPORTED).map(({ row, code }) => ({ row, code, message: errorTitle(code) }))
        const after = now()
        return {
          version: after.version,
          total: after.state?.plates.length ?? 0,
          added: change?.added.length ?? 0,
          removed: change?.removed.length ?? 0,
          refused: refused.length,
          report,
        }
      },
    )
  }

function wantedPlates(standing: readonly string[], given: readonly string[], mode: 'add' | 'replace' | 'remove') {
  if (mode === 'replace') return given
  if (mode === 'add') return [...standing, ...given]
  const gone = new Set(given)
  return standing.filter(plate => !gone.has(plate))
}
