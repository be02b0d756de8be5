/** How soon news is seen, and at what price: a crawler that finds its own rhythm beside one that comes at fixed intervals. */
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFetcher, startCrawler } from '@guanlan/crawler'
import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, type Raw, type Source } from '@guanlan/domain'
import { manualClock, openEmbedded } from '@guanlan/embedded'
import { openLog } from '@guanlan/runtime'
import { quantile } from './rounds.ts'

/** How one way of coming back did on one site. Shares are of all items published in the period, delays in minutes. */
export type Freshness = Readonly<{
  site: string
  policy: string
  items: number
  missed: number // fell off the page before we came
  requests: number // of the site's page, unchanged answers included
  within5: number
  within15: number
  within60: number
  meanDelay: number
  p95Delay: number
}>

const START = Date.parse('2026-11-02T00:00:00+08:00') // a Monday
const ON_THE_PAGE = 20

/** Items an hour at +08:00 by the hour of the day, on working days and at week-ends. */
type Timetable = Readonly<{
  name: string
  weekday: (hour: number) => number
  weekend: (hour: number) => number
  storms: readonly number[]
}>

const between = (from: number, to: number, rate: number) => (hour: number) => (hour >= from && hour < to ? rate : 0)
const SITES: readonly Timetable[] = [
  {
    name: 'portal, office hours',
    weekday: hour => between(8, 12, 1.5)(hour) + between(14, 18, 1.5)(hour),
    weekend: between(9, 11, 0.3),
    storms: [],
  },
  {
    name: 'newspaper, morning and evening',
    weekday: hour => between(6, 9, 8)(hour) + between(9, 22, 2)(hour) + between(17, 19, 4)(hour),
    weekend: hour => between(7, 10, 4)(hour) + between(10, 21, 1)(hour),
    storms: [],
  },
  {
    name: 'forum, and two storms',
    weekday: hour => 1 + between(11, 14, 4)(hour) + between(19, 23, 8)(hour),
    weekend: hour => 1 + between(9, 24, 5)(hour),
    storms: [3 * DAY_MS + 15 * HOUR_MS, 9 * DAY_MS + 10.5 * HOUR_MS],
  },
]
const STORM_MS = 3 * HOUR_MS
const STORM_AN_HOUR = 40

/** The same figures in every run and for every policy. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** When items appear: a Poisson process by the minute, whose rate is the timetable's. */
function published(site: Timetable, days: number, seed: number): readonly EpochMs[] {
  const draw = chance(seed)
  const times: EpochMs[] = []
  for (let at = START; at < START + days * DAY_MS; at += MINUTE_MS) {
    const wall = new Date(at + 8 * HOUR_MS)
    const day = wall.getUTCDay()
    const rates = day === 0 || day === 6 ? site.weekend : site.weekday
    const storm = site.storms.some(since => at - START >= since && at - START < since + STORM_MS)
    const rate = rates(wall.getUTCHours()) + (storm ? STORM_AN_HOUR : 0)
    if (draw() < rate / 60) times.push(at + Math.floor(draw() * MINUTE_MS))
  }
  return times
}

const feed = (times: readonly EpochMs[]) =>
  `<rss version="2.0"><channel><title>云州</title>${times
    .map(
      at =>
        `<item><guid>n${at}</guid><title>第${at}条消息</title><pubDate>${new Date(at).toUTCString()}</pubDate><description>云州市交通消息，编号${at}。</description></item>`,
    )
    .join('')}</channel></rss>`

async function served(times: readonly EpochMs[], now: () => EpochMs) {
  let requests = 0
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') return response.writeHead(404).end()
    requests++
    const shown = times
      .filter(at => at <= now())
      .slice(-ON_THE_PAGE)
      .reverse()
    const etag = `"${shown[0] ?? 0}"`
    if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
    return response.writeHead(200, { etag, 'content-type': 'application/rss+xml' }).end(feed(shown))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>(done => server.close(() => done()))
  }
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests, close }
}

async function run(site: Timetable, days: number, policy: string, schedule: string): Promise<Freshness> {
  const times = published(site, days, 2026)
  const clock = manualClock(START)
  const web = await served(times, clock.now)
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-freshness-'))
  const house = await openEmbedded(join(folder, 'data'), { clock })
  const fetcher = openFetcher({ contact: '', allowPrivate: [web.host], clock })
  const fatal = (cause: Error) => {
    throw cause
  }
  const seenAt = new Map<string, EpochMs>()
  const gathering = await house.bus.consume(
    'raw',
    'bench',
    async batch => {
      for (const { body } of batch) {
        const { externalId, fetchedAt } = body as unknown as Raw
        if (externalId !== null && !seenAt.has(externalId)) seenAt.set(externalId, fetchedAt)
      }
      return []
    },
    { maxBatch: 1000, fatal },
  )
  const source: Source = {
    ...{ id: 'site', name: site.name, channel: 'news', kind: 'rss', url: `http://${web.host}/rss`, schedule },
    ...{ mediaRank: 'local', region: null, linkPattern: null, listSelector: null, backfillPages: 0, crawlDelayMs: 0 },
    active: true,
  }
  const config = { paceMs: 0, allowPrivate: [web.host], tickMs: null }
  const sources = () => [source]
  const crawler = await startCrawler({
    ...house,
    ...{ fetcher, lease: null, holder: 'bench', sources, log: openLog('silent'), config, fatal },
  })
  while (clock.now() < START + days * DAY_MS) {
    const { nextDueAt } = await crawler.crawl('site')
    clock.advance(nextDueAt! - clock.now())
  }
  await crawler.crawl('site') // what came last is looked at too
  while (
    (await house.bus.lags()).some(({ stream, group, waiting }) => stream === 'raw' && group === 'bench' && waiting > 0)
  ) {
    await new Promise(done => setTimeout(done, 5))
  }
  await crawler.stop()
  await gathering.stop()
  await fetcher.close()
  await house.close()
  await web.close()
  await rm(folder, { recursive: true, force: true })
  return figures(site.name, policy, times, seenAt, web.requests())
}

function figures(
  site: string,
  policy: string,
  times: readonly EpochMs[],
  seenAt: ReadonlyMap<string, EpochMs>,
  requests: number,
): Freshness {
  const delays = times.flatMap(at => {
    const seen = seenAt.get(`n${at}`)
    return seen === undefined ? [] : [(seen - at) / MINUTE_MS]
  })
  const within = (minutes: number) => delays.filter(delay => delay <= minutes).length / times.length
  return {
    ...{ site, policy, items: times.length, missed: times.length - delays.length, requests },
    ...{ within5: within(5), within15: within(15), within60: within(60) },
    meanDelay: delays.reduce((sum, one) => sum + one, 0) / delays.length,
    p95Delay: quantile(delays, 0.95),
  }
}

/** Each site by its own rhythm, then as often at fixed intervals, then every ten minutes. */
export async function benchFreshness(days = 14): Promise<readonly Freshness[]> {
  const rows: Freshness[] = []
  for (const site of SITES) {
    const adaptive = await run(site, days, 'adaptive 2-60', 'adaptive 2-60')
    const minutes = Math.max(1, Math.round((days * 1440) / adaptive.requests))
    const same = await run(site, days, `every ${minutes} min (as many requests)`, `adaptive ${minutes}-${minutes}`)
    rows.push(adaptive, same, await run(site, days, 'every 10 min', 'adaptive 10-10'))
  }
  return rows
}

/** The figures as a table of plain text. */
export function freshnessTable(rows: readonly Freshness[]): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  const lines = rows.map(row => [
    ...[
      row.site,
      row.policy,
      `${row.items}`,
      `${row.missed}`,
      `${row.requests}`,
      (row.requests / row.items).toFixed(2),
    ],
    ...[
      percent(row.within5),
      percent(row.within15),
      percent(row.within60),
      row.meanDelay.toFixed(1),
      row.p95Delay.toFixed(1),
    ],
  ])
  const head = [
    'site',
    'comes back',
    'items',
    'missed',
    'requests',
    'per item',
    '≤ 5 min',
    '≤ 15 min',
    '≤ 60 min',
    'mean min',
    'p95 min',
  ]
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map(line => line[column]!.length)))
  const shown = [head, ...lines].map(line =>
    line.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '),
  )
  return [shown[0], '-'.repeat(shown[0]!.length), ...shown.slice(1)].join('\n')
}

if (import.meta.main) console.log(freshnessTable(await benchFreshness(Number(process.argv[2] ?? 14))))
