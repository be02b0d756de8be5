import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Crawler, type FetcherOptions, openFetcher, startCrawler } from '@guanlan/crawler'
import type { Raw, SiteRule, Source, Versioned } from '@guanlan/domain'
import { manualClock, openEmbedded } from '@guanlan/embedded'
import { openLog } from '@guanlan/runtime'
import { gather } from '../contract/gather.ts'

/** What a path answers: a body, or the whole answer by hand. */
export type Route = string | Uint8Array | ((request: IncomingMessage, response: ServerResponse) => void)

/** A site whose pages a test changes as it goes, with every request it got. */
export type TestSite = Readonly<{
  origin: string
  host: string
  routes: Map<string, Route>
  asked: string[]
  close: () => Promise<void>
}>

/** Serves on a free port of 127.0.0.1; unknown paths are 404, so there is no robots.txt unless a test sets one. */
export async function testSite(): Promise<TestSite> {
  const routes = new Map<string, Route>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url!)
    const route = routes.get(request.url!)
    if (route === undefined) response.writeHead(404).end()
    else if (typeof route === 'function') route(request, response)
    else response.end(route)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin: `http://${host}`,
    host,
    routes,
    asked,
    close: () => {
      server.closeAllConnections()
      return new Promise(done => server.close(() => done()))
    },
  }
}

/** 2026-11-24 10:00:00 +08:00. */
export const TEN = Date.parse('2026-11-24T10:00:00+08:00')

/** A crawler over a data folder of its own, its clock in the test's hand. */
export async function crawlHouse(
  site: Pick<TestSite, 'host'>,
  options: Readonly<{
    paceMs?: number
    allowed?: boolean
    deadlineMs?: number
    tickMs?: number
    folder?: string
    hosts?: readonly string[] // allowed besides the site's
    group?: string
    guard?: NonNullable<FetcherOptions['guard']>
    idle?: boolean // its partitions are with other processes
  }> = {},
) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'guanlan-crawl-')))
  const allowPrivate = options.allowed === false ? [] : [site.host, ...(options.hosts ?? [])]
  const clock = manualClock(TEN)
  const house = await openEmbedded(join(folder, 'data'), { clock })
  const fetcher = openFetcher({
    contact: 'mailto:duty@yunzhou.example',
    allowPrivate,
    clock,
    ...(options.deadlineMs === undefined ? {} : { deadlineMs: options.deadlineMs }),
    ...(options.guard === undefined ? {} : { guard: options.guard }),
  })
  const sources = new Map<string, Source>()
  const rules: Versioned<SiteRule>[] = []
  const gathered = gather()
  const fatal = (cause: Error) => {
    throw cause
  }
  const elsewhere = { ...house.bus, consume: async () => ({ stop: async () => {} }) }
  const crawler: Crawler = await startCrawler({
    ...house,
    bus: options.idle === true ? elsewhere : house.bus,
    fetcher,
    holder: 'test',
    sources: () => [...sources.values()],
    rules: () => rules,
    log: openLog('silent'),
    config: {
      paceMs: options.paceMs ?? 0,
      allowPrivate,
      tickMs: options.tickMs ?? null,
    },
    fatal,
  })
  const raws = await house.bus.consume('raw', options.group ?? 'test', gathered.handle, { maxBatch: 1000, fatal })
  return {
    clock,
    crawler,
    frontier: house.frontier,
    lease: house.lease,
    bus: house.bus,
    evidence: house.evidence,
    sources,
    rules,
    /** Settles once so many raws have come, and gives all that have. */
    raws: async (count: number): Promise<Raw[]> =>
      (await gathered.reached(count)).map(delivery => delivery.body as unknown as Raw),
    handed: () => gathered.deliveries.length,
    close: async (keep = false) => {
      await crawler.stop()
      await raws.stop()
      await fetcher.close()
      await house.close()
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
    folder,
  }
}

/** A source of the test site with everything plain. */
export function sourceOf(site: TestSite, kind: Source['kind'], path: string, more: Partial<Source> = {}): Source {
  return {
    id: `test-${kind}`,
    name: '试验信源',
    channel: 'news',
    kind,
    url: site.origin + path,
    schedule: '*/5 * * * *',
    mediaRank: 'local',
    region: null,
    linkPattern: null,
    listSelector: null,
    backfillPages: 0,
    crawlDelayMs: 0,
    active: true,
    ...more,
  }
}
