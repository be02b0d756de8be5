import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@guanlan/domain'
import { afterEach, expect, test } from 'vitest'
import { gather } from '../contract/gather.ts'
import { crawlHouse, sourceOf, TEN, testSite } from './crawl-house.ts'

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

const rss = (...titles: readonly string[]) =>
  `<rss version="2.0"><channel><title>云州新闻</title>${titles
    .map(
      title =>
        `<item><guid>${title}</guid><title>${title}</title><link>/n/${encodeURIComponent(title)}.html</link><pubDate>Tue, 24 Nov 2026 00:14:09 GMT</pubDate><description>${title}的正文。</description></item>`,
    )
    .join('')}</channel></rss>`
const article = (title: string) =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><div>2026-11-24 08:14 来源：云州晚报</div><div class="content"><p>${title}，市交通运输局表示将尽快处理。</p><p>市民可以拨打12328反映情况。</p></div></body></html>`
const list = (numbers: readonly number[]) =>
  `<ul>${numbers.map(n => `<li><a href="/n/2026${n}.html">第${n}条交通消息的标题</a></li>`).join('')}</ul>`

test('a slow host is asked less often: five times as long as its answer took', async () => {
  const { site, house } = await setUp({ paceMs: 3 * SECOND_MS })
  const at: number[] = []
  site.routes.set('/a', (_, response) => {
    at.push(house.clock.now() - TEN)
    house.clock.advance(2 * SECOND_MS) // how long the answer takes
    response.end(rss(`消息${at.length}`))
  })
  house.sources.set('a', sourceOf(site, 'rss', '/a', { crawlDelayMs: null }))
  await house.crawler.crawl('test-rss')
  const again = house.crawler.crawl('test-rss')
  await house.clock.waiting(1)
  house.clock.advance(10 * SECOND_MS)
  await again
  expect(at).toEqual([0, 12 * SECOND_MS]) // two seconds of answer, ten of rest
})

test('Crawl-delay of robots.txt counts where it is longer than ours', async () => {
  const { site, house } = await setUp({ paceMs: 1000 })
  const at: number[] = []
  site.routes.set('/robots.txt', 'User-agent: *\nCrawl-delay: 20')
  site.routes.set('/a', (_, response) => {
    at.push(house.clock.now() - TEN)
    response.end(rss('消息'))
  })
  house.sources.set('a', sourceOf(site, 'rss', '/a', { crawlDelayMs: null }))
  await house.crawler.crawl('test-rss')
  const again = house.crawler.crawl('test-rss')
  await house.clock.waiting(1)
  house.clock.advance(20 * SECOND_MS)
  await again
  expect(at[1]! - at[0]!).toBe(20 * SECOND_MS)
})

test('a source with hours of its own is asked in them alone, and its health says why it waits', async () => {
  const { site, house } = await setUp()
  site.routes.set('/rss', rss('公交晚点'))
  house.sources.set('a', sourceOf(site, 'rss', '/rss', { fetchWindow: '01:00-06:00' }))
  const opens = Date.parse('2026-11-25T01:00:00+08:00')
  expect(await house.crawler.tick(TEN)).toBe(0)
  expect(house.crawler.health()[0]).toMatchObject({ holding: { reason: 'window', until: opens }, lastAttemptAt: null })
  expect(await house.crawler.crawl('test-rss')).toMatchObject({
    lastAttemptAt: null,
    lastError: null,
    nextDueAt: opens,
  })
  await expect(house.crawler.preview(house.sources.get('a')!)).rejects.toMatchObject({ code: 'crawl/outside-window' })
  expect(site.asked).toEqual([])
  house.clock.advance(opens - TEN)
  expect(await house.crawler.tick(opens)).toBe(1)
  await house.raws(1)
  expect((await house.crawler.crawl('test-rss')).holding).toBeNull()
})

test('429 holds the whole host back: other sources of it wait too, nothing is lost, and it goes on where it was', async () => {
  const { site, house } = await setUp()
  site.routes.set('/list', list([1001, 1002, 1003]))
  for (const n of [1001, 1002, 1003]) site.routes.set(`/n/2026${n}.html`, article(`第${n}条交通消息的标题`))
  site.routes.set('/n/20261002.html', (_, response) => response.writeHead(429, { 'retry-after': '600' }).end())
  site.routes.set('/rss', rss('公交晚点'))
  house.sources.set('a', sourceOf(site, 'list', '/list'))
  house.sources.set('b', sourceOf(site, 'rss', '/rss', { id: 'other' }))
  const health = await house.crawler.crawl('test-list')
  expect(health).toMatchObject({ lastError: null, itemsTotal: 1, errors: { 'fetch/busy': 1 } })
  expect(health.holding).toMatchObject({ reason: 'asked' })
  expect(health.holding!.until).toBeGreaterThanOrEqual(TEN + 600 * SECOND_MS)
  const asked = [...site.asked]
  expect(await house.crawler.crawl('other')).toMatchObject({ lastAttemptAt: null, holding: { reason: 'asked' } })
  await expect(house.crawler.preview(house.sources.get('b')!)).rejects.toMatchObject({ code: 'crawl/host-resting' })
  expect(site.asked).toEqual(asked)
  site.routes.set('/n/20261002.html', article('第1002条交通消息的标题'))
  house.clock.advance(20 * MINUTE_MS)
  expect(await house.crawler.crawl('other')).toMatchObject({ lastError: null, holding: null })
  expect(await house.crawler.crawl('test-list')).toMatchObject({ itemsTotal: 3, holding: null })
  const pages = site.asked.filter(path => path.startsWith('/n/'))
  expect(pages.filter(path => path === '/n/20261001.html')).toHaveLength(1) // what was read is not read again
})

test('a dead host: the circuit opens, is told in the health, and one probe closes it', async () => {
  const { site, house } = await setUp({ deadlineMs: 300 })
  let alive = false
  site.routes.set('/rss', (request, response) => {
    if (alive) response.end(rss('公交恢复'))
    else request.socket.destroy()
  })
  house.sources.set('a', sourceOf(site, 'rss', '/rss'))
  for (let i = 0; i < 5; i++) {
    house.clock.advance(HOUR_MS)
    await house.crawler.crawl('test-rss')
  }
  expect(house.crawler.health()[0]).toMatchObject({
    lastError: 'fetch/network',
    failuresInRow: 5,
    circuit: { state: 'open', failures: 5 },
    holding: { reason: 'circuit' },
    errors: { 'fetch/network': 5 },
  })
  const { length } = site.asked
  await house.crawler.crawl('test-rss')
  expect(site.asked).toHaveLength(length)
  house.clock.advance(2 * MINUTE_MS)
  alive = true
  expect(await house.crawler.crawl('test-rss')).toMatchObject({
    lastError: null,
    circuit: { state: 'closed', failures: 0 },
    holding: null,
    itemsTotal: 1,
  })
})

test('robots.txt is kept unless a person took it upon themselves, for one host and with a reason', async () => {
  const { site, house } = await setUp()
  site.routes.set('/robots.txt', 'User-agent: *\nDisallow: /')
  site.routes.set('/rss', rss('公交晚点'))
  const source = sourceOf(site, 'rss', '/rss')
  house.sources.set('a', source)
  expect(await house.crawler.crawl('test-rss')).toMatchObject({
    lastError: 'crawl/robots',
    errors: { 'crawl/robots': 1 },
  })
  const override = { reason: '网站主办处室书面同意', by: '李明', at: TEN }
  house.sources.set('a', { ...source, robotsOverride: { ...override, host: 'www.else.example' } })
  expect(await house.crawler.crawl('test-rss')).toMatchObject({ lastError: 'crawl/robots' })
  house.sources.set('a', { ...source, robotsOverride: { ...override, host: site.host } })
  expect(await house.crawler.crawl('test-rss')).toMatchObject({ lastError: null, itemsTotal: 1 })
})

test('an adaptive source finds its interval between its bounds', async () => {
  const { site, house } = await setUp()
  let published = 1
  site.routes.set('/rss', (_, response) =>
    response.end(rss(...Array.from({ length: published }, (_, n) => `消息${n}`))),
  )
  house.sources.set('a', sourceOf(site, 'rss', '/rss', { schedule: 'adaptive 5-120' }))
  const visit = async () => {
    const { nextDueAt, everyMs } = await house.crawler.crawl('test-rss')
    house.clock.advance(nextDueAt! - house.clock.now())
    return everyMs! / MINUTE_MS
  }
  expect(await visit()).toBe(120) // nothing known
  for (let i = 0; i < 12; i++) {
    published += 5
    await visit()
  }
  published += 20
  const busy = await visit()
  expect(busy).toBeGreaterThanOrEqual(5)
  expect(busy).toBeLessThan(15)
  let quiet = 0
  for (const until = house.clock.now() + 12 * HOUR_MS; house.clock.now() < until; ) quiet = await visit()
  expect(quiet).toBeGreaterThan(2 * busy)
  expect(quiet).toBeLessThanOrEqual(120)
})

test('two crawlers over one frontier and lease never ask a host at once: the second waits for the first to let go', async () => {
  const { site, house } = await setUp()
  site.routes.set('/rss', rss('公交晚点'))
  const held = await house.lease.acquire(`crawl-host ${site.host}`, 'another process', 45 * SECOND_MS)
  expect(held).not.toBeNull()
  house.sources.set('a', sourceOf(site, 'rss', '/rss'))
  expect(await house.crawler.crawl('test-rss')).toMatchObject({
    lastAttemptAt: null,
    holding: { reason: 'elsewhere', until: TEN + 15 * SECOND_MS },
  })
  expect(site.asked).toEqual([])
  house.clock.advance(46 * SECOND_MS)
  expect(await house.crawler.crawl('test-rss')).toMatchObject({ lastError: null, itemsTotal: 1 })
})

test('traps are passed over, counted, and the news beside them is read', async () => {
  const { site, house } = await setUp()
  site.routes.set('/n/20261001.html', article('第1001条交通消息的标题'))
  const calendar = Array.from(
    { length: 30 },
    (_, n) => `<li><a href="/calendar/20${30 + n}/05/12345.html">二〇三〇年以后的交通日历第${n}页</a></li>`,
  )
  site.routes.set(
    '/list',
    `<ul><li><a href="/n/20261001.html">第1001条交通消息的标题</a></li>${calendar.join('')}</ul>`,
  )
  house.sources.set('a', sourceOf(site, 'list', '/list', { linkPattern: '\\.html$' }))
  expect(await house.crawler.crawl('test-list')).toMatchObject({
    itemsTotal: 1,
    lastError: null,
    errors: { 'crawl/trap': 30 },
  })
  expect(site.asked).toEqual(['/robots.txt', '/list', '/n/20261001.html'])
})

test('?page= without end: the first run stops after two pages that bring nothing new, however far back it may go', async () => {
  const { site, house } = await setUp()
  for (const n of [1001, 1002]) site.routes.set(`/n/2026${n}.html`, article(`第${n}条交通消息的标题`))
  const page = (n: number) => {
    site.routes.set(
      n === 1 ? '/list' : `/list?page=${n}`,
      `${list([1001, 1002])}<a href="/list?page=${n + 1}">下一页</a>`,
    )
  }
  for (let n = 1; n <= 40; n++) page(n)
  house.sources.set('a', sourceOf(site, 'list', '/list', { backfillPages: 1000 }))
  expect(await house.crawler.crawl('test-list')).toMatchObject({ itemsTotal: 2, errors: { 'crawl/trap': 1 } })
  expect(site.asked.filter(path => path.startsWith('/list'))).toEqual(['/list', '/list?page=2', '/list?page=3'])
})

test('an endless sitemap: indices that list each other are followed three steps, no further', async () => {
  const { site, house } = await setUp()
  for (let n = 0; n < 20; n++) {
    const next = `<sitemap><loc>${site.origin}/map-${n + 1}.xml</loc></sitemap>`
    const back = `<sitemap><loc>${site.origin}/map-0.xml</loc></sitemap>`
    site.routes.set(`/map-${n}.xml`, `<sitemapindex>${next}${back}</sitemapindex>`)
  }
  house.sources.set('a', sourceOf(site, 'sitemap', '/map-0.xml', { backfillPages: 100 }))
  const health = await house.crawler.crawl('test-sitemap')
  expect(site.asked.filter(path => path.startsWith('/map'))).toEqual([
    '/map-0.xml',
    '/map-1.xml',
    '/map-2.xml',
    '/map-3.xml',
  ])
  expect(health.errors?.['crawl/trap']).toBeGreaterThan(0)
})

test('two sources of one host are one key of the stream, so one worker has both; another host is another key', async () => {
  const { site, house } = await setUp({ idle: true })
  house.sources.set('a', sourceOf(site, 'rss', '/a', { id: 'one' }))
  house.sources.set('b', sourceOf(site, 'list', '/b', { id: 'two' }))
  house.sources.set('c', sourceOf(site, 'rss', '/c', { id: 'three', url: 'http://www.else.example/rss' }))
  expect(await house.crawler.tick(TEN)).toBe(3)
  const seen = gather()
  await house.bus.consume('fetches', 'crawler', seen.handle, { maxBatch: 10, fatal: () => {} })
  const deliveries = await seen.reached(3)
  const of = (id: string) => deliveries.find(({ body }) => (body as { sourceId: string }).sourceId === id)!
  expect([of('one').key, of('one').partition]).toEqual([of('two').key, of('two').partition])
  expect(of('three').key).toBe('www.else.example')
})

test('a source that another process crawls is asked for when it is due there, not before', async () => {
  const { site, house } = await setUp({ idle: true })
  house.sources.set('a', sourceOf(site, 'rss', '/rss'))
  expect(await house.crawler.tick(TEN)).toBe(1)
  const [health] = [{ ...(await house.crawler.health())[0]!, sourceId: 'test-rss' }]
  const done = { lastSuccessAt: TEN + 1000, lastError: null, failuresInRow: 0, itemsLastRun: 3, itemsTotal: 3 }
  const dueAt = TEN + 5 * MINUTE_MS
  await house.frontier.putHealth({ ...health, ...done, lastAttemptAt: TEN + 1000, nextDueAt: dueAt })
  for (let at = TEN; at < dueAt; at += 20 * SECOND_MS) expect(await house.crawler.tick(at)).toBe(0)
  expect(house.crawler.health()[0]).toMatchObject({ itemsTotal: 3 })
  expect(await house.crawler.tick(dueAt)).toBe(1)
})

test('where a page sends us on, robots.txt is read before it is asked, on this host and on another', async () => {
  const site = await testSite()
  const other = await testSite()
  open.push(site.close)
  open.push(other.close)
  const away = await crawlHouse(site, { hosts: [other.host] })
  open.push(() => away.close())
  for (const one of [site, other]) one.routes.set('/robots.txt', 'User-agent: *\nDisallow: /private/')
  site.routes.set('/here', (_, response) => response.writeHead(302, { location: '/private/list' }).end())
  site.routes.set('/away', (_, response) => response.writeHead(302, { location: `${other.origin}/private/list` }).end())
  site.routes.set('/fine', (_, response) => response.writeHead(302, { location: `${other.origin}/rss` }).end())
  other.routes.set('/rss', rss('公交晚点'))
  for (const [path, code] of [
    ['/here', 'crawl/robots'],
    ['/away', 'crawl/robots'],
    ['/fine', null],
  ] as const) {
    away.sources.set('a', sourceOf(site, 'rss', path))
    expect(await away.crawler.crawl('test-rss')).toMatchObject({ lastError: code })
  }
  expect(site.asked).toEqual(['/robots.txt', '/here', '/away', '/fine'])
  expect(other.asked).toEqual(['/robots.txt', '/rss'])
})

test('429 for robots.txt holds the host back as well', async () => {
  const { site, house } = await setUp()
  site.routes.set('/robots.txt', (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end())
  house.sources.set('a', sourceOf(site, 'rss', '/rss'))
  expect(await house.crawler.crawl('test-rss')).toMatchObject({
    lastError: 'crawl/robots-unreachable',
    holding: { reason: 'asked' },
  })
  house.clock.advance(20 * MINUTE_MS)
  await house.crawler.crawl('test-rss')
  expect(site.asked).toEqual(['/robots.txt'])
})
