import type { IncomingMessage } from 'node:http'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type ColumnMapping, columnMapping, isPulled, NotFound, Rejected, type Source } from '@guanlan/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import { BYTE_ORDER_MARK, csvLine } from '../cells.ts'
import type { DeskDeps, ImportOutcome } from '../deps.ts'
import { Anything, Closed, Id, Nullable, OneOf, problems } from '../fields.ts'
import { openImportJobs } from '../import-jobs.ts'

const SHOWN = 100
const REPORT_TYPE = 'text/csv; charset=utf-8'

function reportFile(report: ImportOutcome['report']): Uint8Array {
  const lines = report.map(({ row, code, message }) => csvLine([row, code, message]))
  return new TextEncoder().encode(BYTE_ORDER_MARK + csvLine(['行号', '代码', '原因']) + lines.join(''))
}

/** The bytes as they come, until they are too many. @throws {Rejected} http/too-large */
async function* bounded(body: IncomingMessage, most: number): AsyncGenerator<Uint8Array> {
  let total = 0
  // who stops reading still has an answer to give on this connection
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Uint8Array
    total += bytes.length
    if (total > most) throw new Rejected('http/too-large', { detail: `最大 ${most} 字节` })
    yield bytes
  }
}

const Format = OneOf(['csv', 'ndjson', 'xlsx'] as const)
const Job = Type.String({ pattern: '^[0-9a-zA-Z-]{8,64}$', description: '发起人自定的名称，用来查进度' })
const MOST_MAPPING = 20_000

/** A mapping as the address carries it: JSON. @throws {Rejected} mapping/… */
function givenMapping(text: string | undefined): ColumnMapping | null {
  if (text === undefined) return null
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (cause) {
    throw new Rejected('mapping/bad-field', { cause })
  }
  const { vendor, columns } = (given ?? {}) as Partial<ColumnMapping>
  if (typeof columns !== 'object' || columns === null) throw new Rejected('mapping/bad-field')
  const words = Object.entries(columns).filter(([, heading]) => typeof heading === 'string')
  return columnMapping({ vendor: String(vendor ?? '试用'), columns: Object.fromEntries(words) })
}

/**
 * POST /api/import the file as the body, streamed: 200 what became of its rows · POST /api/import/try its first hundred rows, nothing kept:
 * 200 what each column would become · 404 · 413 · 422 · GET /api/import/jobs/:job how far it has come ·
 * GET /api/import/reports/:hash every refused row as CSV
 */
export const importRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    app.removeAllContentTypeParsers()
    // no `parseAs`: the body stays a stream and never stands in memory whole; Fastify then counts nothing, `bounded` does
    app.addContentTypeParser('*', (_request, body, done) => done(null, body))

    const jobs = openImportJobs()

    /** The source that takes the file, and the file; what is not read of it must not stand before the next request. */
    const taking = async <T>(
      request: FastifyRequest,
      reply: FastifyReply,
      id: string,
      work: (source: Source, bytes: AsyncIterable<Uint8Array>) => Promise<T>,
    ): Promise<T> => {
      const { state } = deps.records.get('source', id)
      if (isPulled(state)) throw new Rejected('source/not-a-door', { detail: state.name })
      const body = request.body as IncomingMessage | undefined
      if (body === undefined) throw new Rejected('desk/no-file')
      try {
        return await work(state, bounded(body, deps.settings.importMaxBytes))
      } finally {
        if (!body.complete) reply.header('connection', 'close')
      }
    }

    app.post(
      '/import',
      {
        config: { roles: ['officer', 'analyst', 'admin'] },
        schema: {
          tags: ['导入'],
          summary: '导入文件',
          querystring: Closed({ source: Id, format: Format, job: Type.Optional(Job) }),
          response: {
            200: Type.Object({
              id: Type.String(),
              rows: Type.Integer(),
              accepted: Type.Integer(),
              refused: Type.Integer(),
              codes: Anything,
              report: Anything,
              reportUrl: Nullable(Type.String()),
            }),
            ...problems(403, 404, 413, 422),
          },
        },
      },
      async (request, reply) => {
        const { source, format, job = '' } = request.query
        const length = Number(request.headers['content-length'])
        if (job !== '') jobs.begin(job, signedIn(request).id, Number.isFinite(length) ? length : null)
        const { report, ...outcome } = await taking(request, reply, source, (state, bytes) =>
          deps.importFile(state, bytes, format, done => jobs.at(job, done)),
        ).catch(error => {
          jobs.end(job, 'failed')
          throw error
        })
        jobs.end(job, 'done')
        // rows are named by number and code, never by content, so the report may be kept
        const kept = report.length === 0 ? null : await deps.evidence.put(reportFile(report), 'masked', REPORT_TYPE)
        const reportUrl = kept === null ? null : `/api/import/reports/${kept.hash}`
        return { ...outcome, report: report.slice(0, SHOWN), reportUrl }
      },
    )

    app.post(
      '/import/try',
      {
        config: { roles: ['officer', 'analyst', 'admin'] },
        schema: {
          tags: ['导入'],
          summary: '试读前一百行，什么也不保留',
          querystring: Closed({
            source: Id,
            format: Format,
            mapping: Type.Optional(Type.String({ maxLength: MOST_MAPPING })),
          }),
          response: { 200: Anything, ...problems(403, 404, 413, 422) },
        },
      },
      async (request, reply) => {
        const { source, format } = request.query
        const mapping = givenMapping(request.query.mapping)
        const others = deps.records.list('source').flatMap(({ id, state }) => {
          return state.mapping === undefined || id === source
            ? []
            : [{ ...state.mapping, vendor: `${state.mapping.vendor}（${state.name}）` }]
        })
        return taking(request, reply, source, (state, bytes) => deps.tryFile(state, bytes, { format, mapping, others }))
      },
    )

    app.get(
      '/import/jobs/:job',
      {
        schema: {
          tags: ['导入'],
          summary: '导入进度',
          params: Type.Object({ job: Job }),
          response: { 200: Anything, ...problems(404) },
        },
      },
      async request => {
        const found = jobs.of(request.params.job, signedIn(request).id)
        if (found === null) throw new NotFound('import/no-job')
        return found
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
