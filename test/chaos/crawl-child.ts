/** `node crawl-child.ts DATA PORT AHEAD_MS`: a crawler over a data folder, its clock ahead of the machine's; runs until it is killed or told to end. */
import { openFetcher, startCrawler } from '@guanlan/crawler'
import type { Source } from '@guanlan/domain'
import { openEmbedded, systemClock } from '@guanlan/embedded'
import type { Clock } from '@guanlan/ports'
import { openLog } from '@guanlan/runtime'

const [data, port, ahead] = process.argv.slice(2) as [string, string, string]
const aheadMs = Number(ahead)
const clock: Clock = {
  now: () => systemClock.now() + aheadMs,
  waitUntil: (at, signal) => systemClock.waitUntil(at - aheadMs, signal),
}
const host = `127.0.0.1:${port}`
const house = await openEmbedded(data, { clock })
const fetcher = openFetcher({ contact: '', allowPrivate: [host], clock })
const source: Source = {
  ...{
    id: 'site',
    name: '云州在线',
    channel: 'news',
    kind: 'list',
    url: `http://${host}/list`,
    schedule: '*/5 * * * *',
  },
  ...{ mediaRank: 'local', region: null, linkPattern: null, listSelector: null, backfillPages: 0, crawlDelayMs: 0 },
  active: true,
}
const fatal = (cause: Error) => {
  console.error(cause)
  process.exit(1)
}
const crawler = await startCrawler({
  ...{ ...house, fetcher, holder: `child ${process.pid}`, sources: () => [source], log: openLog('silent'), fatal },
  config: { paceMs: 0, allowPrivate: [host], tickMs: 20 },
})
process.once('SIGTERM', async () => {
  await crawler.stop()
  await fetcher.close()
  await house.close()
  process.exit(0)
})
