import type { IncomingMessage } from 'node:http'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isPulled, NotFound, Rejected } from '@guanlan/domain'
import { Type } from 'typebox'
import { BYTE_ORDER_MARK, csvLine } from '../cells.ts'
import type { DeskDeps, ImportOutcome } from '../deps.ts'
import { Anything, Closed, Id, Nullable, OneOf, problems } from '../fields.ts'

const SHOWN = 100
const REPORT_TYPE = 'text/csv; charset=utf-8'

function reportFile(report: ImportOutcome['report']): Uint8Array {
  const lines = report.map(({ row, code, message }) => csvLine([row, code, message]))
  return new TextEncoder().encode(BYTE_ORDER_MARK + csvLine(['行号', '代码', '原因']) + lines.join(''))
}

/** The bytes as they come, until they are too many. @throws {Rejected} http/too-large */
async function* bounded(bytes: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (total > most) throw new Rejected('http/too-large', { detail: `最大 ${most} 字节` })
    yield chunk
  }
}

/** POST /api/import the file as the body, streamed: 200 what became of its rows · 404 · 413 · 422 · GET /api/import/reports/:hash every refused row as CSV */
export const importRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    app.removeAllContentTypeParsers()
    // no `parseAs`: the body stays a stream and never stands in memory whole; Fastify then counts nothing, `bounded` does
    app.addContentTypeParser('*', (_request, body, done) => done(null, body))

    app.post(
      '/import',
      {
        config: { roles: ['officer', 'analyst', 'admin'] },
        schema: {
          tags: ['导入'],
          summary: '导入文件',
          querystring: Closed({ source: Id, format: OneOf(['csv', 'ndjson'] as const) }),
          response: {
            200: Type.Object({
              id: Type.String(),
              rows: Type.Integer(),
              accepted: Type.Integer(),
              refused: Type.Integer(),
              report: Anything,
              reportUrl: Nullable(Type.String()),
            }),
            ...problems(403, 404, 413, 422),
          },
        },
      },
      async (request, reply) => {
        const { source, format } = request.query
        const { state } = deps.records.get('source', source)
        if (isPulled(state)) throw new Rejected('source/not-a-door', { detail: state.name })
        const body = request.body as IncomingMessage | undefined
        if (body === undefined) throw new Rejected('desk/no-file')
        const bytes = bounded(body, deps.settings.importMaxBytes)
        const { report, ...outcome } = await deps.importFile(state, bytes, format).catch(error => {
          // what was not read would stand before the next request on this connection, and keep the house from closing
          if (!body.complete) reply.header('connection', 'close')
          throw error
        })
        // rows are named by number and code, never by content, so the report may be kept
        const kept = report.length === 0 ? null : await deps.evidence.put(reportFile(report), 'masked', REPORT_TYPE)
        const reportUrl = kept === null ? null : `/api/import/reports/${kept.hash}`
        return { ...outcome, report: report.slice(0, SHOWN), reportUrl }
      },
    )

    app.get(
      '/import/reports/:hash',
      {
        schema: {
          tags: ['导入'],
          summary: '未收下的行',
          params: Type.Object({ hash: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
          produces: [REPORT_TYPE],
          response: problems(404),
        },
      },
      async (request, reply) => {
        const { hash } = request.params
        const note = await deps.evidence.note(hash)
        if (note?.mediaType !== REPORT_TYPE) throw new NotFound('desk/no-report', { detail: hash })
        const { bytes } = await deps.evidence.get(hash)
        return reply
          .type(REPORT_TYPE)
          .header('content-disposition', `attachment; filename="refused-${hash.slice(0, 8)}.csv"`)
          .send(Buffer.from(bytes) as never)
      },
    )
  }
