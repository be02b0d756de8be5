import { createHmac } from 'node:crypto'
import type { Analysed } from '@guanlan/domain'
import { doorSecrets } from '@guanlan/runtime'
import { workbook, zipOf } from '@guanlan/scenario'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { badInput } from '../arch/bad-input.ts'
import type { Browser } from './browser.ts'
import { type FlowHouse, openFlowHouse } from './house.ts'
import { doorOf } from './sources.ts'

let house: FlowHouse
let lin: Browser
let root: Browser

beforeAll(async () => {
  house = await openFlowHouse()
  await house.addSource(doorOf('line-12328', 'hotline', { kind: 'file', name: '12328 热线' }))
  await house.addSource(doorOf('line-12345', 'hotline', { kind: 'file', name: '12345 热线' }))
  await house.addSource(doorOf('partner', 'forum'))
  for (const [id, role] of [
    ['lin', 'officer'],
    ['root', 'admin'],
  ] as const)
    await house.addPerson({ id, name: id, roles: [role] })
  lin = await house.as('lin')
  root = await house.as('root')
})
afterAll(() => house.close())

const octets = { 'content-type': 'application/octet-stream' }
const imported = (source: string, file: string | Uint8Array, more = '&format=csv') =>
  lin.ask<Record<string, unknown>>('POST', `/api/import?source=${source}${more}`, file, octets)
const version = (id: string) => house.records.get('source', id).version

async function found(word: string): Promise<readonly Analysed[]> {
  await house.settled()
  const { mentions } = await house.ports.index.search({ query: null, filters: {} }, { limit: 500 })
  return mentions.filter(({ text }) => text.includes(word))
}

const HEADING = ['工单号', '诉求描述', '受理时间', '工单类型', '是否即时答复', '办结时间', '是否回访']

test('a workbook is tried, its columns are mapped, saved and imported; the figures of the month stand with both lines folded', async () => {
  const file = workbook([
    ['2026年11月受理工单'],
    HEADING,
    ['A1', '三路车不进站，老人等了半小时', { date: 46_340 }, '投诉举报', null, { date: 46_341 }, '是'],
    ['A2', '首末班时间是几点', { date: 46_340 }, '信息咨询', '是', null, null],
    ['A3', '建议加开夜班车', { date: 46_341 }, '意见建议', null, null, null],
    ['A4', '', { date: 46_341 }, '意见建议', null, null, null],
  ])
  const tried = await lin.ask<{ by: string; accepted: number; columns: { heading: string; field: string }[] }>(
    ...(['POST', '/api/import/try?source=line-12328&format=xlsx', file, octets] as const),
  )
  expect(tried).toMatchObject({ status: 200, body: { by: 'guessed', rows: 4, accepted: 3 } })
  const columns = Object.fromEntries(tried.body.columns.map(({ heading, field }) => [field, heading]))
  const mapping = { vendor: '热线平台导出', columns }
  const saved = await lin.ask('PUT', '/api/sources/line-12328/mapping', { version: version('line-12328'), mapping })
  expect(saved).toMatchObject({ status: 200, body: { state: { mapping } } })

  const job = 'import-of-a-test'
  const outcome = await imported('line-12328', file, `&format=xlsx&job=${job}`)
  expect(outcome.body).toMatchObject({ rows: 4, accepted: 3, refused: 1, codes: { 'ingest/no-text': 1 } })
  expect((await lin.ask('GET', `/api/import/jobs/${job}`)).body).toMatchObject({ state: 'done', accepted: 3, part: 1 })
  expect((await root.ask('GET', `/api/import/jobs/${job}`)).status).toBe(404)

  await imported('line-12345', '工单号,诉求内容,受理时间\nS1,三路车不进站，老人等了半小时,2026-11-14 09:00\n')
  expect(await found('不进站')).toHaveLength(2)
  const { body } = await lin.ask<{ counted: { name: string }[] }>('GET', '/api/hotline/figures?month=2026-11')
  const figure = (name: string) => body.counted.find(one => one.name === name)
  expect(body).toMatchObject({ whole: true, taken: 4, folded: 1 })
  expect(figure('受理总量')).toMatchObject({ numerator: 3 })
  expect(figure('即时答复率')).toMatchObject({ numerator: 1, denominator: 1, percent: 100 })
  expect(figure('抽查回访率')).toMatchObject({ numerator: 1, denominator: 1 })
  expect(figure('限时办结率')).toMatchObject({ state: '未报' })
})

test('a month the hotline reported in figures stands beside, what it left out as 未报', async () => {
  const reported = {
    ...{ month: '2026-06', accepted: 986, byType: { inquiry: 898, complaint: 88, suggestion: null } },
    ...{ closedComplaints: null, calledBack: 82, rates: [{ name: '及时答复满意率', percent: 95 }] },
  }
  const put = await lin.ask('PUT', '/api/sources/line-12328/month', { version: version('line-12328'), reported })
  expect(put.status).toBe(200)
  const { body } = await lin.ask<{ reported: { figures: { name: string }[] }[] }>(
    'GET',
    '/api/hotline/figures?month=2026-06',
  )
  const figures = body.reported[0]!.figures
  expect(figures.find(({ name }) => name === '抽查回访率')).toMatchObject({
    numerator: 82,
    denominator: 88,
    percent: 93.18,
  })
  expect(figures.find(({ name }) => name === '意见建议')).toMatchObject({ state: '未报' })
  const wrong = await lin.ask('PUT', '/api/sources/line-12328/month', {
    version: version('line-12328'),
    reported: { ...reported, accepted: 900 },
  })
  expect(wrong).toMatchObject({ status: 422, body: { code: 'hotline/sum' } })
})

async function signedPush(items: readonly object[], at = house.clock.now(), secret?: string) {
  const body = JSON.stringify(items)
  const { state } = house.records.get('source', 'partner')
  const signing = secret ?? (await doorSecrets(house.ports.secrets, state)).signing
  const timestamp = String(Math.floor(at / 1000))
  const mac = createHmac('sha256', signing).update(`${timestamp}.${body}`).digest('hex')
  const headers = {
    'x-guanlan-source': 'partner',
    'x-guanlan-timestamp': timestamp,
    'x-guanlan-signature': `sha256=${mac}`,
  }
  return house.anonymous.ask<{ code?: string }>('POST', '/door/mentions', body, {
    'content-type': 'application/json',
    ...headers,
  })
}

test('an administrator issues keys; a signed push comes in; edits and a deletion are versions, the deletion a move', async () => {
  const moves: string[] = []
  const stop = house.records.onCommit(commit => {
    for (const { kind, type } of commit.moves) if (kind === 'evidence') moves.push(`${kind} ${type}`)
  })
  const issued = await root.ask<{ signing: string }>('POST', '/api/sources/partner/key', {
    version: version('partner'),
  })
  expect(issued.status).toBe(200)
  expect((await signedPush([{ id: 'v', text: '最初的说法', version: 1 }], undefined, issued.body.signing)).status).toBe(
    202,
  )
  const [first] = await found('最初的说法')
  house.clock.advance(60_000)
  await signedPush([{ id: 'v', text: '改过的说法', version: 3 }])
  await found('改过的说法')
  house.clock.advance(60_000)
  await signedPush([{ id: 'v', text: '迟到的旧说法', version: 2 }])
  expect(await found('迟到的旧说法')).toEqual([])
  expect(await found('改过的说法')).toMatchObject([{ id: first!.id, contentVersion: 2, seenAt: first!.seenAt }])
  house.clock.advance(60_000)
  await signedPush([{ id: 'v', deleted: true, version: 4 }])
  expect(await found('改过的说法')).toMatchObject([{ id: first!.id, contentVersion: 3, withdrawn: true }])
  stop()
  expect(moves).toEqual(['evidence withdrawn'])
})

badInput({ input: '签名推送五分钟后被人重放', code: 'door/stale', kept: '什么也不保留；计入该信源' }, async () => {
  const answer = await signedPush([{ id: 'old', text: '旧推送' }], house.clock.now() - 6 * 60_000)
  expect(answer).toMatchObject({ status: 401, body: { code: 'door/stale' } })
  const { body } = await lin.ask<{ items: { id: string; errorCounts: { code: string; times: number }[] }[] }>(
    'GET',
    '/api/sources',
  )
  const counts = body.items.find(({ id }) => id === 'partner')!.errorCounts
  expect(counts.find(({ code }) => code === 'door/stale')?.times).toBe(1)
})

badInput({ input: '签名推送的签名不对', code: 'door/bad-signature', kept: '什么也不保留；计入该信源' }, async () => {
  expect(await signedPush([{ id: 'x', text: '冒名' }], undefined, 'not the secret')).toMatchObject({
    status: 401,
    body: { code: 'door/bad-signature' },
  })
  expect(await found('冒名')).toEqual([])
})

badInput(
  { input: '推送说明删除一条从未收到的内容', code: 'ingest/unknown-deletion', kept: '进入死信，可重放；其余照收' },
  async () => {
    await signedPush([
      { id: 'ghost', deleted: true },
      { id: 'beside', text: '删除旁边的话' },
    ])
    expect(await found('删除旁边')).toHaveLength(1)
    const [letter] = await house.ports.bus.deadLetters({ limit: 1 })
    expect(letter).toMatchObject({ code: 'ingest/unknown-deletion' })
  },
)

badInput(
  { input: '用别的厂商的栏目映射导入', code: 'ingest/wrong-mapping', kept: '什么也不保留；说明缺哪些栏目、表中有哪些' },
  async () => {
    const { status, body } = await imported('line-12328', '编号,内容\n1,甲\n')
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'ingest/wrong-mapping' })
    expect(body.detail).toMatch(/热线平台导出.*诉求描述.*编号、内容/)
  },
)

badInput({ input: '工作簿是压缩炸弹', code: 'ingest/xlsx-bomb', kept: '什么也不保留；不解压即拒绝' }, async () => {
  const bomb = zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(64 * 1024 * 1024) })
  expect(await imported('line-12345', bomb, '&format=xlsx')).toMatchObject({
    status: 422,
    body: { code: 'ingest/xlsx-bomb' },
  })
  const health = (await house.ports.frontier.health()).find(({ sourceId }) => sourceId === 'line-12345')
  expect(health?.errors).toMatchObject({ 'ingest/xlsx-bomb': 1 })
})

badInput(
  { input: '工作簿的单元格是没有结果的公式', code: 'ingest/formula', kept: '公式不计算；该行按行号报告，其余收下' },
  async () => {
    const file = workbook([
      ['工单号', '诉求内容'],
      ['F1', { formula: 'HYPERLINK("http://x","点")' }],
      ['F2', { formula: 'B1', value: '公式的上次结果' }],
    ])
    const { body } = await imported('line-12345', file, '&format=xlsx')
    expect(body).toMatchObject({ accepted: 1, report: [{ row: 1, code: 'ingest/formula' }] })
    expect(await found('上次结果')).toHaveLength(1)
  },
)

badInput(
  { input: '编号已被表格软件改成近似值', code: 'ingest/rounded-id', kept: '该行按行号报告，其余收下' },
  async () => {
    const { body } = await imported('line-12345', '工单号,诉求内容\n4.89512E+18,甲\n4895123456789012345,长编号照收\n')
    expect(body).toMatchObject({ accepted: 1, report: [{ row: 1, code: 'ingest/rounded-id' }] })
  },
)

badInput(
  { input: '导入旧版 XLS 或加密的工作簿', code: 'ingest/old-excel', kept: '什么也不保留；须另存为 XLSX 或 CSV' },
  async () => {
    const old = Buffer.from('d0cf11e0a1b11ae1'.repeat(100), 'hex')
    expect(await imported('line-12345', old, '&format=xlsx')).toMatchObject({
      status: 422,
      body: { code: 'ingest/old-excel' },
    })
  },
)
