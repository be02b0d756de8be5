import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Analysed, Source } from '@guanlan/domain'
import { doorSecrets, openLog } from '@guanlan/runtime'
import { encodeGbk, workbook } from '@guanlan/scenario'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../contract/place.ts'
import type { Browser } from './browser.ts'
import { filesHolding } from './data-bytes.ts'
import { type FlowHouse, openFlowHouse } from './house.ts'
import { doorOf } from './sources.ts'

const PHONE = '13900001234'
const PRIVATE = [PHONE, '330100199001011234', '王小明', '云A·12345', 'linxiaoyu88']
const SAID = `我叫王小明，身份证330100199001011234，电话${PHONE}，微信：linxiaoyu88，私家车云A·12345挡住了203路站台，请有关部门尽快处理。`
const TITLE = `203路站台被占，请回电${PHONE}`

let house: FlowHouse
let lin: Browser
let data: string
let server: Server
let origin: string
let remove: () => Promise<void>
const logged: string[] = []

const PAGES: Readonly<Record<string, readonly [type: string, body: () => string]>> = {
  '/rss': [
    'application/rss+xml',
    () =>
      `<?xml version="1.0"?><rss version="2.0"><channel><title>论坛</title><item><guid>r1</guid><title>${TITLE}</title><link>${origin}/p/r1</link><author>小王${PHONE}</author><description>${SAID}</description></item></channel></rss>`,
  ],
  '/atom': [
    'application/atom+xml',
    () =>
      `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>论坛</title><entry><id>a1</id><title>${TITLE}</title><link href="${origin}/p/a1"/><updated>2026-11-24T09:00:00+08:00</updated><summary>${SAID}</summary></entry></feed>`,
  ],
  '/feed.json': [
    'application/feed+json',
    () =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: '论坛',
        items: [{ id: 'j1', url: `${origin}/p/j1`, title: TITLE, content_text: SAID }],
      }),
  ],
  '/statuses.json': [
    'application/json',
    () =>
      JSON.stringify({
        statuses: [
          {
            id: '5123456789012345679',
            created_at: 'Tue Nov 24 08:15:30 +0800 2026',
            text: SAID,
            user: { screen_name: `小王${PHONE}` },
          },
        ],
      }),
  ],
  '/list': [
    'text/html; charset=utf-8',
    () => `<html><body><ul><li><a href="/art/2026/1.html">203路站台被占市民求助</a></li></ul></body></html>`,
  ],
  '/sitemap.xml': [
    'application/xml',
    () =>
      `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>${origin}/art/2026/2.html</loc></url></urlset>`,
  ],
}
const article = () =>
  `<html><head><title>${TITLE}</title></head><body><h1>${TITLE}</h1><div>2026-11-24 09:00 来源：云州日报</div><div class="content"><p>${SAID}</p><p>${SAID}</p></div></body></html>`

beforeAll(async () => {
  const folder = await temporaryFolder()
  remove = folder.remove
  data = join(folder.path, 'data')
  server = createServer(({ url = '' }, response) => {
    const page = PAGES[url] ?? (url.startsWith('/art/') ? (['text/html; charset=utf-8', article] as const) : null)
    if (page === null) return void response.writeHead(404).end()
    response.setHeader('content-type', page[0]).end(page[1]())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const log = openLog('debug', { write: line => void logged.push(line) })
  house = await openFlowHouse({ hosts: [new URL(origin).host], config: { data }, log })
  await house.addPerson({ id: 'lin', name: '林晓舟', roles: ['officer'] })
  lin = await house.as('lin')
})
afterAll(async () => {
  await house.close()
  server.close()
  await remove()
})

const mentionOf = async (sourceId: string): Promise<Analysed | undefined> => {
  await house.settled()
  return (await house.ports.index.search({ query: null, filters: { sourceIds: [sourceId] } }, { limit: 5 })).mentions[0]
}

async function expectMasked(sourceId: string): Promise<void> {
  await expect.poll(() => mentionOf(sourceId)).toBeDefined()
  const mention = (await mentionOf(sourceId))!
  expect(`${mention.title}${mention.text}`).toMatch(/我叫\*{3}|请回电139\*{6}34/)
  for (const word of PRIVATE) expect(JSON.stringify(mention)).not.toContain(word)
  if (mention.evidence !== null) {
    expect(await house.ports.evidence.note(mention.evidence)).toMatchObject({ kind: 'unmasked' })
  }
}

test.each([
  ['rss', '/rss'],
  ['atom', '/atom'],
  ['jsonfeed', '/feed.json'],
  ['weibo-json', '/statuses.json'],
  ['list', '/list'],
  ['sitemap', '/sitemap.xml'],
] as const)('pulled: %s', async (kind, path) => {
  const id = `pulled-${kind}`
  const channel = kind === 'weibo-json' ? 'weibo' : kind === 'list' || kind === 'sitemap' ? 'news' : 'forum'
  await house.addSource({ ...doorOf(id, channel), kind, url: origin + path, schedule: '0 * * * *' } as Source)
  await house.crawler.crawl(id)
  await expectMasked(id)
})

test.each([
  ['JSON', 'application/json', JSON.stringify({ id: '1', title: TITLE, text: SAID, author: `小王${PHONE}` })],
  ['NDJSON', 'application/x-ndjson', `${JSON.stringify({ id: '2', title: TITLE, text: SAID })}\n`],
] as const)('pushed: %s', async (name, type, body) => {
  const id = `pushed-${name.toLowerCase()}`
  const key = await house.addSource(doorOf(id, 'board'))
  const answer = await house.anonymous.ask('POST', '/door/mentions', body, {
    authorization: `Bearer ${key}`,
    'content-type': type,
  })
  expect(answer).toMatchObject({ status: 202, body: { accepted: 1 } })
  await expectMasked(id)
})

test('pushed: a WeChat official account', async () => {
  const source = { ...doorOf('gongzhonghao', 'wechat'), kind: 'wechat-push', appId: 'wxabc1234567' } as Source
  await house.addSource(source)
  const { wechatToken } = await doorSecrets(house.ports.secrets, source)
  const timestamp = String(Math.floor(house.clock.now() / 1000))
  const signature = createHash('sha1').update([wechatToken, timestamp, 'n1'].toSorted().join('')).digest('hex')
  const xml = `<xml><ToUserName>gh_1</ToUserName><FromUserName>openid_qzx8817</FromUserName><CreateTime>${timestamp}</CreateTime><MsgType>text</MsgType><Content>${SAID}</Content><MsgId>24</MsgId></xml>`
  const path = `/door/wechat/gongzhonghao?timestamp=${timestamp}&nonce=n1&signature=${signature}`
  expect(await house.anonymous.ask('POST', path, xml, { 'content-type': 'text/xml' })).toMatchObject({ status: 200 })
  await expectMasked('gongzhonghao')
})

const csv = `工单号,诉求内容,来电人\nA1,"来电人王小明反映：家住春风里小区3幢2单元501室，${SAID}",王小明\n`
test.each([
  ['csv', 'hotline', Buffer.from(encodeGbk(csv))],
  ['ndjson', 'survey', Buffer.from(`${JSON.stringify({ id: '1', text: SAID, author: '王小明' })}\n`)],
  [
    'xlsx',
    'hotline',
    workbook([
      ['工单号', '诉求内容', '来电人'],
      ['B1', SAID, '王小明'],
    ]),
  ],
] as const)('imported: %s', async (format, channel, file) => {
  const id = `imported-${format}`
  await house.addSource({ ...doorOf(id, channel), kind: 'file' })
  const octets = { 'content-type': 'application/octet-stream' }
  const answer = await lin.ask('POST', `/api/import?source=${id}&format=${format}`, file, octets)
  expect(answer.status).toBeLessThan(300)
  await expectMasked(id)
})

test('rows that are refused tell their number and why, never what they say', async () => {
  const key = await house.addSource(doorOf('refusing', 'board'))
  const items = [{ text: SAID }, { id: '2', text: SAID, time: `时间${PHONE}` }, { id: '3', text: SAID, likes: PHONE }]
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const { body } = await house.anonymous.ask('POST', '/door/mentions', JSON.stringify(items), headers)
  for (const word of PRIVATE) expect(JSON.stringify(body)).not.toContain(word)
})

test('no line of the log holds any of it, at debug', () => {
  expect(logged.length).toBeGreaterThan(20)
  for (const word of PRIVATE) expect(logged.filter(line => line.includes(word))).toEqual([])
})

test('no file of the data folder holds any of it in the clear', async () => {
  await house.settled()
  expect(await filesHolding(data, [...PRIVATE, '3幢2单元501室', 'openid_qzx8817'])).toEqual([])
})
