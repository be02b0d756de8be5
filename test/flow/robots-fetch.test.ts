import { DAY_MS, HOUR_MS, MINUTE_MS } from '@guanlan/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crawlHouse, type Route, sourceOf, type TestSite, testSite } from './crawl-house.ts'

const FEED = `<rss version="2.0"><channel><title>云州</title><item><title>三路公交改道</title><link>/n/1</link></item></channel></rss>`
const FORBIDDEN = 'User-agent: *\nDisallow: /'
const OPEN = 'taken'
const status =
  (code: number, body = ''): Route =>
  (_, response) =>
    response.writeHead(code).end(body)

const PAIRS = 40
const sites: TestSite[] = []
let house: Awaited<ReturnType<typeof crawlHouse>>
let taken = 0

beforeAll(async () => {
  for (let i = 0; i < PAIRS * 2; i++) sites.push(await testSite())
  house = await crawlHouse(sites[0]!, { hosts: sites.map(site => site.host), deadlineMs: 500 })
})
afterAll(async () => {
  await house.close()
  for (const site of sites) await site.close()
})

/** A host that nobody has asked yet with its robots.txt and a feed, and another one beside it. */
function hostWith(robots: Route | null) {
  const [site, other] = sites.slice(taken * 2, ++taken * 2) as [TestSite, TestSite]
  site.routes.set('/rss', FEED)
  if (robots !== null) site.routes.set('/robots.txt', robots)
  house.sources.set(site.host, sourceOf(site, 'rss', '/rss', { id: site.host }))
  const outcome = async () => (await house.crawler.crawl(site.host)).lastError ?? OPEN
  return { site, other, outcome }
}

/** `count` answers that lead one to the next, from robots.txt of one host to the rules on another. */
function redirects(site: TestSite, other: TestSite, count: number, rules: string): void {
  const step = (n: number) => (n === 0 ? '/robots.txt' : `/hop/${n}`)
  for (let n = 0; n < count; n++) {
    const [here, next] = [n % 2 === 0 ? site : other, n % 2 === 0 ? other : site]
    const target = next.origin + step(n + 1)
    here.routes.set(step(n), (_, response) => response.writeHead(302, { location: target }).end())
  }
  const last = count % 2 === 0 ? site : other
  last.routes.set(step(count), rules)
}

const LONG = `${'# 说明\n'.repeat(50_000)}`

test.each<Readonly<{ why: string; robots: Route | null; outcome: string }>>([
  { why: 'an answer with rules is obeyed', robots: FORBIDDEN, outcome: 'crawl/robots' },
  { why: 'an answer without rules forbids nothing', robots: '', outcome: OPEN },
  ...[400, 401, 403, 404, 410, 451].map(code => ({
    why: `${code}: there are no rules`,
    robots: status(code, FORBIDDEN),
    outcome: OPEN,
  })),
  ...[429, 500, 502, 503, 504].map(code => ({
    why: `${code}: nobody may be asked for now`,
    robots: status(code),
    outcome: 'crawl/robots-unreachable',
  })),
  {
    why: 'a connection that breaks says nothing',
    robots: (_, response) => response.destroy(),
    outcome: 'crawl/robots-unreachable',
  },
  { why: 'an answer that never comes says nothing', robots: () => {}, outcome: 'crawl/robots-unreachable' },
  {
    why: 'an answer that cannot be inflated says nothing',
    robots: (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all'),
    outcome: 'crawl/robots-unreachable',
  },
  {
    why: 'a page in the place of the file forbids nothing',
    robots: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>云州门户首页</html>'),
    outcome: OPEN,
  },
  {
    why: 'a mark of UTF-8 before the first line is passed over',
    robots: `\ufeff${FORBIDDEN}`,
    outcome: 'crawl/robots',
  },
  {
    why: 'a comment in another charset stops nothing',
    robots: Uint8Array.from([0x23, 0xd4, 0xc6, 0xd6, 0xdd, 0x0a, ...new TextEncoder().encode(FORBIDDEN)]),
    outcome: 'crawl/robots',
  },
  {
    why: 'rules within 500 KiB count, however long the file',
    robots: `${FORBIDDEN}\n${LONG}${LONG}`,
    outcome: 'crawl/robots',
  },
  { why: 'rules up to the 500th KiB count', robots: `${LONG}${FORBIDDEN}`, outcome: 'crawl/robots' },
  {
    why: 'a rule that the limit cuts short does not forbid more',
    robots: `${'#'.repeat(512_000 - 26)}\nUser-agent: *\nDisallow: /private-part`,
    outcome: OPEN,
  },
])('$why', async ({ robots, outcome }) => {
  const host = hostWith(robots)
  expect(await host.outcome()).toBe(outcome)
  expect(host.site.asked.includes('/rss')).toBe(outcome === OPEN)
})

test('five redirects are followed, also to another host, and bind the host that was asked', async () => {
  const { site, other, outcome } = hostWith(null)
  redirects(site, other, 5, FORBIDDEN)
  expect(await outcome()).toBe('crawl/robots')
})

test('a sixth redirect, or one in a circle, is no file', async () => {
  const { site, other, outcome } = hostWith(null)
  redirects(site, other, 6, FORBIDDEN)
  expect(await outcome()).toBe(OPEN)
  house.clock.advance(25 * HOUR_MS)
  site.routes.set('/robots.txt', (_, response) => response.writeHead(301, { location: '/robots.txt' }).end())
  expect(await outcome()).toBe(OPEN)
})

test('what was read holds for a day and not longer', async () => {
  const { site, outcome } = hostWith('')
  expect(await outcome()).toBe(OPEN)
  site.routes.set('/robots.txt', FORBIDDEN)
  house.clock.advance(23 * HOUR_MS)
  expect(await outcome()).toBe(OPEN)
  house.clock.advance(HOUR_MS + MINUTE_MS)
  expect(await outcome()).toBe('crawl/robots')
})

test('rules read before hold on while their file cannot be reached, whatever they say', async () => {
  const { site, outcome } = hostWith('User-agent: *\nDisallow: /private')
  expect(await outcome()).toBe(OPEN)
  site.routes.set('/robots.txt', status(503))
  for (const day of [1, 2, 3]) {
    house.clock.advance(DAY_MS + day * MINUTE_MS)
    expect(await outcome()).toBe(OPEN)
  }
  site.routes.set('/robots.txt', FORBIDDEN)
  house.clock.advance(11 * MINUTE_MS)
  expect(await outcome()).toBe('crawl/robots')
})
