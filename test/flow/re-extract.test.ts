import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Analysed, Json, Raw, ReextractionProgress } from '@guanlan/domain'
import { reextractionLines } from '@guanlan/host'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from './browser.ts'
import { type FlowHouse, openFlowHouse, TEN } from './house.ts'
import { doorOf } from './sources.ts'

type Ended = Exclude<ReextractionProgress, { state: 'none' }>

const article = (n: number) =>
  `<html><head><title>关于${n}路公交调整的公告-云州市交通运输局</title></head><body><h1>关于${n}路公交调整的公告</h1>` +
  `<div class="info">发布时间：2026-11-2${n} 09:30　来源：云州市交通运输局</div><div class="content">` +
  `<p>自11月28日起，${n}路公交车首班提前至五时三十分，末班延后至二十二时，沿途停靠站点不变，请市民合理安排出行时间。</p>`.repeat(
    3,
  ) +
  '</div></body></html>'
const list = `<html><body><ul>${[1, 2, 3].map(n => `<li><a href="/art/2026/${n}.html">关于${n}路公交调整的公告内容</a><span>2026-11-2${n}</span></li>`).join('')}</ul></body></html>`

let house: FlowHouse
let root: Browser
let server: Server

beforeAll(async () => {
  server = createServer(({ url }, response) => {
    const n = /\/art\/2026\/(\d)\.html/.exec(url ?? '')?.[1]
    if (url !== '/' && n === undefined) return void response.writeHead(404).end()
    response.setHeader('content-type', 'text/html; charset=utf-8').end(n === undefined ? list : article(Number(n)))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  house = await openFlowHouse({ hosts: [host] })
  await house.addPerson({ id: 'root', name: '管理员', roles: ['admin'] })
  root = await house.as('root')
  const pulled = { kind: 'list', url: `http://${host}/`, schedule: '0 * * * *', linkPattern: '/art/' } as const
  await house.addSource({ ...doorOf('gov-notices', 'gov'), ...pulled })
  await house.crawler.crawl('gov-notices')
  await house.settled()
})
afterAll(async () => {
  await house.close()
  server.close()
})

const mentions = async (): Promise<readonly Analysed[]> =>
  (await house.ports.index.search({ query: null, filters: {} }, { limit: 50 })).mentions

/** Puts a version of a mention in, as an older extractor would have read it from the same original. */
async function readBadly(mention: Analysed, change: Partial<Raw>): Promise<void> {
  const { sourceId, channel, url, title, text, author, authorIsOrganisation, publishedAt, mediaRank, region } = mention
  const { interactions, evidence, seenAt } = mention
  const said = { sourceId, channel, externalId: null, url, title, text, author, authorIsOrganisation, publishedAt }
  const raw = { ...said, mediaRank, region, interactions, evidence, fetchedAt: seenAt, ...change }
  await house.ports.bus.append('raw', [{ key: sourceId, body: raw as unknown as Json }])
  await house.settled()
}

async function reextract(apply: boolean, more: object = {}): Promise<Ended> {
  await root.post('/api/re-extract', { from: TEN - 1000, to: TEN + 3_600_000, apply, ...more })
  for (;;) {
    const now = await root.get<ReextractionProgress>('/api/re-extract')
    if (now.state !== 'running') {
      await house.settled()
      return now as Ended
    }
  }
}

test('nothing reads otherwise while the extractor is the same', async () => {
  expect(await mentions()).toHaveLength(3)
  const ended = await reextract(false)
  expect(ended).toMatchObject({ state: 'done', items: 3, changed: 0, fresh: 0, unread: {} })
  expect(ended.table.every(({ same, changed, found, lost }) => same === 3 && changed + found + lost === 0)).toBe(true)
})

test('what an older extractor read badly is shown before and after, and nothing is written', async () => {
  const [one, two] = (await mentions()).toSorted((a, b) => (a.title < b.title ? -1 : 1))
  await readBadly(one!, { title: '公告', text: `${one!.text.slice(0, 40)}` })
  await readBadly(two!, { text: `导航 首页 ${two!.text}`, publishedAt: null })
  const before = await mentions()
  const ended = await reextract(false, { source: 'gov-notices' })
  expect(ended).toMatchObject({ state: 'done', items: 3, changed: 2 })
  expect(ended.table).toMatchObject([
    { field: 'title', changed: 1 },
    { field: 'publishedAt', found: 1 },
    { field: 'author', same: 3 },
    { field: 'text', changed: 2 },
  ])
  expect(ended.differences).toContainEqual(
    expect.objectContaining({ field: 'title', before: '公告', after: '关于1路公交调整的公告' }),
  )
  const told = reextractionLines(ended).join('\n')
  expect(told).toMatch(/对比（未改动）：读原文 \d+ 份，对应提及 3 条，其中 2 条读法有变/)
  expect(await mentions()).toEqual(before)
  await root.refused('/api/re-extract', { from: 5, to: 5, apply: false }, 're-extract/bad-period')
  await root.refused('/api/re-extract', { from: 5, to: 6, source: 'nobody', apply: false }, 'record/none')
})

test('applied, it makes new versions the ordinary way; a time alone does too; applied again, nothing', async () => {
  const three = (await mentions()).find(({ contentVersion }) => contentVersion === 1)!
  expect(await reextract(true)).toMatchObject({ state: 'done', changed: 2 })
  const read = (await mentions()).toSorted((a, b) => (a.title < b.title ? -1 : 1))
  expect(read.map(({ title }) => title)).toEqual([1, 2, 3].map(n => `关于${n}路公交调整的公告`))
  expect(read.map(({ contentVersion }) => contentVersion).toSorted()).toEqual([1, 3, 3])
  expect(read.every(({ publishedAt }) => publishedAt !== null)).toBe(true)
  await house.ports.index.write([{ ...three, publishedAt: null, analysis: { ...three.analysis, run: 7 } }])
  expect(await reextract(true)).toMatchObject({ changed: 1 })
  const again = (await mentions()).find(({ id }) => id === three.id)!
  expect(again).toMatchObject({ contentVersion: 2, publishedAt: three.publishedAt })
  expect(await reextract(true)).toMatchObject({ state: 'done', changed: 0 })
  const { commits } = await house.ports.ledger.history('evidence', 're-extraction')
  const types = commits.flatMap(({ moves }) => moves.map(({ type }) => type))
  expect(types.slice(0, 2)).toEqual(['re-extraction-started', 're-extraction-ended'])
})
