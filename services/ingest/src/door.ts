import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { isDoor, type Json, Rejected, type Source } from '@guanlan/domain'
import { boundedJson, decode } from '@guanlan/extract'
import type { Secrets } from '@guanlan/ports'
import { doorSecrets } from '@guanlan/runtime'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { DoorBook } from './door-book.ts'
import { type ImportDeps, readRows } from './import-file.ts'
import type { Row } from './row.ts'
import { type NumberedRow, SNIFFED_BYTES } from './rows.ts'
import { checkSignature, openMemory, REPLAY_WINDOW_MS } from './signature.ts'
import { wechatRoutes } from './wechat-door.ts'

/** What the HTTP doors need; `sources` is the live view of source records. */
export type DoorDeps = ImportDeps &
  Readonly<{
    secrets: Secrets
    book: DoorBook // the same that imports of this process count in
    sources: (id: string) => Source | null
    maxBytes: number
  }>

/** What every door stands on. */
export type DoorRoom = DoorDeps & Readonly<{ bytesOf: (request: FastifyRequest) => Buffer }>

const MOST_ITEMS = 5000

const Answer = Type.Object({
  accepted: Type.Integer(),
  refused: Type.Array(Type.Object({ row: Type.Integer(), code: Type.String(), message: Type.String() })),
  repeated: Type.Optional(Type.Boolean({ description: '同一份签名推送在五分钟内再次送达，未重复收取' })),
})

/**
 * POST /door/mentions one JSON object, an array of them, or NDJSON; with `Authorization: Bearer <key of the source>`, or signed:
 * `X-Guanlan-Source`, `X-Guanlan-Timestamp` (seconds) and `X-Guanlan-Signature: sha256=<HMAC of timestamp.body>`.
 * 202 what was accepted survives a power loss, what was refused is listed · 400 not JSON · 401 unknown key, wrong or old signature ·
 * 413 too large · 503 try again. And GET|POST /door/wechat/:source, the call-back of a WeChat official account.
 */
export const doorRoutes =
  (deps: DoorDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const bodies = new WeakMap<FastifyRequest, Buffer>()
    const { book } = deps
    const room: DoorRoom = { ...deps, bytesOf: request => bodies.get(request) ?? Buffer.alloc(0) }
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: deps.maxBytes },
      async (request: FastifyRequest, body: Buffer) => {
        bodies.set(request, body)
        return bodyText(body, contentTypeOf(request))
      },
    )
    const signed = openMemory(REPLAY_WINDOW_MS)
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
        const { source, mark } = await owner(room, request)
        const now = deps.clock.now()
        if (mark !== null && signed.has(mark, now)) {
          await book.rows(source, { 'door/replayed': 1 })
          return reply.code(202).send({ accepted: 0, refused: [], repeated: true })
        }
        const answer = await taken(room, source, request)
        if (mark !== null) signed.add(mark, now)
        return reply.code(202).send(answer)
      },
    )
    await app.register(wechatRoutes(room))
  }

async function taken(room: DoorRoom, source: Source, request: FastifyRequest) {
  try {
    if (!source.active) throw new Rejected('door/paused', { detail: source.id })
    const { raws, refused } = await readRows(room, source, readBody(request.body as string, contentTypeOf(request)))
    if (raws.length > 0)
      await room.bus.append(
        'raw',
        raws.map((body: Json) => ({ key: source.id, body })),
      )
    await room.book.took(source, raws.length)
    await room.book.rows(source, countsOf(refused))
    return { accepted: raws.length, refused: [...refused] }
  } catch (error) {
    if (error instanceof Rejected) await room.book.refused(source, error, true)
    throw error
  }
}

function countsOf(refused: readonly Readonly<{ code: string }>[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { code } of refused) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** Whose push it is; `mark` names a signed one for ever. @throws {Rejected} door/unknown-key, door/bad-signature, door/stale */
async function owner(
  room: DoorRoom,
  request: FastifyRequest,
): Promise<Readonly<{ source: Source; mark: string | null }>> {
  const signature = request.headers['x-guanlan-signature']
  if (typeof signature === 'string') return signer(room, request, signature)
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const sourceId = key === undefined ? null : await room.secrets.doorKeyOwner(key)
  const source = sourceId === null ? null : room.sources(sourceId)
  if (source === null || !isDoor(source)) throw new Rejected('door/unknown-key')
  return { source, mark: null }
}

async function signer(room: DoorRoom, request: FastifyRequest, signature: string) {
  const source = room.sources(String(request.headers['x-guanlan-source'] ?? ''))
  if (source?.kind !== 'door' || source.keyIssue === undefined) throw new Rejected('door/unknown-key')
  const timestamp = String(request.headers['x-guanlan-timestamp'] ?? '')
  const { signing } = await doorSecrets(room.secrets, source)
  try {
    checkSignature(signing, { timestamp, signature }, room.bytesOf(request), room.clock.now())
  } catch (error) {
    await room.book.refused(source, error, error instanceof Rejected && error.code === 'door/stale')
    throw error
  }
  return { source, mark: `${source.id} ${timestamp} ${signature.toLowerCase()}` }
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
