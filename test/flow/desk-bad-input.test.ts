import { HOUR_MS, type Json, type Source, type Versioned } from '@guanlan/domain'
import { afterAll, beforeAll, expect } from 'vitest'
import { badInput } from '../arch/bad-input.ts'
import { type Browser, type Refusal, signIn } from './browser.ts'
import { type FlowHouse, openFlowHouse, PASSWORD } from './house.ts'
import { doorOf } from './sources.ts'

let house: FlowHouse
let lin: Browser
let admin: Browser

beforeAll(async () => {
  house = await openFlowHouse()
  await house.addSource(doorOf('door', 'app'))
  await house.addPerson({ id: 'lin', name: '林晓舟', roles: ['officer'] })
  await house.addPerson({ id: 'root', name: '管理员', roles: ['admin'] })
  lin = await house.as('lin')
  admin = await house.as('root')
})
afterAll(() => house.close())

const head = async () => (await house.ports.ledger.head()).position
/** What must be refused without leaving a trace in the ledger. */
async function traceless(work: () => Promise<unknown>): Promise<void> {
  const before = await head()
  await work()
  expect(await head()).toBe(before)
}

badInput({ input: '登录已过期', code: 'desk/signed-out', kept: '什么也不改；重新登录后接着办' }, async () => {
  const browser = await signIn(house.address, 'lin', PASSWORD)
  house.clock.advance(13 * HOUR_MS)
  await traceless(() => browser.refused('/api/sources/door/pause', { version: 1 }, 'desk/signed-out'))
  lin = await house.as('lin')
  admin = await house.as('root')
})

badInput({ input: '他人先改过的旧版本', code: 'desk/stale', kept: '先办的一次；答复附上现在的样子' }, async () => {
  const { version } = house.records.get('source', 'door')
  const paused = await admin.post<Versioned<Source>>('/api/sources/door/pause', { version })
  await traceless(async () => {
    const late = await admin.refused('/api/sources/door/resume', { version }, 'desk/stale')
    expect(late).toMatchObject({ status: 409, current: { version: paused.version, state: { active: false } } })
  })
  await admin.post('/api/sources/door/resume', { version: paused.version })
})

badInput({ input: '同一版本被两人同时提交', code: 'ledger/stale', kept: '恰好一次；另一人看到冲突' }, async () => {
  const { version } = house.records.get('source', 'door')
  const of = { kind: 'source', id: 'door' } as const
  const write = (type: string) =>
    house.records.commit({
      commitId: `race ${type}`,
      expect: [{ ...of, version }],
      moves: [{ ...of, type, by: { kind: 'machine', id: 'test', name: '', post: '' }, at: 0, reason: null, body: {} }],
    })
  const outcomes = await Promise.allSettled([write('paused'), write('resumed')])
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'ledger/stale' } })
})

badInput({ input: '来自其他网站的写请求', code: 'desk/foreign-origin', kept: '什么也不改' }, async () => {
  await traceless(async () => {
    const answer = await admin.ask(
      'POST',
      '/api/sources/door/pause',
      { version: 1 },
      { origin: 'https://evil.example' },
    )
    expect(answer).toMatchObject({ status: 403, body: { code: 'desk/foreign-origin' } })
  })
})

badInput({ input: '没有相应职责的人', code: 'desk/forbidden', kept: '什么也不改' }, async () => {
  const account = { id: 'x1', name: '甲', post: '', unit: '', roles: ['admin'], password: PASSWORD }
  await traceless(() => lin.refused('/api/accounts', account, 'desk/forbidden'))
})

badInput(
  { input: '猜口令：十五分钟内第六次', code: 'desk/too-many-attempts', kept: '账号不受影响；到时自动解除' },
  async () => {
    await house.addPerson({ id: 'he', name: '何静', roles: ['reviewer'] })
    const guess = () => house.anonymous.ask<Refusal>('POST', '/api/session', { id: 'he', password: 'guess guess' })
    for (let i = 0; i < 5; i++) expect((await guess()).body.code).toBe('desk/wrong-credentials')
    expect(await guess()).toMatchObject({ status: 429, body: { code: 'desk/too-many-attempts' } })
    house.clock.advance(HOUR_MS / 4)
    await house.as('he')
  },
)

badInput(
  { input: '请求体缺字段、多字段或类型不对', code: 'http/bad-request', kept: '什么也不改；指出是哪一栏' },
  async () => {
    await traceless(async () => {
      for (const body of [{}, { version: '1' }, { version: 1, more: true }, [], 'x', null]) {
        const answer = await admin.ask<Refusal>('POST', '/api/sources/door/pause', body)
        expect(answer, JSON.stringify(body)).toMatchObject({ status: 400, body: { code: 'http/bad-request' } })
      }
    })
  },
)

badInput({ input: '请求体是嵌套五万层的 JSON', code: 'http/bad-request', kept: '什么也不改；服务照常' }, async () => {
  const bomb = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
  const answer = await admin.ask('POST', '/api/sources/door/pause', bomb, { 'content-type': 'application/json' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'http/bad-request' } })
  expect((await admin.ask('GET', '/healthz')).status).toBe(200)
})

badInput({ input: '请求体企图改写对象原型', code: 'http/bad-request', kept: '什么也不改' }, async () => {
  const body = '{"version":1,"__proto__":{"admin":true}}'
  const answer = await admin.ask('POST', '/api/sources/door/pause', body, { 'content-type': 'application/json' })
  expect(answer).toMatchObject({ status: 400, body: { code: 'http/bad-request' } })
})

badInput({ input: '超过一兆的请求体', code: 'http/too-large', kept: '什么也不改' }, async () => {
  const answer = await admin.ask('POST', '/api/sources/door/pause', { version: 1, text: '长'.repeat(600_000) })
  expect(answer).toMatchObject({ status: 413, body: { code: 'http/too-large' } })
})

badInput({ input: '写错的检索式', code: 'query/bad', kept: '检索式原样保留；指出第几个字符' }, async () => {
  const answer = await lin.ask<Refusal>('GET', `/api/search/export?format=csv&q=${encodeURIComponent('出租车 AND (')}`)
  expect(answer).toMatchObject({ status: 422, body: { code: 'query/bad' } })
  expect(answer.body.detail).toMatch(/第 \d+ 个字符/)
})

badInput({ input: '伪造的翻页位置', code: 'index/bad-cursor', kept: '—' }, async () => {
  const answer = await lin.ask('GET', '/api/search?after=zzz')
  expect(answer).toMatchObject({ status: 422, body: { code: 'index/bad-cursor' } })
})

badInput({ input: '不存在的记录', code: 'record/none', kept: '—' }, async () => {
  expect(await lin.ask('GET', '/api/cases/AJ-1999-0001')).toMatchObject({ status: 404, body: { code: 'record/none' } })
})

badInput({ input: '信源地址不是网址', code: 'source/bad-url', kept: '什么也不改' }, async () => {
  const { state } = house.records.get('source', 'door')
  const source = { ...state, id: 'bad', kind: 'rss', url: 'javascript:alert(1)', schedule: '*/5 * * * *' }
  await traceless(() => admin.refused('/api/sources', { source }, 'source/bad-url'))
})

badInput(
  { input: '流中的内容清理之后没有文字', code: 'mention/empty', kept: '死信中保留原样，可查看、可重放；其余照常' },
  async () => {
    const raw = {
      sourceId: 'door',
      channel: 'app',
      externalId: 'r1',
      url: null,
      title: '',
      text: '\u0001',
      author: null,
    }
    const rest = { authorIsOrganisation: false, publishedAt: null, fetchedAt: house.clock.now(), mediaRank: 'none' }
    const more = {
      region: null,
      interactions: { reads: null, likes: null, comments: null, reposts: null },
      evidence: null,
    }
    const body: Json = { ...raw, ...rest, ...more }
    await house.ports.bus.append('raw', [
      { key: 'door', body },
      { key: 'door', body: { ...body, externalId: 'r2', text: '死信旁边的话' } },
    ])
    await house.settled()
    const { items } = await admin.get<{ items: { id: string; code: string; title: string }[] }>('/api/dead-letters')
    expect(items).toMatchObject([{ code: 'mention/empty', title: expect.stringContaining('没有文字') }])
    expect(await house.ports.index.count({ query: null, filters: { sourceIds: ['door'] } })).toBe(1)
    await admin.ask('POST', `/api/dead-letters/${items[0]!.id}/replay`)
    await house.settled()
    const again = await admin.get<{ items: { id: string; replayedAt: number | null }[] }>('/api/dead-letters')
    expect(again.items.map(({ replayedAt }) => replayedAt !== null)).toEqual([false, true])
  },
)
