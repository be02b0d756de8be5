/** `node crawl-ours.ts PORT PAGES`: our crawler over a data folder of its own, politeness off; prints what it read and what that cost. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { openFetcher, startCrawler } from '@guanlan/crawler'
import type { Source } from '@guanlan/domain'
import { openEmbedded, systemClock } from '@guanlan/embedded'
import { openLog } from '@guanlan/runtime'

setFlagsFromString('--heap-growing-percent=100') // as every process of the house does
const [port, pages] = process.argv.slice(2).map(Number) as [number, number]
const host = `127.0.0.1:${port}`
const folder = await mkdtemp(join(tmpdir(), 'guanlan-crawl-bench-'))
const house = await openEmbedded(join(folder, 'data'), { clock: systemClock })
const fetcher = openFetcher({ contact: '', allowPrivate: [host], clock: systemClock })
const source: Source = {
  ...{ id: 'site', name: '云州在线', channel: 'news', kind: 'list', url: `http://${host}/list` },
  ...{ schedule: '*/5 * * * *', mediaRank: 'local', region: null, linkPattern: null, listSelector: 'ul.list' },
  ...{ backfillPages: pages, crawlDelayMs: 0, active: true },
}
const crawler = await startCrawler({
  ...{ ...house, fetcher, lease: null, holder: 'bench', sources: () => [source], log: openLog('silent') },
  config: { paceMs: 0, allowPrivate: [host], tickMs: null },
  fatal: cause => {
    throw cause
  },
})
const began = performance.now()
const { itemsTotal, lastError } = await crawler.crawl('site')
const seconds = (performance.now() - began) / 1000
const cpuS = (process.cpuUsage().user + process.cpuUsage().system) / 1e6
console.log(JSON.stringify({ pages: itemsTotal, seconds, cpuS, rss: process.resourceUsage().maxRSS * 1024, lastError }))
await crawler.stop()
await fetcher.close()
await house.close()
await rm(folder, { recursive: true, force: true })
