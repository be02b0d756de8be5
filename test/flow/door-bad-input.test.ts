import type { Analysed, Source } from '@guanlan/domain'
import { encodeGbk } from '@guanlan/scenario'
import { afterAll, beforeAll, expect } from 'vitest'
import { badInput } from '../arch/bad-input.ts'
import type { Reply } from './browser.ts'
import { type FlowHouse, openFlowHouse, TEN } from './house.ts'
import { doorOf } from './sources.ts'

/** What a door answers. */
type Taken = Readonly<{
  accepted: number
  refused: readonly Readonly<{ row: number; code: string; message: string }>[]
}>
type Answered = Reply<Taken & Readonly<{ code?: string }>>

const HOTLINE: Source = doorOf('door-hotline', 'hotline')
const WECHAT: Source = doorOf('door-wechat', 'wechat')
let house: FlowHouse
let hotlineKey: string
let key: string

beforeAll(async () => {
  house = await openFlowHouse({ config: { doorMaxMb: 1 } })
  hotlineKey = (await house.addSource(HOTLINE))!
  key = (await house.addSource(WECHAT))!
})
afterAll(() => house.close())

const push = (body: string | Uint8Array, type = 'application/json', bearer = key): Promise<Answered> =>
  house.anonymous.ask('POST', '/door/mentions', body, { authorization: `Bearer ${bearer}`, 'content-type': type })
const pushed = (...items: readonly object[]) => push(JSON.stringify(items))

/** Everything searchable whose id or text names this. */
async function found(word: string): Promise<readonly Analysed[]> {
  await house.settled()
  const { mentions } = await house.ports.index.search({ query: null, filters: {} }, { limit: 100 })
  return mentions.filter(({ text, title }) => `${title}\n${text}`.includes(word))
}

const waiting = async () => {
  await house.settled()
  return house.ports.index.count({ query: null, filters: {} })
}

badInput(
  { input: '推送的 NDJSON 中有一行残缺', code: 'extract/not-json', kept: '其余各行全部收下；残缺的一行按行号报告' },
  async () => {
    const lines = ['{"id":"n1","text":"断行测试甲"}', '{"id":"n2","te', '{"id":"n3","text":"断行测试乙"}']
    const { status, body } = await push(lines.join('\n'), 'application/x-ndjson')
    expect(status).toBe(202)
    expect(body).toMatchObject({ accepted: 2, refused: [{ row: 2, code: 'extract/not-json' }] })
    expect(await found('断行测试')).toHaveLength(2)
  },
)

badInput({ input: '推送的内容根本不是 JSON', code: 'extract/not-json', kept: '什么也不保留' }, async () => {
  const before = await waiting()
  const answer = await push('<html>网关错误</html>')
  expect(answer).toMatchObject({ status: 422, body: { code: 'extract/not-json' } })
  expect(await waiting()).toBe(before)
})

badInput(
  { input: '推送的 JSON 嵌套五万层', code: 'extract/too-deep', kept: '什么也不保留；解析之前即拒绝' },
  async () => {
    const answer = await push(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    expect(answer).toMatchObject({ status: 422, body: { code: 'extract/too-deep' } })
  },
)

badInput(
  { input: 'NDJSON 中夹有一行嵌套炸弹', code: 'extract/too-deep', kept: '其余各行全部收下；该行按行号报告' },
  async () => {
    const body = `{"id":"b1","text":"炸弹旁边的话"}\n${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`
    const answer = await push(body, 'application/x-ndjson')
    expect(answer.body).toMatchObject({ accepted: 1, refused: [{ row: 2, code: 'extract/too-deep' }] })
    expect(await found('炸弹旁边的话')).toHaveLength(1)
  },
)

badInput({ input: '一次推送超过大小上限', code: 'http/too-large', kept: '什么也不保留；读到上限即断开' }, async () => {
  const before = await waiting()
  const answer = await push(JSON.stringify([{ id: 'l1', text: '长'.repeat(600_000) }]))
  expect(answer).toMatchObject({ status: 413, body: { code: 'http/too-large' } })
  expect(await waiting()).toBe(before)
})

badInput({ input: '一次推送超过 5000 条', code: 'door/too-many', kept: '什么也不保留；请分批' }, async () => {
  const answer = await push('{"id":"1"}\n'.repeat(5001), 'application/x-ndjson')
  expect(answer).toMatchObject({ status: 422, body: { code: 'door/too-many' } })
})

badInput({ input: '推送密钥不认识', code: 'door/unknown-key', kept: '什么也不保留；不透露有哪些入口' }, async () => {
  const body = '[{"id":"k1","text":"冒名"}]'
  for (const bearer of ['x', `${key}x`]) {
    const answer = await push(body, 'application/json', bearer)
    expect(answer).toMatchObject({ status: 401, body: { code: 'door/unknown-key' } })
  }
  const bare = await house.anonymous.ask('POST', '/door/mentions', body)
  expect(bare).toMatchObject({ status: 401, body: { code: 'door/unknown-key' } })
  expect(await found('冒名')).toEqual([])
})

badInput({ input: '推送到已暂停的入口', code: 'door/paused', kept: '什么也不保留' }, async () => {
  const paused = (await house.addSource(doorOf('door-paused', 'app', { active: false })))!
  const answer = await push('[{"id":"p1","text":"停"}]', 'application/json', paused)
  expect(answer).toMatchObject({ status: 422, body: { code: 'door/paused' } })
})

badInput({ input: '同一批推送送达两次', code: '—', kept: '两次都确认；检索中只有一条，首次时间不变' }, async () => {
  const item = { id: 'dup-1', text: '重复送达的一条' }
  expect((await pushed(item, item)).body).toMatchObject({ accepted: 2, refused: [] })
  const [first] = await found('重复送达')
  house.clock.advance(60_000)
  expect((await pushed(item)).status).toBe(202)
  const again = await found('重复送达')
  expect(again).toEqual([first])
  expect(again[0]).toMatchObject({ contentVersion: 1 })
})

badInput({ input: '同一编号、内容改过', code: '—', kept: '同一条提及的第二版，编号与首次时间不变' }, async () => {
  await pushed({ id: 'edit-1', text: '改稿之前的话' })
  const [first] = await found('改稿之前')
  house.clock.advance(60_000)
  await pushed({ id: 'edit-1', text: '改稿之后的话' })
  expect(await found('改稿之前')).toEqual([])
  expect(await found('改稿之后')).toMatchObject([{ id: first!.id, seenAt: first!.seenAt, contentVersion: 2 }])
})

badInput({ input: '推送的条目没有标题', code: '—', kept: '照常收下，标题留空' }, async () => {
  await pushed({ id: 'untitled', title: '', text: '没有标题的来信' })
  expect(await found('没有标题的来信')).toMatchObject([{ title: '' }])
})

badInput(
  { input: '推送的条目既无标题也无正文', code: 'ingest/no-text', kept: '该行按行号报告，其余收下' },
  async () => {
    const { body } = await pushed({ id: 'e1', text: '有字的一条' }, { id: 'e2', title: ' ', text: '<br>' })
    expect(body).toMatchObject({ accepted: 1, refused: [{ row: 2, code: 'ingest/no-text' }] })
  },
)

badInput({ input: '推送的条目只有不可见字符', code: 'ingest/no-text', kept: '该行按行号报告，其余收下' }, async () => {
  const { body } = await pushed({ id: 'z1', text: '\u0000\u0001\u0000' }, { id: 'z2', text: '不可见旁边的话' })
  expect(body).toMatchObject({ accepted: 1, refused: [{ row: 1, code: 'ingest/no-text' }] })
  expect(await found('不可见旁边的话')).toHaveLength(1)
})

badInput({ input: '推送的条目没有编号也没有网址', code: 'ingest/no-identity', kept: '该行按行号报告' }, async () => {
  expect((await pushed({ text: '无名来信' })).body.refused).toMatchObject([{ row: 1, code: 'ingest/no-identity' }])
})

badInput({ input: '推送的时间在未来', code: '—', kept: '按原样记录并标为存疑；排序只用收到的时间' }, async () => {
  await pushed({ id: 'future', text: '来自明年的消息', time: '2027-11-24 08:00' })
  const [mention] = await found('来自明年')
  expect(mention).toMatchObject({ publishedDoubt: 'future', publishedAt: Date.parse('2027-11-24T08:00:00+08:00') })
  expect(mention!.seenAt).toBeGreaterThanOrEqual(TEN)
  expect(mention!.seenAt).toBeLessThanOrEqual(house.clock.now())
})

badInput({ input: '推送的时间看不懂', code: 'ingest/bad-time', kept: '该行按行号报告' }, async () => {
  const { body } = await pushed({ id: 'when', text: '何时', time: '上个世纪' })
  expect(body.refused).toMatchObject([{ code: 'ingest/bad-time' }])
})

badInput({ input: '推送的文字中有空字符与孤立代理项', code: '—', kept: '去掉这些字符后照常收下' }, async () => {
  await push('[{"id":"nul","text":"空\\u0000字\\ud800符照收"}]')
  expect(await found('符照收')).toMatchObject([{ text: '空字\ufffd符照收' }])
})

badInput({ input: '推送内容实为 GBK，声明 UTF-8', code: '—', kept: '按字节改判编码后正确读出' }, async () => {
  const text = '出租汽车司机拒载，乘客在火车站等了四十分钟，要求退还车费并道歉。'
  const { status } = await push(encodeGbk(`[{"id":"gbk-1","text":"${text}"}]`), 'application/json; charset=utf-8')
  expect(status).toBe(202)
  expect(await found('要求退还车费并道歉')).toMatchObject([{ text }])
})

badInput({ input: '推送内容实为 UTF-8，声明 GBK', code: '—', kept: '按字节改判编码后正确读出' }, async () => {
  await push('[{"id":"utf-1","text":"公交晚点的反方向声明"}]', 'application/json; charset=gbk')
  expect(await found('反方向声明')).toHaveLength(1)
})

badInput(
  { input: '来电人的姓名、电话、身份证随工单推入', code: '—', kept: '姓名不收；号码遮掩后才入库；原件加密存证' },
  async () => {
    const order = {
      工单号: '12328-9',
      诉求内容: '来电人王小川（身份证110101199003078515，回电13900001234）反映遮掩测试',
      author: '王小川',
    }
    const answer = await push(JSON.stringify(order), 'application/json', hotlineKey)
    expect(answer.body.accepted).toBe(1)
    const [mention] = await found('遮掩测试')
    expect(mention!.author).toBeNull()
    expect(JSON.stringify(mention)).not.toMatch(/13900001234|110101199003078515/)
    expect((await house.ports.evidence.note(mention!.evidence!))!.kind).toBe('unmasked')
  },
)
