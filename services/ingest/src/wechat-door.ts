import { createHmac } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Json, Rejected, type Source, Unavailable } from '@guanlan/domain'
import { type DoorSecrets, doorSecrets } from '@guanlan/runtime'
import { Type } from 'typebox'
import type { DoorRoom } from './door.ts'
import { readItem } from './item.ts'
import { openMemory, REPLAY_WINDOW_MS } from './signature.ts'
import { openMessage, readMessage, sameSignature, type WechatMessage, wechatSignature } from './wechat-message.ts'

/** The platform waits five seconds and then sends again, three times in all. */
const ANSWER_WITHIN_MS = 4500
const REMEMBERED_MS = 60 * 60_000

const Query = Type.Object({
  signature: Type.Optional(Type.String({ maxLength: 100 })),
  msg_signature: Type.Optional(Type.String({ maxLength: 100 })),
  timestamp: Type.String({ maxLength: 20 }),
  nonce: Type.String({ maxLength: 100 }),
  encrypt_type: Type.Optional(Type.String({ maxLength: 20 })),
  echostr: Type.Optional(Type.String({ maxLength: 500 })),
})
type Asked = Readonly<{
  signature?: string
  msg_signature?: string
  timestamp: string
  nonce: string
  encrypt_type?: string
  echostr?: string
}>

/**
 * GET /door/wechat/:source the platform's check of the address: 200 its own words back · POST a message or event, plain or enciphered:
 * 200 `success` once it survives a power loss · 401 wrong or old signature · 422 unreadable · 503 not kept within 4.5 s, the platform
 * sends again.
 */
export const wechatRoutes =
  (room: DoorRoom): FastifyPluginAsyncTypebox =>
  async app => {
    const seen = openMemory(REMEMBERED_MS)
    const schema = {
      tags: ['推送入口'],
      params: Type.Object({ source: Type.String({ maxLength: 64 }) }),
      querystring: Query,
    }

    app.get('/door/wechat/:source', { schema: { ...schema, summary: '公众号接入校验' } }, async (request, reply) => {
      const { source } = await door(room, request.params.source)
      await counting(room, source, false, async () =>
        plainSigned(room, await doorSecrets(room.secrets, source), request.query),
      )
      return reply.type('text/plain; charset=utf-8').send(request.query.echostr ?? '')
    })

    app.post('/door/wechat/:source', { schema: { ...schema, summary: '公众号消息' } }, async (request, reply) => {
      const { source, secrets } = await door(room, request.params.source)
      const message = await counting(room, source, false, async () =>
        opened(room, source, secrets, request.query, String(request.body ?? '')),
      )
      await counting(room, source, true, () => inTime(room, () => kept(room, source, secrets, message, seen)))
      return reply.type('text/plain; charset=utf-8').send('success')
    })
  }

async function door(room: DoorRoom, id: string): Promise<Readonly<{ source: Source; secrets: DoorSecrets }>> {
  const source = room.sources(id)
  if (source?.kind !== 'wechat-push') throw new Rejected('door/unknown-key')
  return { source, secrets: await doorSecrets(room.secrets, source) }
}

/** Refusals are counted with the source; `known`: what was refused surely came from the platform. */
async function counting<T>({ book }: DoorRoom, source: Source, known: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Rejected) await book.refused(source, error, known)
    throw error
  }
}

function fresh(room: DoorRoom, timestamp: string): void {
  const at = /^\d{9,11}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN
  if (!(Math.abs(room.clock.now() - at) <= REPLAY_WINDOW_MS)) throw new Rejected('door/stale', { detail: timestamp })
}

/** @throws {Rejected} door/bad-signature, door/stale */
function plainSigned(room: DoorRoom, { wechatToken }: DoorSecrets, { signature, timestamp, nonce }: Asked): void {
  if (!sameSignature(signature ?? '', wechatSignature(wechatToken, timestamp, nonce)))
    throw new Rejected('door/bad-signature')
  fresh(room, timestamp)
}

/** The message within, once its signature is right: in the enciphered modes that over the message itself, else that over the address. */
function opened(room: DoorRoom, source: Source, secrets: DoorSecrets, asked: Asked, body: string): WechatMessage {
  if (asked.encrypt_type !== 'aes') {
    plainSigned(room, secrets, asked)
    return readMessage(body)
  }
  const encrypted = readMessage(body).get('Encrypt') ?? ''
  const right = wechatSignature(secrets.wechatToken, asked.timestamp, asked.nonce, encrypted)
  if (!sameSignature(asked.msg_signature ?? '', right)) throw new Rejected('door/bad-signature')
  fresh(room, asked.timestamp)
  return readMessage(openMessage(encrypted, secrets.wechatAesKey, source.appId ?? ''))
}

/** @throws {Unavailable} door/slow */
async function inTime(room: DoorRoom, work: () => Promise<void>): Promise<void> {
  const stop = new AbortController()
  const late = room.clock.waitUntil(room.clock.now() + ANSWER_WITHIN_MS, stop.signal).then(() => {
    if (!stop.signal.aborted) throw new Unavailable('door/slow')
  })
  try {
    await Promise.race([work(), late])
  } finally {
    stop.abort()
    late.catch(() => {})
  }
}

/** A sender as we may remember it: a keyed hash, the same for one sender of one account, of no use without the key. */
function senderOf(message: WechatMessage, { salt }: DoorSecrets): string {
  return createHmac('sha256', salt)
    .update(message.get('FromUserName') ?? '')
    .digest('hex')
    .slice(0, 32)
}

type Memory = ReturnType<typeof openMemory>

/** Keeps a message that says something, once: by MsgId; an event, which has none, by sender and time. Events say nothing and are only counted. */
async function kept(
  room: DoorRoom,
  source: Source,
  secrets: DoorSecrets,
  message: WechatMessage,
  seen: Memory,
): Promise<void> {
  const now = room.clock.now()
  const sender = senderOf(message, secrets)
  const id = message.get('MsgId') ?? `${sender} ${message.get('CreateTime') ?? ''}`
  const mark = `${source.id} ${id}`
  if (seen.has(mark, now)) return room.book.rows(source, { 'door/replayed': 1 })
  if (!source.active) throw new Rejected('door/paused', { detail: source.id })
  const said = wordsOf(message)
  if (said === null) await room.book.took(source, 0)
  else {
    const row = { ...said, externalId: id, publishedAt: Number(message.get('CreateTime')) || '' }
    const { raw, masked } = readItem(row, source, now, room.plates === undefined ? {} : { plates: room.plates() })
    const original = JSON.stringify({ ...Object.fromEntries(message), FromUserName: sender })
    const note = await room.evidence.put(Buffer.from(original), masked ? 'unmasked' : 'masked', 'application/json')
    await room.bus.append('raw', [
      { key: source.id, body: { ...raw, author: null, evidence: note.hash } as unknown as Json },
    ])
    await room.book.took(source, 1)
  }
  seen.add(mark, now)
}

/** What a message says in words: a text, a voice that the platform has put into words, a link. null for pictures, places and events. */
function wordsOf(message: WechatMessage): Readonly<Record<string, string>> | null {
  const at = (name: string) => message.get(name)?.trim() ?? ''
  switch (message.get('MsgType')) {
    case 'text':
      return at('Content') === '' ? null : { text: at('Content') }
    case 'voice':
      return at('Recognition') === '' ? null : { text: at('Recognition') }
    case 'link':
      return { title: at('Title'), text: at('Description') || at('Title') }
    default:
      return null
  }
}
