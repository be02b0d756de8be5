import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NO_INTERACTIONS, Rejected, type Source, Unavailable } from '@guanlan/domain'
import { manualClock, openEmbedded } from '@guanlan/embedded'
import type { SourceHealth } from '@guanlan/ports'
import { answerProblems, doorSecrets, openLog } from '@guanlan/runtime'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { doorRoutes } from './door.ts'
import { openDoorBook } from './door-book.ts'
import { sign } from './signature.ts'
import { aDoor } from './source.fixture.ts'
import { readMessage, sealMessage, wechatSignature } from './wechat-message.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')
const plain = aDoor({ id: 'partner', name: '推送', channel: 'forum', keyIssue: 1 })
const wechat: Source = { ...plain, id: 'gongzhonghao', channel: 'wechat', kind: 'wechat-push', appId: 'wxabc1234567' }
const sources = new Map([plain, wechat].map(source => [source.id, source]))

const folder = mkdtempSync(join(tmpdir(), 'guanlan-door-'))
const clock = manualClock(NOW)
let ports: Awaited<ReturnType<typeof openEmbedded>>
let app: FastifyInstance
let looks = 0

beforeAll(async () => {
  ports = await openEmbedded(join(folder, 'data'), { clock })
  app = fastify()
  answerProblems(app, openLog('silent'))
  await app.register(
    doorRoutes({
      ...ports,
      book: openDoorBook(ports.frontier, clock),
      sources: id => sources.get(id) ?? null,
      maxBytes: 100_000,
    }),
  )
})
afterAll(async () => {
  await app.close()
  await ports.close()
  rmSync(folder, { recursive: true, force: true })
})

const errors = async (id: string) => (await ports.frontier.health()).find(row => row.sourceId === id)?.errors ?? {}
async function raws(): Promise<readonly Record<string, unknown>[]> {
  const bodies: Record<string, unknown>[] = []
  const group = `look-${++looks}`
  const { stop } = await ports.bus.consume(
    'raw',
    group,
    async batch => {
      for (const { body } of batch) bodies.push(body as Record<string, unknown>)
      return []
    },
    { maxBatch: 1000, fatal: cause => expect.fail(cause.message) },
  )
  while ((await ports.bus.lags()).some(lag => lag.group === group && lag.waiting > 0)) await new Promise(setImmediate)
  await stop()
  return bodies
}

describe('a signed webhook', () => {
  const seconds = () => String(Math.floor(clock.now() / 1000))
  let secret: string
  beforeEach(async () => {
    secret = (await doorSecrets(ports.secrets, plain)).signing
  })
  const push = async (body: string, change: Record<string, string> = {}) => {
    const timestamp = seconds()
    const signature = `sha256=${sign(secret, change['x-guanlan-timestamp'] ?? timestamp, Buffer.from(body))}`
    const headers = {
      'x-guanlan-source': 'partner',
      'x-guanlan-timestamp': timestamp,
      'x-guanlan-signature': signature,
    }
    const payload = {
      method: 'POST',
      url: '/door/mentions',
      body,
      headers: { 'content-type': 'application/json', ...headers, ...change },
    } as const
    const { statusCode, ...answer } = await app.inject(payload)
    return { status: statusCode, body: answer.json() }
  }

  test('is taken; sent again within five minutes it is confirmed and changes nothing', async () => {
    const body = JSON.stringify([{ id: 9007199254740991, text: '站牌坏了' }])
    expect(await push(body)).toMatchObject({ status: 202, body: { accepted: 1 } })
    expect(await push(body)).toMatchObject({ status: 202, body: { accepted: 0, repeated: true } })
    expect((await errors('partner'))['door/replayed']).toBe(1)
  })

  test('altered, by another key or of another time is refused by name and counted', async () => {
    const before = await errors('partner')
    const old = String(Math.floor(clock.now() / 1000) - 301)
    expect(await push('[]', { 'x-guanlan-signature': 'sha256=00' })).toMatchObject({
      status: 401,
      body: { code: 'door/bad-signature' },
    })
    expect(await push('[]', { 'x-guanlan-timestamp': old })).toMatchObject({
      status: 401,
      body: { code: 'door/stale' },
    })
    expect(await push('[]', { 'x-guanlan-source': 'nobody' })).toMatchObject({
      status: 401,
      body: { code: 'door/unknown-key' },
    })
    const after = await errors('partner')
    expect(after['door/bad-signature']).toBe((before['door/bad-signature'] ?? 0) + 1)
    expect(after['door/stale']).toBe((before['door/stale'] ?? 0) + 1)
  })

  test('a new key makes the old secret void', async () => {
    sources.set('partner', { ...plain, keyIssue: 2 })
    expect(await push('[]')).toMatchObject({ status: 401, body: { code: 'door/bad-signature' } })
    sources.set('partner', plain)
  })

  test('rows refused among others are counted by reason', async () => {
    const answer = await push('[{"id":"ok","text":"一句话"},{"id":"no"}]')
    expect(answer.body).toMatchObject({ accepted: 1, refused: [{ row: 2, code: 'ingest/no-text' }] })
    expect((await errors('partner'))['ingest/no-text']).toBe(1)
  })
})

test('pushes at one moment are all counted; a frontier that is away fails no push', async () => {
  const rows: SourceHealth[] = []
  const frontier = { health: async () => [], putHealth: async (row: SourceHealth) => void rows.push(row) }
  const book = openDoorBook(frontier, clock)
  await Promise.all(Array.from({ length: 20 }, () => book.refused(plain, new Rejected('door/stale'), false)))
  expect(rows.at(-1)?.errors).toEqual({ 'door/stale': 20 })
  const away = async () => {
    throw new Unavailable('data/away')
  }
  await openDoorBook({ health: away, putHealth: away }, clock).took(plain, 1)
})

describe('a WeChat official account', () => {
  const OPENID = 'oABC-1234_openid-of-somebody'
  const stamp = () => String(Math.floor(clock.now() / 1000))
  const text = (id: string, words: string) =>
    `<xml><ToUserName><![CDATA[gh_123]]></ToUserName><FromUserName><![CDATA[${OPENID}]]></FromUserName><CreateTime>${stamp()}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${words}]]></Content><MsgId>${id}</MsgId></xml>`
  const event = `<xml><FromUserName><![CDATA[${OPENID}]]></FromUserName><CreateTime>1795485600</CreateTime><MsgType>event</MsgType><Event>subscribe</Event></xml>`

  const send = async (xml: string, change: Record<string, string> = {}) => {
    const { wechatToken } = await doorSecrets(ports.secrets, wechat)
    const query = { timestamp: stamp(), nonce: 'n1', signature: wechatSignature(wechatToken, stamp(), 'n1'), ...change }
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: '/door/wechat/gongzhonghao',
      query,
      body: xml,
      headers: { 'content-type': 'text/xml' },
    })
    return { status: statusCode, body }
  }
  const sendSealed = async (xml: string, appId = wechat.appId!, change: Record<string, string> = {}) => {
    const { wechatToken, wechatAesKey } = await doorSecrets(ports.secrets, wechat)
    const encrypted = sealMessage(xml, wechatAesKey, appId)
    const msg_signature = wechatSignature(wechatToken, stamp(), 'n1', encrypted)
    return send(`<xml><ToUserName>gh_123</ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`, {
      encrypt_type: 'aes',
      msg_signature,
      ...change,
    })
  }

  test('proves the address to the platform, and to nobody else', async () => {
    const { wechatToken, wechatAesKey } = await doorSecrets(ports.secrets, wechat)
    expect([wechatToken, wechatAesKey]).toEqual([
      expect.stringMatching(/^[A-Za-z0-9]{32}$/),
      expect.stringMatching(/^[A-Za-z0-9]{43}$/),
    ])
    const ask = (signature: string) =>
      app.inject({
        url: '/door/wechat/gongzhonghao',
        query: { signature, timestamp: stamp(), nonce: 'n2', echostr: '5551234' },
      })
    const right = await ask(wechatSignature(wechatToken, stamp(), 'n2'))
    expect([right.statusCode, right.body]).toEqual([200, '5551234'])
    const wrong = await ask('0'.repeat(40))
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, 'door/bad-signature'])
  })

  test('messages come in once, plain and enciphered, without their sender', async () => {
    expect(await send(text('6054768590064713728', '公交卡退费去哪里办'))).toEqual({ status: 200, body: 'success' })
    expect(await send(text('6054768590064713728', '公交卡退费去哪里办'))).toEqual({ status: 200, body: 'success' })
    expect(await sendSealed(text('6054768590064713729', '三路车改线了吗'))).toEqual({ status: 200, body: 'success' })
    expect(await send(event)).toEqual({ status: 200, body: 'success' })
    expect(await send(event)).toEqual({ status: 200, body: 'success' })
    const taken = (await raws()).filter(({ sourceId }) => sourceId === 'gongzhonghao')
    expect(taken).toMatchObject([
      { externalId: '6054768590064713728', text: '公交卡退费去哪里办', author: null, publishedAt: NOW },
      { externalId: '6054768590064713729', text: '三路车改线了吗' },
    ])
    expect(taken[0]).toMatchObject({ interactions: NO_INTERACTIONS })
    const { bytes } = await ports.evidence.get(taken[0]!.evidence as string)
    expect(JSON.stringify(taken) + new TextDecoder().decode(bytes)).not.toContain(OPENID)
    expect((await errors('gongzhonghao'))['door/replayed']).toBe(2)
  })

  test.each([
    {
      name: 'a wrong signature',
      sent: () => send(text('1', '甲'), { signature: 'f'.repeat(40) }),
      status: 401,
      is: 'door/bad-signature',
    },
    {
      name: 'an old one',
      sent: () => send(text('1', '甲'), { timestamp: '1000000000' }),
      status: 401,
      is: 'door/bad-signature',
    },
    {
      name: 'a wrong signature over the cipher',
      sent: () => sendSealed(text('1', '甲'), undefined, { msg_signature: '0' }),
      status: 401,
      is: 'door/bad-signature',
    },
    {
      name: 'a message for another account',
      sent: () => sendSealed(text('1', '甲'), 'wxother00000'),
      status: 422,
      is: 'door/bad-cipher',
    },
    { name: 'broken XML', sent: () => send('<xml><MsgType>text'), status: 422, is: 'door/bad-xml' },
    {
      name: 'an entity of its own',
      sent: () => send('<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><MsgType>&a;</MsgType></xml>'),
      status: 422,
      is: 'door/bad-xml',
    },
  ])('$name is named and counted', async ({ sent, status, is }) => {
    const before = (await errors('gongzhonghao'))[is] ?? 0
    const answer = await sent()
    expect({ status: answer.status, code: JSON.parse(answer.body).code }).toEqual({ status, code: is })
    expect((await errors('gongzhonghao'))[is]).toBe(before + 1)
  })

  test('a signature that is right but old is old', async () => {
    const { wechatToken } = await doorSecrets(ports.secrets, wechat)
    const timestamp = String(Math.floor(NOW / 1000) - 400)
    const answer = await send(text('1', '甲'), { timestamp, signature: wechatSignature(wechatToken, timestamp, 'n1') })
    expect(JSON.parse(answer.body).code).toBe('door/stale')
  })

  test('what is not kept within four and a half seconds is answered with 503, so that the platform sends again', async () => {
    const slow = fastify()
    answerProblems(slow, openLog('silent'))
    const bus = { ...ports.bus, append: () => new Promise<void>(() => {}) }
    const book = openDoorBook(ports.frontier, clock)
    await slow.register(doorRoutes({ ...ports, bus, book, sources: id => sources.get(id) ?? null, maxBytes: 100_000 }))
    const { wechatToken } = await doorSecrets(ports.secrets, wechat)
    const query = { timestamp: stamp(), nonce: 'n1', signature: wechatSignature(wechatToken, stamp(), 'n1') }
    const answer = slow.inject({ method: 'POST', url: '/door/wechat/gongzhonghao', query, body: text('99', '甲') })
    await clock.waiting(1)
    clock.advance(4500)
    expect(await answer.then(({ statusCode, body }) => [statusCode, JSON.parse(body).code])).toEqual([503, 'door/slow'])
    await slow.close()
  })

  test('lists within a message are passed over', () => {
    const read = readMessage('<xml><MsgType>image</MsgType><Pics><item><Url>x</Url></item></Pics></xml>')
    expect([...read]).toEqual([
      ['MsgType', 'image'],
      ['Pics', ''],
    ])
  })
})
