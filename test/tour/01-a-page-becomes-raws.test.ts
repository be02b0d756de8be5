/**
 * Chapter 1. A page becomes raws.
 *
 * Everything begins with a source 信源: one address that we poll. Here it is the news list of a small web site that this chapter
 * serves itself. The crawler reads the list, follows what is new and hands on raws 原始条目: extracted fields, never page bytes.
 * What the page looked like is kept apart, as evidence under its SHA-256.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crawlHouse, sourceOf, type TestSite, testSite } from '../flow/crawl-house.ts'

const article = (title: string, text: string) =>
  `<html><head><title>${title}_云州交通网</title></head><body>
    <nav><a href="/">首页</a> <a href="/about.html">关于我们</a></nav>
    <h1>${title}</h1><p>2026-11-24 08:14　来源：云州市交通运输局</p>
    <div class="content"><p>${text}</p><p>市民如有疑问，可拨打12328咨询。</p></div>
    <footer>版权所有</footer></body></html>`
const list = (...titles: readonly string[]) =>
  `<ul>${titles.map((title, i) => `<li><a href="/news/20261124${i}.html">${title}</a></li>`).join('')}</ul>`

let site: TestSite
let house: Awaited<ReturnType<typeof crawlHouse>>

beforeAll(async () => {
  site = await testSite()
  house = await crawlHouse(site)
  const [first, second] = ['95路公交调整行车路线的公告', '大桥北引道夜间养护的公告']
  site.routes.set('/news/', list(first, second))
  site.routes.set('/news/202611240.html', article(first, '95路今起改走沿江大道，请市民留意站牌。'))
  site.routes.set('/news/202611241.html', article(second, '大桥北引道今夜起养护，联系人电话13900001234。'))
  house.sources.set('news', sourceOf(site, 'list', '/news/'))
})
afterAll(async () => {
  await house.close()
  await site.close()
})

test('the list is read, each article becomes one raw: title and text without the page around them', async () => {
  const health = await house.crawler.crawl('test-list')
  expect(health).toMatchObject({ lastError: null, itemsTotal: 2 })
  const raws = await house.raws(2)
  const raw = raws.find(({ title }) => title.startsWith('95路'))!
  expect(raw).toMatchObject({
    title: '95路公交调整行车路线的公告',
    text: '95路今起改走沿江大道，请市民留意站牌。\n市民如有疑问，可拨打12328咨询。',
    publishedAt: Date.parse('2026-11-24T08:14:00+08:00'), // as the page states it: kept, but it orders nothing
    fetchedAt: house.clock.now(), // when we read it
    interactions: { reads: null, likes: null, comments: null, reposts: null }, // null: the page gives none, which is not zero
  })
})

test('private numbers are covered before the raw is handed on; the page as it was lies sealed in evidence', async () => {
  const raws = await house.raws(2)
  const raw = raws.find(({ title }) => title.startsWith('大桥'))!
  expect(raw.text).toContain('139******34')
  const { note, bytes } = await house.evidence.get(raw.evidence!)
  expect(note.kind).toBe('unmasked') // encrypted on disk, with a key of its own
  expect(new TextDecoder().decode(bytes)).toContain('13900001234')
})

test('reading the same source again hands on nothing: the frontier remembers every address and what it said', async () => {
  await house.crawler.crawl('test-list')
  expect(house.handed()).toBe(2)
})

test('a page that fails is no silence: the source says what is wrong, by a code with words for people', async () => {
  site.routes.set('/news/', '<html><body>网站升级中</body></html>')
  expect(await house.crawler.crawl('test-list')).toMatchObject({ lastError: 'crawl/no-links', failuresInRow: 1 })
})
