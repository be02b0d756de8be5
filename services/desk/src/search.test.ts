import { HOUR_MS } from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvCell, csvLine } from './cells.ts'
import { type Browser, OPENED_AT, openStand, type Stand } from './stand.ts'
import { mentionOf } from './stand-records.ts'

let stand: Stand
let lin: Browser
beforeAll(async () => {
  stand = await openStand(embedded, ['lin'])
  lin = await stand.as('lin')
  await stand.deps.index.write([
    mentionOf('1', {
      text: '=HYPERLINK("http://evil.example","点我") 停运',
      author: '=cmd|x',
      authorIsOrganisation: true,
    }),
    mentionOf('2', { text: '+8613800000000 出租车停运，"引号"\n换行', channel: 'weibo' }),
    mentionOf('3', { text: '公交晚点', title: '-1+1', channel: 'news' }),
  ])
  await stand.deps.index.refresh()
})
afterAll(() => stand.close())

test('a search marks what it found and names its labels', async () => {
  const { body } = await lin('GET', `/api/search?q=${encodeURIComponent('停运')}`)
  expect(body).toMatchObject({ total: 2, next: null, query: { ok: true } })
  expect(body.mentions).toMatchObject([
    { id: '1', topics: [{ topic: 'taxi', name: '出租汽车' }], eventId: null },
    { id: '2', spans: [{ field: 'text', from: 18, to: 20 }], author: '的哥茶座' },
  ])
})

test('a broken query is an answer: where, why and what would do', async () => {
  const { status, body } = await lin('GET', `/api/search?q=${encodeURIComponent('停运 AND (')}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    total: 0,
    mentions: [],
    query: { ok: false, at: expect.any(Number), message: expect.any(String) },
  })
  const facets = await lin('GET', `/api/search/facets?q=${encodeURIComponent('(')}`)
  expect(facets.body).toMatchObject({ code: 'query/bad', status: 422 })
  expect((await lin('GET', '/api/search?channel=radio')).body).toMatchObject({ code: 'http/bad-request' })
})

test('pages join without gap or double', async () => {
  const first = (await lin('GET', '/api/search?limit=2')).body as unknown as {
    mentions: { id: string }[]
    next: string
  }
  const second = (await lin('GET', `/api/search?limit=2&after=${encodeURIComponent(first.next)}`)).body
  const ids = [...first.mentions, ...(second.mentions as unknown as { id: string }[])].map(one => one.id)
  expect(ids).toEqual(['1', '2', '3'])
})

test('a search is narrowed by whose business it is and by what the machine does not know; what is unknown is refused', async () => {
  const asked = async (params: string) => (await lin('GET', `/api/search?${params}`)).body.total
  expect(await asked('unsure=unsure')).toBe(0)
  expect(await asked('unsure=sure')).toBe(3)
  expect(await asked('unsure=sure,unsure')).toBe(3)
  expect(await asked('government=transport,health')).toBe(0)
  expect((await lin('GET', '/api/search?government=sea')).body).toMatchObject({ code: 'http/bad-request' })
  expect((await lin('GET', '/api/search?unsure=perhaps')).body).toMatchObject({ code: 'http/bad-request' })
})

test('facets carry names, bars their negatives', async () => {
  const { body } = await lin('GET', '/api/search/facets')
  expect(body.channel).toContainEqual({ value: 'weibo', name: '微博', count: 1 })
  expect(body.topic).toEqual([{ value: 'taxi', name: '出租汽车', count: 3 }])
  const range = `from=${OPENED_AT - HOUR_MS}&to=${OPENED_AT + HOUR_MS}&interval=hour`
  const bars = (await lin('GET', `/api/search/histogram?${range}`)).body.bars as unknown as {
    count: number
    negative: number
  }[]
  expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(3)
  expect(bars.reduce((sum, bar) => sum + bar.negative, 0)).toBe(3)
})

test('no exported cell can become a formula, and a private name does not leave', async () => {
  const { headers, text } = await lin('GET', '/api/search/export?format=csv')
  expect(headers['content-type']).toContain('text/csv')
  expect(String(headers['content-disposition'])).toContain('mentions-2026-11-23.csv')
  expect(text.startsWith('\ufeff编号,')).toBe(true)
  const cells = text.slice(1).match(/"(?:[^"]|"")*"|[^,\r\n]+/g) ?? []
  expect(cells.length).toBeGreaterThan(30)
  for (const cell of cells) expect(cell.replace(/^"/, '')).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
  expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""点我"") 停运"`)
  expect(text).not.toContain('的哥茶座')
  const lines = (await lin('GET', '/api/search/export?format=ndjson')).text.trim().split('\n')
  expect(lines.map(line => JSON.parse(line).author)).toEqual(['=cmd|x', null, null])
})

test.each([
  ['=1+1', `"'=1+1"`],
  ['+86', `"'+86"`],
  ['-2', `"'-2"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['  =1', `"'  =1"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['\u200b=1', `"'\u200b=1"`],
  ['＝1', `"'＝1"`],
  ['普通文字', '普通文字'],
  ['有,逗号', '"有,逗号"'],
  ['有"引号"', '"有""引号"""'],
  [-2, '-2'], // our own figure
  [null, ''],
])('%j is written %s', (value, written) => expect(csvCell(value)).toBe(written))

test('a line ends as RFC 4180 says', () => expect(csvLine(['a', 1, null])).toBe('a,1,\r\n'))

test('one mention comes with its evidence note; an unknown one is not there', async () => {
  expect((await lin('GET', '/api/mentions/3')).body).toMatchObject({ id: '3', title: '-1+1', evidenceNote: null })
  expect((await lin('GET', '/api/mentions/9')).body).toMatchObject({ code: 'mention/none', status: 404 })
})

test('a watch that cannot be read is refused, and a good one shows what it would find', async () => {
  const watch = { name: '出租汽车', query: '停运', topics: ['taxi'], regions: [] }
  const preview = await lin('POST', '/api/watches/preview', { query: '停运', topics: [], regions: [] })
  expect(preview.body).toMatchObject({ total7d: 2, query: { ok: true } })
  expect((await lin('POST', '/api/watches', { watch: { ...watch, query: '停运 AND' } })).body).toMatchObject({
    code: 'query/bad',
  })
  const added = await lin('POST', '/api/watches', { watch: { ...watch, id: 'taxi' } })
  expect(added.body).toMatchObject({
    id: 'taxi',
    version: 1,
    state: { owner: 'lin', active: true, createdAt: OPENED_AT },
  })
  const paused = await lin('POST', '/api/watches/taxi/pause', { version: 1 })
  expect(paused.body).toMatchObject({ version: 2, state: { active: false } })
  const stale = await lin('PUT', '/api/watches/taxi', { version: 1, watch })
  expect(stale.body).toMatchObject({ status: 409, current: { version: 2 } })
  expect((await lin('PUT', '/api/watches/taxi', { version: 2, watch: { ...watch, name: '出租' } })).body).toMatchObject(
    {
      state: { name: '出租', active: false, createdAt: OPENED_AT },
    },
  )
})

test('the status says how old the data is', async () => {
  stand.clock.advance(5000)
  const { body } = await lin('GET', '/api/status')
  expect(body).toMatchObject({
    dataAt: OPENED_AT - 30 * 60_000,
    now: OPENED_AT + 5000,
    ledger: { position: expect.any(Number) },
  })
  expect((await stand.app.inject('/readyz')).json()).toEqual({ ok: true })
})
