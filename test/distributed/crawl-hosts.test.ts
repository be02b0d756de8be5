import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Crawler, openFetcher, startCrawler } from '@guanlan/crawler'
import { openElasticEvidence, openElasticFrontier, openElasticLease } from '@guanlan/distributed'
import type { Source } from '@guanlan/domain'
import { evidenceFiles, systemClock } from '@guanlan/embedded'
import { openLog } from '@guanlan/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { elasticRoom, testServer } from '../contract/elastic-place.ts'
import { temporaryFolder } from '../contract/place.ts'
import { kafkaPlace, PATIENCE } from './kafka-place.ts'

const elastic = testServer()
let servers: KafkaServers
beforeAll(async () => {
  ;[servers] = await Promise.all([startKafka({ brokers: 1 }), elastic.start()])
})
afterAll(async () => {
  await Promise.all([servers.stop(), elastic.stop()])
})

const NAMES = ['a', 'b', 'c', 'd']
const ARTICLES = 3
/** The gap after an answer that takes no time: five times that, a second at least. Timers may be early by a moment. */
const LEAST_GAP_MS = 950

type Exchange = Readonly<{ path: string; by: string; began: number; ended: number }>

/** A host that lists articles of its own and of another, and remembers when it was busy. */
async function openHost(name: string, other: () => string) {
  const exchanges: Exchange[] = []
  const article = (n: string) =>
    `<html><body><h1>${n}号交通消息的标题</h1><div class="content"><p>${n}号交通消息，市交通运输局表示将尽快处理，请市民留意现场标志。</p></div></body></html>`
  const links = (host: string, from: string) =>
    Array.from(
      { length: ARTICLES },
      (_, n) => `<li><a href="http://${host}/n/${from}/2026100${n}.html">${from}${n}号交通消息的标题</a></li>`,
    )
  const server = createServer((request, response) => {
    const began = performance.now()
    const by = /process \d/.exec(request.headers['user-agent'] ?? '')?.[0] ?? ''
    response.on('close', () => void exchanges.push({ path: request.url!, by, began, ended: performance.now() }))
    if (request.url === '/robots.txt') response.writeHead(404).end()
    else if (request.url === '/list')
      response.end(`<ul>${[...links(here(), name), ...links(other(), name)].join('')}</ul>`)
    else setTimeout(() => response.end(article(request.url!)), 60)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const here = () => `127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    return new Promise(done => server.close(done))
  }
  return { name, host: here(), exchanges, close }
}

test('two processes on one cluster: every page is read once, and no host is ever asked by both, nor sooner than its gap', async () => {
  const kafka = await kafkaPlace(servers.bootstrap)
  const room = await elasticRoom(elastic.url())
  const folder = await temporaryFolder()
  const hosts: Awaited<ReturnType<typeof openHost>>[] = []
  for (const [n, name] of NAMES.entries()) hosts.push(await openHost(name, () => hosts[(n + 1) % NAMES.length]!.host))
  const allowPrivate = hosts.map(({ host }) => host)
  const sources = hosts.map(
    ({ name, host }): Source => ({
      ...{ id: `source-${name}`, name: `云州 ${name}`, channel: 'news', kind: 'list', url: `http://${host}/list` },
      ...{ schedule: '0 0 1 1 *', mediaRank: 'local', region: null, linkPattern: '/n/', listSelector: null },
      ...{ backfillPages: 0, crawlDelayMs: null, active: true },
    }),
  )
  let listed: readonly Source[] = []
  const frontier = openElasticFrontier(room.elastic)
  const crawlers: Crawler[] = []
  const closing: (() => Promise<unknown>)[] = []
  for (const bus of [kafka.port, await kafka.another()]) {
    const own = await room.open()
    const fetcher = openFetcher({ contact: `process ${crawlers.length}`, allowPrivate, clock: systemClock })
    const files = evidenceFiles(folder.path, { key: async () => new Uint8Array(32) })
    const crawler = await startCrawler({
      ...{ bus, fetcher, clock: systemClock, sources: () => listed, log: openLog('silent') },
      frontier: openElasticFrontier(own),
      evidence: openElasticEvidence(own, { clock: systemClock, files }),
      lease: openElasticLease(own, systemClock),
      holder: `process ${crawlers.length}`,
      config: { paceMs: 200, allowPrivate, tickMs: 500 },
      fatal: cause => {
        throw cause
      },
    })
    crawlers.push(crawler)
    closing.push(crawler.stop, fetcher.close, own.close)
  }
  const paths = () =>
    hosts.flatMap(({ exchanges }) => exchanges.map(({ path }) => path)).filter(path => path.startsWith('/n/'))
  try {
    // partitions are dealt out anew when the second comes; only then is there anything to do
    await systemClock.waitUntil(systemClock.now() + 2 * PATIENCE.rebalanceMs)
    listed = sources
    while (paths().length < 2 * NAMES.length * ARTICLES || (await frontier.waiting()).size > 0) {
      await systemClock.waitUntil(systemClock.now() + 250)
    }
    expect(new Set(paths()).size).toBe(NAMES.length * ARTICLES) // each on two hosts
    const askers = hosts.map(
      ({ name, exchanges }) => `${name} by ${[...new Set(exchanges.map(({ by }) => by))].join(' then ')}`,
    )
    console.log(`asked: ${askers.join(', ')}`)
    for (const { exchanges } of hosts) {
      const inOrder = exchanges.toSorted((one, next) => one.began - next.began)
      const gaps = inOrder.slice(1).map((one, n) => ({ after: inOrder[n]!.path, ms: one.began - inOrder[n]!.ended }))
      // robots.txt of a host the operator vouches for costs no gap, but a turn
      expect(gaps.filter(({ after, ms }) => ms < (after === '/robots.txt' ? 0 : LEAST_GAP_MS))).toEqual([])
      expect(new Set(inOrder.map(({ path }) => path)).size).toBe(inOrder.length)
    }
  } finally {
    for (const close of closing) await close()
    await frontier.close()
    for (const host of hosts) await host.close()
    await kafka.destroy()
    await room.remove()
    await folder.remove()
  }
}, 170_000)
