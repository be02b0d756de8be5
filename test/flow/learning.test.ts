import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Json, Mention, Sentiment } from '@guanlan/domain'
import { isHeldBack, trainSentiment } from '@guanlan/text/train'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bareMention } from '../contract/mention-sample.ts'
import { temporaryFolder } from '../contract/place.ts'
import { MAIN } from '../distributed/guanlan.ts'
import type { Browser } from './browser.ts'
import { type FlowHouse, openFlowHouse, PASSWORD, TEN } from './house.ts'

/** Chapters of one story: two corrections on the desk become a model, and the model goes over the mentions again. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let house: FlowHouse
let lin: Browser
let data: string
let sets: string
let firstModel: string

const OPINIONS: Readonly<Record<Sentiment, readonly string[]>> = {
  negative: [
    '等了一个钟头没见车影',
    '司机骂骂咧咧',
    '路修了又挖挖了又修',
    '电话没人接',
    '车里又脏又臭',
    '说好的补贴没发',
  ],
  neutral: ['末班车改到九点半', '请问在哪里换证', '站牌向东移了二十米', '会议定在周三', '票价两元', '明天起绕行滨河路'],
  positive: ['师傅扶老人上车', '办事真快', '新车坐着舒服', '路灯亮了心里也亮了', '客服耐心细致', '捡到手机送回来了'],
}
const rows = Object.entries(OPINIONS).flatMap(([label, texts]) =>
  texts.map((text, at) => ({ id: `${label}-${at}`, text, label })),
)

function writeSet(sets: string, rows: readonly object[]): void {
  mkdirSync(join(sets, 'ewect_usual'), { recursive: true })
  const lines = rows.map(row => JSON.stringify(row)).join('\n')
  writeFileSync(join(sets, 'ewect_usual', 'train.ndjson.gz'), gzipSync(lines))
}

/** What people in this city say that nobody taught the machine. */
const SAID = '这班云巴稳如老狗，绝绝子，yyds'
const freeIds = Array.from({ length: 40 }, (_, i) => `m${i}`).filter(id => !isHeldBack(id))

const mention = (id: string, text: string) =>
  bareMention({ id, contentHash: id, sourceId: 'forum-1', channel: 'forum', text, seenAt: TEN })
const said = async (...mentions: readonly Mention[]) => {
  const messages = mentions.map(one => ({ key: one.id, body: one as unknown as Json }))
  await house.ports.bus.append('mentions', messages)
  await house.settled()
  await house.ports.index.refresh()
}

/** Runs a command line of ours, the password on its input. */
async function guanlan(...words: readonly string[]): Promise<Readonly<{ code: number | null; told: string }>> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words], {
    env: { ...process.env, GUANLAN_LOG_LEVEL: 'silent' },
  })
  child.stdin.end(`${PASSWORD}\n`)
  let told = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      told += chunk
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, told }
}

type View = Readonly<{
  id: string
  sentiment: Sentiment
  model: string
  run: number
  label: { sentiment: Sentiment } | null
}>
const view = (id: string) => lin.get<View>(`/api/mentions/${id}`)
const saidRight = async () => {
  const q = encodeURIComponent('云巴')
  return (await lin.get<{ mentions: View[] }>(`/api/search?q=${q}&sentiment=${right}`)).mentions.map(({ id }) => id)
}

beforeAll(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'data')
  sets = join(folder.path, 'sets')
  writeSet(sets, rows)
  const { bytes, model } = trainSentiment(sets)
  firstModel = model.version
  mkdirSync(join(data, 'models'), { recursive: true })
  writeFileSync(join(data, 'models', 'first.bin'), bytes)
  writeFileSync(join(data, 'models', 'current.json'), JSON.stringify({ sentiment: 'first.bin' }))
  house = await openFlowHouse({ config: { data } })
  await house.addPerson({ id: 'lin', name: '林晓舟', roles: ['officer'] })
  await house.addPerson({ id: 'wen', name: '闻思远', roles: ['analyst'] })
  lin = await house.as('lin')
}, 120_000)
afterAll(async () => {
  await house.close()
  await folder.remove()
})

let before: View
let right: Sentiment

test('the house judges with the model its bureau trained', async () => {
  const [a, b, c] = freeIds
  await said(mention(a!, SAID), mention(b!, `${SAID}！`), mention(c!, `听说${SAID}`))
  before = await view(a!)
  expect(before).toMatchObject({ run: 1, label: null, model: expect.stringContaining(firstModel) })
})

test('two officers’ corrections stand beside the machine’s labels, which stay', async () => {
  right = before.sentiment === 'positive' ? 'negative' : 'positive'
  for (const id of freeIds.slice(0, 2)) await lin.post(`/api/mentions/${id}/label`, { version: 0, sentiment: right })
  expect(await view(freeIds[0]!)).toMatchObject({ sentiment: before.sentiment, label: { sentiment: right } })
})

test('training takes the corrections in and keeps a model that is worse nowhere, under its version', async () => {
  const { code, told } = await guanlan(
    'train',
    '--sets',
    sets,
    '--with-corrections',
    '--account',
    'wen',
    '--data',
    data,
  )
  expect(told).toContain('更正 2 条')
  expect({ code, told }).toMatchObject({ code: 0 })
  const { sentiment } = JSON.parse(readFileSync(join(data, 'models', 'current.json'), 'utf8')) as { sentiment: string }
  expect(sentiment).toMatch(/^sentiment-[0-9a-f]{12}\.bin$/)
  expect(sentiment).not.toContain(firstModel)
  expect(existsSync(join(data, 'models', 'first.bin'))).toBe(true)
}, 120_000)

test('a dry replay tells what would change and changes nothing; applied, the new labels are in search', async () => {
  const period = ['--from', '2026-11-24', '--to', '2026-11-24', '--account', 'wen', '--data', data]
  const dry = await guanlan('reclassify', ...period)
  expect(dry.told).toContain('试算（未改动）：3 / 3 条')
  expect(await view(freeIds[0]!)).toMatchObject({ sentiment: before.sentiment, run: 1 })
  const applied = await guanlan('reclassify', ...period, '--apply')
  expect(applied).toMatchObject({ code: 0, told: expect.stringContaining('重新研判：3 / 3 条') })
  await house.settled()
  await house.ports.index.refresh()
  for (const id of freeIds.slice(0, 2)) {
    expect(await view(id)).toMatchObject({ sentiment: right, run: 2, label: { sentiment: right } })
  }
  expect(await saidRight()).toEqual(expect.arrayContaining(freeIds.slice(0, 2)))
  expect((await view(freeIds[0]!)).model).not.toContain(firstModel)
  expect(await house.ports.bus.deadLetters({ limit: 10 })).toEqual([])
}, 120_000)

test('from the replay on, what comes new is judged by the new model too, without a restart', async () => {
  const { model } = await view(freeIds[0]!)
  for (let i = 0; ; i++) {
    await said(mention(`n${i}`, `${SAID}${i}`))
    const latest = await view(`n${i}`)
    expect(latest.run).toBe(1)
    if (latest.model === model) break
  }
}, 120_000)

/** Labels turned round in what is learned from, right in what is held back. */
function misleadingSets(): string {
  const misleading = join(folder.path, 'misleading')
  const turned: Readonly<Record<string, Sentiment>> = { negative: 'positive', positive: 'negative' }
  const many = Array.from({ length: 25 }, (_, day) =>
    rows.map(({ id, text, label }) => ({ id: `${id}-${day}`, text: `${day + 1}号，${text}`, label })),
  ).flat()
  const told = many.map(row => (isHeldBack(row.id) ? row : { ...row, label: turned[row.label] ?? row.label }))
  writeSet(misleading, told)
  return misleading
}

test('a model that is worse than the one in use is refused, with the part that fell', async () => {
  const fresh = join(folder.path, 'fresh')
  const { code, told } = await guanlan('train', '--sets', misleadingSets(), '--data', fresh)
  expect({ code, told }).toMatchObject({
    code: 1,
    told: expect.stringMatching(/未采用：.*ewect_usual 留出部分.*变差/),
  })
  expect(existsSync(join(fresh, 'models', 'current.json'))).toBe(false)
}, 120_000)
