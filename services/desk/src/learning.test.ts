import type { Json } from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openStand, type Stand } from './stand.ts'
import { mentionOf } from './stand-records.ts'

let stand: Stand
let lin: Browser
let wen: Browser
let he: Browser
beforeAll(async () => {
  stand = await openStand(embedded, ['lin', 'wen', 'he'])
  ;[lin, wen, he] = await Promise.all([stand.as('lin'), stand.as('wen'), stand.as('he')])
  await stand.deps.index.write([mentionOf('m1', { text: '公交司机真暖心' }), mentionOf('m2', { text: '票价贵了' })])
  await stand.deps.index.refresh()
})
afterAll(() => stand.close())

test('a correction stands beside what the machine said, with who, when and on which model', async () => {
  const before = await lin('GET', '/api/mentions/m1')
  expect(before.body).toMatchObject({ sentiment: 'negative', label: null, model: 'test', unsure: false, history: [] })
  const sent = await lin('POST', '/api/mentions/m1/label', {
    version: 0,
    sentiment: 'positive',
    topics: ['bus'],
    note: '电话13800000000，读反了',
  })
  expect(sent.status).toBe(200)
  const { body } = await lin('GET', '/api/mentions/m1')
  expect(body).toMatchObject({ sentiment: 'negative', topics: [{ topic: 'taxi' }] })
  expect(body.label).toMatchObject({
    version: 1,
    sentiment: 'positive',
    topics: ['bus'],
    government: null,
    relevant: null,
    by: { id: 'lin' },
    machine: { model: 'test', run: 1, sentiment: 'negative', topics: ['taxi'], government: null },
  })
  expect(JSON.stringify(body.label)).not.toContain('13800000000')
  expect(body.history).toMatchObject([{ type: 'corrected', label: '更正标签', by: { id: 'lin' } }])
})

test('a second correction keeps the other fields; null takes one back; an old version is refused with how it stands', async () => {
  const { body } = await wen('POST', '/api/mentions/m1/label', { version: 1, relevant: false, topics: null })
  expect(body.label).toMatchObject({
    version: 2,
    sentiment: 'positive',
    topics: null,
    relevant: false,
    by: { id: 'wen' },
  })
  const late = await lin('POST', '/api/mentions/m1/label', { version: 1, sentiment: 'neutral' })
  expect(late).toMatchObject({ status: 409, body: { code: 'desk/stale', current: { version: 2 } } })
})

test.each([
  [{ version: 0 }, 422, 'label/nothing'],
  [{ version: 0, note: '只有备注' }, 422, 'label/nothing'],
  [{ version: 0, entities: [{ kind: 'plate', name: '云A12345' }] }, 422, 'label/bad-entity'],
  [{ version: 0, sentiment: 'angry' }, 400, 'http/bad-request'],
  [{ version: 0, topics: ['bus', 'bus'] }, 400, 'http/bad-request'],
])('%j is refused', async (form, status, code) => {
  expect(await lin('POST', '/api/mentions/m2/label', form)).toMatchObject({ status, body: { code } })
})

test('only officers and analysts correct, and only what is there', async () => {
  const form = { version: 0, sentiment: 'neutral' }
  expect(await he('POST', '/api/mentions/m2/label', form)).toMatchObject({ status: 403 })
  expect(await lin('POST', '/api/mentions/m9/label', form)).toMatchObject({
    status: 404,
    body: { code: 'mention/none' },
  })
})

test('corrections are handed out with the texts they speak of, and no more once a text has changed', async () => {
  await lin('POST', '/api/mentions/m2/label', { version: 0, sentiment: 'neutral' })
  const rows = async () =>
    (await wen('GET', '/api/labels')).text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Json)
  expect(await rows()).toMatchObject([
    { id: 'm1', text: '公交司机真暖心', label: { sentiment: 'positive' } },
    { id: 'm2', text: '票价贵了', sourceId: 'forum-1', label: { sentiment: 'neutral' } },
  ])
  await stand.deps.index.write([mentionOf('m2', { text: '票价没变', contentVersion: 2 })])
  expect(await rows()).toMatchObject([{ id: 'm1' }])
  expect(await lin('GET', '/api/labels')).toMatchObject({ status: 403 })
})

test('the dictionary is kept as differences, each word once', async () => {
  expect((await lin('GET', '/api/dictionary')).body).toEqual({ version: 0, words: [] })
  const words = ['云巴', ' 招手即停 ', '云巴', '']
  const first = await wen('PUT', '/api/dictionary', { version: 0, words })
  expect(first.body).toEqual({ version: 1, words: ['云巴', '招手即停'] })
  const second = await wen('PUT', '/api/dictionary', { version: 1, words: ['招手即停', '水上巴士'] })
  expect(second.body).toEqual({ version: 2, words: ['招手即停', '水上巴士'] })
  const same = await wen('PUT', '/api/dictionary', { version: 2, words: ['招手即停', '水上巴士'] })
  expect(same.body).toMatchObject({ version: 2 })
  const { commits } = await stand.deps.ledger.history('dictionary', 'bureau')
  expect(commits.at(-1)!.moves[0]!.body).toEqual({ added: ['水上巴士'], removed: ['云巴'] })
})

test('lines that are not one word are named, and nothing changes', async () => {
  const form = { version: 2, words: ['云巴', '两个 词', '一', '逗号，'] }
  const { status, body } = await wen('PUT', '/api/dictionary', form)
  expect(status).toBe(422)
  expect(body).toMatchObject({ code: 'dictionary/bad-word', detail: '第 2 行“两个 词”、第 3 行“一”、第 4 行“逗号,”' })
  expect(await wen('PUT', '/api/dictionary', { version: 1, words: [] })).toMatchObject({ status: 409 })
  expect(await lin('PUT', '/api/dictionary', { version: 2, words: [] })).toMatchObject({ status: 403 })
  expect((await lin('GET', '/api/dictionary')).body).toMatchObject({ version: 2 })
})

const CSV =
  '\ufeff名称,类别,别名\r\n云安大道,道路,云安路；老云安路\n"云州,东站",站点,\n云州东站,车站,\n\n坏"行,道路\n云安大道,道路,云安主路\n'
const post = (by: Browser, version: number, csv: string) =>
  by('POST', `/api/names/import?version=${version}`, undefined, {
    payload: csv,
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  })

test('a table of names comes in row by row; bad rows are told and spoil no other', async () => {
  const { body } = await post(wen, 0, CSV)
  expect(body).toMatchObject({ version: 1, added: 2, changed: 0, unchanged: 0, refused: 2 })
  expect(body.report).toMatchObject([
    { row: 3, code: 'names/bad-kind' },
    { row: 5, code: 'names/bad-row' },
  ])
  const names = (await lin('GET', '/api/names')).body
  expect(names.entries).toMatchObject([
    { kind: 'road', name: '云安大道', aliases: ['云安路', '老云安路', '云安主路'] },
    { kind: 'station', name: '云州,东站', aliases: [] },
  ])
  expect((await post(wen, 1, CSV)).body).toMatchObject({ version: 1, added: 0, unchanged: 2 })
  expect((await post(wen, 1, '名字\n云安大道')).body).toMatchObject({ code: 'names/bad-heading' })
  expect((await post(wen, 0, CSV)).body).toMatchObject({ code: 'desk/stale' })
})

test('an entry keeps its id when its name changes; the same name twice is refused', async () => {
  const read = async () =>
    (await lin('GET', '/api/names')).body as unknown as { version: number; entries: { id: string; name: string }[] }
  const { version, entries } = await read()
  const [road, station] = entries
  const changed = await wen('PUT', '/api/names', { version, entries: [{ ...road, name: '云安快速路' }, station] })
  expect(changed.status).toBe(200)
  expect((await read()).entries[0]).toMatchObject({ id: road!.id, name: '云安快速路' })
  const twice = { kind: 'road', name: '云安快速路', aliases: [] }
  const refused = await wen('PUT', '/api/names', { version: version + 1, entries: [...entries, twice, twice] })
  expect(refused.body).toMatchObject({ code: 'names/twice' })
  const odd = await wen('PUT', '/api/names', {
    version: version + 1,
    entries: [{ kind: 'road', name: '路', aliases: [] }],
  })
  expect(odd.body).toMatchObject({ code: 'names/bad-name' })
  expect((await wen('PUT', '/api/names', { version: version + 1, entries: [] })).body).toMatchObject({ entries: [] })
})

test('a replay needs a period and the role', async () => {
  const bad = await wen('POST', '/api/reclassify', { from: 5, to: 5, apply: false })
  expect(bad).toMatchObject({ status: 422, body: { code: 'reclassify/bad-period' } })
  expect(await lin('POST', '/api/reclassify', { from: 1, to: 5, apply: false })).toMatchObject({ status: 403 })
  expect((await wen('GET', '/api/reclassify')).body).toMatchObject({ state: 'none', last: null })
})
