import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isPulled, type Json, Rejected, type Source } from '@guanlan/domain'
import { boundedJson, decode } from '@guanlan/extract'
import type { Secrets } from '@guanlan/ports'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type ImportDeps, readRows } from './import-file.ts'
import type { Row } from './row.ts'
import { type NumberedRow, SNIFFED_BYTES } from './rows.ts'

/** What the HTTP door needs; `sources` is the live view of source records. */
export type DoorDeps = ImportDeps &
  Readonly<{ secrets: Secrets; sources: (id: string) => Source | null; maxBytes: number }>

const MOST_ITEMS = 5000

const Answer = Type.Object({
  accepted: Type.Integer(),
  refused: Type.Array(Type.Object({ row: Type.Integer(), code: Type.String(), message: Type.String() })),
})

/**
 * POST /door/mentions with `Authorization: Bearer <key of the source>`: one JSON object, an array of them, or NDJSON.
 * 202 what was accepted survives a power loss, what was refused is listed · 400 not JSON · 401 unknown key · 413 too large · 503 try again
 */
export const doorRoutes =
  (deps: DoorDeps): FastifyPluginAsyncTypebox =>
  async app => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: deps.maxBytes },
      async (request: FastifyRequest, body: Buffer) => bodyText(body, contentTypeOf(request)),
    )
    app.post(
      '/door/mentions',
      {
        schema: {
          tags: ['推送入口'],
          summary: '推送提及',
          body: Type.String({ minLength: 1 }),
          response: { 202: Answer },
        },
      },
      async (request, reply) => {
        const source = await owner(deps, request.headers.authorization)
        const rows = readBody(request.body, contentTypeOf(request))
        const { raws, refused } = await readRows(deps, source, rows)
        if (raws.length > 0)
          await deps.bus.append(
            'raw',
            raws.map((body: Json) => ({ key: source.id, body })),
          )
        return reply.code(202).send({ accepted: raws.length, refused: [...refused] })
      },
    )
  }

async function owner(deps: DoorDeps, authorization: string | undefined): Promise<Source> {
  const key = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  const sourceId = key === undefined ? null : await deps.secrets.doorKeyOwner(key)
  const source = sourceId === null ? null : deps.sources(sourceId)
  if (source === null || isPulled(source)) throw new Rejected('door/unknown-key')
  if (!source.active) throw new Rejected('door/paused', { detail: source.id })
  return source
}

const contentTypeOf = ({ headers }: FastifyRequest) => String(headers['content-type'] ?? '')

/** Senders declare UTF-8 and write GBK, and the reverse: the bytes decide, as for files, on their first 64 KiB. */
function bodyText(bytes: Buffer, contentType: string): string {
  const { charset } = decode(bytes.subarray(0, SNIFFED_BYTES), contentType)
  return new TextDecoder(charset).decode(bytes)
}

function readBody(body: string, contentType: string): readonly NumberedRow[] {
  const lines = /ndjson|jsonl|json-seq/i.test(contentType)
  if (!lines) {
    const value = boundedJson(body)
    const items = Array.isArray(value) ? value : [value]
    if (items.length > MOST_ITEMS) throw new Rejected('door/too-many', { detail: String(items.length) })
    return items.map((item, i) => ({ row: i + 1, value: item as Row }))
  }
  const rows = body.split(/\r?\n/).map((line, i) => ({ line, row: i + 1 }))
  const filled = rows.filter(({ line }) => line.trim() !== '')
  if (filled.length > MOST_ITEMS) throw new Rejected('door/too-many', { detail: String(filled.length) })
  return filled.map(({ line, row }): NumberedRow => {
    try {
      return { row, value: boundedJson(line) as Row }
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      return { row, error }
    }
  })
}
