import { MINUTE_MS, SECOND_MS } from '@guanlan/domain'
import { afterEach, expect, test } from 'vitest'
import { crawlHouse, sourceOf, TEN, type TestSite, testSite } from './crawl-house.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function setUp(options: Parameters<typeof crawlHouse>[1] = {}) {
  const site = await testSite()
  const house = await crawlHouse(site, options)
  open.push(site.close, () => house.close())
  return { site, house }
}

const rss = (items: readonly string[]) =>
  `<rss version="2.0"><channel><title>云州新闻</title>${items
    .map(
      title =>
        `<item><guid>${title}</guid><title>${title}</title><link>/n/${title}.html</link><pubDate>Tue, 24 Nov 2026 00:14:09 GMT</pubDate><description>${title}的正文，咨询电话13900001234。</description></item>`,
    )
    .join('')}</channel></rss>`
const page = (title: string) =>
  `<html><head><title>${title}_云州网</title></head><body><h1>${title}</h1><div>2026-11-24 08:14 来源：云州晚报</div><div class="content"><p>${title}，市交通运输局表示将尽快处理。</p><p>市民可以拨打12328反映情况。</p></div></body></html>`
const list = (site: TestSite, from: number, to: number, next?: string) => {
  for (let i = from; i <= to; i++) site.routes.set(`/n/2026${i}.html`, page(`第${i}条交通消息的标题`))
  const links = Array.from(
    { length: to - from + 1 },
    (_, i) => `<li><a href="/n/2026${from + i}.html">第${from + i}条交通消息的标题</a></li>`,
  )
  return `<ul>${links.join('')}</ul>${next === undefined ? '' : `<a href="${next}">下一页</a>`}`
}

test('a feed: each item once, an edit again, the phone number masked, the evidence kept as it came', async () => {
  const { site, house } = await setUp()
  site.routes.set('/rss', rss(['公交晚点', '道路坑槽']))
  house.sources.set('a', sourceOf(site, 'rss', '/rss'))
  expect(await house.crawler.crawl('test-rss')).toMatchObject({ lastError: null, itemsLastRun: 2, itemsTotal: 2 })
  const [first] = await house.raws(2)
  expect(first).toMatchObject({
    externalId: '公交晚点',
    url: `${site.origin}/n/${encodeURI('公交晚点')}.html`,
    text: '公交晚点的正文，咨询电话139******34。',
  })
  const kept = await house.evidence.get(first!.evidence!)
  expect(new TextDecoder().decode(kept.bytes)).toContain('13900001234')
  expect(kept.note.kind).toBe('unmasked')
  expect(await house.crawler.crawl('test-rss')).toMatchObject({ itemsLastRun: 0, itemsTotal: 2 })
  site.routes.set('/rss', rss(['公交晚点', '道路坑槽']).replace('道路坑槽的正文', '道路坑槽已修复'))
  expect(await house.crawler.crawl('test-rss')).toMatchObject({ itemsLastRun: 1, itemsTotal: 3 })
  expect((await house.raws(3))[2]).toMatchObject({
    externalId: '道路坑槽',
    text: '道路坑槽已修复，咨询电话139******34。',
  })
})

test('conditional GET: an unchanged feed costs no body', async () => {
  const { site, house } = await setUp()
  const answers: number[] = []
  site.routes.set('/rss', (request, response) => {
    const same = request.headers['if-none-match'] === '"v1"'
    answers.push(same ? 304 : 200)
    response.writeHead(same ? 304 : 200, { etag: '"v1"' }).end(same ? undefined : rss(['公交晚点']))
  })
  house.sources.set('a', sourceOf(site, 'rss', '/rss'))
  for (let i = 0; i < 3; i++) await house.crawler.crawl('test-rss')
  expect(answers).toEqual([200, 304, 304])
  expect(await house.raws(1)).toHaveLength(1)
  expect(house.crawler.health()[0]).toMatchObject({ lastError: null, lastSuccessAt: TEN })
})

test('a list: the first run follows older pages, later runs only what is new, no article twice', async () => {
  const { site, house } = await setUp()
  site.routes.set('/list', list(site, 1021, 1030, '/list?page=2'))
  site.routes.set('/list?page=2', list(site, 1011, 1020, '/list?page=3'))
  site.routes.set('/list?page=3', list(site, 1001, 1010))
  house.sources.set('a', sourceOf(site, 'list', '/list', { backfillPages: 1 }))
  expect(await house.crawler.crawl('test-list')).toMatchObject({ itemsTotal: 20, lastError: null })
  expect((await house.raws(20))[0]).toMatchObject({
    author: '云州晚报',
    authorIsOrganisation: true,
    publishedAt: Date.parse('2026-11-24T08:14:00+08:00'),
    externalId: null,
  })
  site.routes.set('/list', list(site, 1022, 1031, '/list?page=2'))
  site.asked.length = 0
  expect(await house.crawler.crawl('test-list')).toMatchObject({ itemsLastRun: 1, itemsTotal: 21 })
  expect(site.asked).toEqual(['/list', '/n/20261031.html'])
})

test('a gap is closed: when all on the first page is new, older pages are looked at', async () => {
  const { site, house } = await setUp()
  site.routes.set('/list', list(site, 1001, 1003))
  house.sources.set('a', sourceOf(site, 'list', '/list'))
  await house.crawler.crawl('test-list')
  site.routes.set('/list', list(site, 1010, 1012, '/list?page=2'))
  site.routes.set('/list?page=2', list(site, 1003, 1009, '/list?page=3'))
  expect(await house.crawler.crawl('test-list')).toMatchObject({ itemsTotal: 3 + 9 })
  expect(site.asked).not.toContain('/list?page=3')
})

test('a sitemap index: newest parts first, as many as back-fill allows', async () => {
  const { site, house } = await setUp()
  const day = (n: number) => `<sitemap><loc>/map-${n}.xml</loc><lastmod>2026-11-${20 + n}</lastmod></sitemap>`
  site.routes.set('/sitemap.xml', `<sitemapindex>${[1, 2, 3, 4].map(day).join('')}</sitemapindex>`)
  for (const n of [1, 2, 3, 4]) {
    list(site, 1000 + n, 1000 + n)
    site.routes.set(`/map-${n}.xml`, `<urlset><url><loc>${site.origin}/n/2026${1000 + n}.html</loc></url></urlset>`)
  }
  house.sources.set('a', sourceOf(site, 'sitemap', '/sitemap.xml', { backfillPages: 3 }))
  expect(await house.crawler.crawl('test-sitemap')).toMatchObject({ itemsTotal: 3 })
  expect(site.asked.filter(url => url.startsWith('/map'))).toEqual(['/map-4.xml', '/map-3.xml', '/map-2.xml'])
})

test('robots.txt is read once and obeyed', async () => {
  const { site, house } = await setUp()
  site.routes.set('/robots.txt', 'User-agent: *\nDisallow: /n/20261001')
  site.routes.set('/list', list(site, 1001, 1002))
  house.sources.set('a', sourceOf(site, 'list', '/list'))
  await house.crawler.crawl('test-list')
  await house.crawler.crawl('test-list')
  expect(site.asked.filter(url => url === '/robots.txt')).toHaveLength(1)
  expect(site.asked).not.toContain('/n/20261001.html')
  expect(await house.raws(1)).toHaveLength(1)
  house.clock.advance(25 * 60 * MINUTE_MS)
  site.routes.set('/robots.txt', 'User-agent: GuanlanBot\nDisallow: /')
  expect(await house.crawler.crawl('test-list')).toMatchObject({ lastError: 'crawl/robots', failuresInRow: 1 })
})

test('a host without an answer for robots.txt is left alone, not given up', async () => {
  const { site, house } = await setUp()
  site.routes.set('/robots.txt', (_, response) => response.writeHead(503).end())
  site.routes.set('/rss', rss(['公交晚点']))
  house.sources.set('a', sourceOf(site, 'rss', '/rss'))
  expect(await house.crawler.crawl('test-rss')).toMatchObject({ lastError: 'crawl/robots-unreachable' })
  expect(site.asked).toEqual(['/robots.txt'])
  house.clock.advance(11 * MINUTE_MS)
  site.routes.delete('/robots.txt')
  expect(await house.crawler.crawl('test-rss')).toMatchObject({ lastError: null, itemsTotal: 1 })
})

test('one host is asked once per three seconds, and by nobody else meanwhile', async () => {
  const { site, house } = await setUp({ paceMs: 3 * SECOND_MS })
  const at: number[] = []
  for (const path of ['/a', '/b']) {
    site.routes.set(path, (_, response) => {
      at.push(house.clock.now() - TEN)
      response.end(rss([path]))
    })
  }
  house.sources.set('a', sourceOf(site, 'rss', '/a', { id: 'one', crawlDelayMs: null }))
  house.sources.set('b', sourceOf(site, 'rss', '/b', { id: 'two', crawlDelayMs: null }))
  const runs = Promise.all([house.crawler.crawl('one'), house.crawler.crawl('two')])
  await house.clock.waiting(1)
  house.clock.advance(2 * SECOND_MS)
  house.clock.advance(1 * SECOND_MS)
  await runs
  expect(at).toEqual([0, 3000])
})

test('schedules: new sources at once, then when the clock has come round; ten missed turns are one run', async () => {
  const { site, house } = await setUp()
  site.routes.set('/rss', rss(['公交晚点']))
  house.sources.set('a', sourceOf(site, 'rss', '/rss'))
  house.sources.set('b', sourceOf(site, 'rss', '/rss', { id: 'paused', active: false }))
  expect(await house.crawler.tick(TEN)).toBe(1)
  await house.raws(1)
  await house.crawler.crawl('test-rss')
  expect(house.crawler.health()[0]!.nextDueAt).toBe(TEN + 5 * MINUTE_MS)
  expect(await house.crawler.tick(TEN + 4 * MINUTE_MS)).toBe(0)
  expect(await house.crawler.tick(TEN + 60 * MINUTE_MS)).toBe(1)
  expect(await house.crawler.tick(TEN + 60 * MINUTE_MS)).toBe(0) // asked for already
})

test('a preview shows what would be collected and keeps nothing', async () => {
  const { site, house } = await setUp()
  site.routes.set('/list', list(site, 1001, 1005))
  const shown = await house.crawler.preview(sourceOf(site, 'list', '/list'))
  expect(shown).toMatchObject({ links: 5, unread: [] })
  expect(shown.raws.map(raw => raw.title)).toEqual([
    '第1001条交通消息的标题',
    '第1002条交通消息的标题',
    '第1003条交通消息的标题',
  ])
  expect(await house.frontier.unseen('test-list', [`${site.origin}/n/20261001.html`])).toHaveLength(1)
  expect(house.handed()).toBe(0)
  await expect(house.crawler.preview(sourceOf(site, 'rss', '/none'))).rejects.toMatchObject({ code: 'fetch/status' })
})

test('what was discovered is not lost: a crawler that stops half-way goes on where it was', async () => {
  const site = await testSite()
  const house = await crawlHouse(site)
  site.routes.set('/list', list(site, 1001, 1040))
  house.sources.set('a', sourceOf(site, 'list', '/list'))
  let stopping: Promise<void> | undefined
  const original = site.routes.get('/n/20261010.html') as string
  site.routes.set('/n/20261010.html', (_, response) => {
    stopping ??= house.crawler.stop()
    response.end(original)
  })
  const run = house.crawler.crawl('test-list')
  await run
  await stopping
  const done = house.handed()
  await house.close(true)
  const again = await crawlHouse(site, { folder: house.folder, group: 'later' })
  open.push(site.close, () => again.close())
  again.sources.set('a', sourceOf(site, 'list', '/list'))
  site.asked.length = 0
  await again.crawler.tick(TEN + MINUTE_MS)
  const raws = await again.raws(40)
  expect(new Set(raws.map(raw => raw.url)).size).toBe(40)
  expect(site.asked.filter(url => url.startsWith('/n/')).length).toBeLessThanOrEqual(40 - Math.min(done, 8))
})
