import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { startAlerting } from '@guanlan/alerting'
import { composeDueWeekly } from '@guanlan/briefs'
import { startClassifier } from '@guanlan/classifier'
import { type Crawler, openFetcher, startCrawler } from '@guanlan/crawler'
import { HOUR_MS, MINUTE_MS } from '@guanlan/domain'
import { startIndexer } from '@guanlan/indexer'
import { startIngest } from '@guanlan/ingest'
import type { Clock, Fetcher } from '@guanlan/ports'
import { type Config, every, type Log, type Part, Records, type Stop, startAll } from '@guanlan/runtime'
import { type GazetteerEntry, startAnalysers } from '@guanlan/text'
import { openFront } from './front.ts'
import { growHeapsSlowly } from './heap.ts'
import { type Ports, wire } from './wire.ts'

/** A running house. */
export type House = Readonly<{ address: string; ports: Ports; records: Records; crawler: Crawler; stop: Stop }>

/** How a house is opened. */
export type HouseOptions = Readonly<{
  config: Config
  log: Log
  consoleFolder: string | null // built console to serve; null: the interface alone
  demo: boolean // the log-in page says so
  setupCode: string | null // needed for the first account; null: accounts are made by the caller
  gazetteer: readonly GazetteerEntry[] // places, roads and organisations of the region
  fatal: (cause: Error) => void // a part can go on no more: the process must end
  clock?: Clock // tests; the machine's otherwise
  crawlTickMs?: number | null // null: the caller calls crawler.tick
}>

const ANCHOR_EVERY_MS = HOUR_MS
const PRUNE_EVERY_MS = 10 * MINUTE_MS

/** Opens the data and starts every service in the order data flows; `stop` ends them in reverse and closes the data. */
export async function openHouse(options: HouseOptions): Promise<House> {
  growHeapsSlowly()
  const { config, log, fatal } = options
  const ports = await wire(config, options.clock)
  const closing: Stop[] = [ports.close]
  const closeAll = async () => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    const records = await Records.open(ports.ledger, fatal)
    closing.push(() => records.close())
    const fetcher = openFetcher({
      contact: config.contact,
      allowPrivate: config.allowPrivate,
      clock: ports.clock,
      maxBytes: config.fetchMaxMb * 1024 * 1024,
      deadlineMs: config.fetchDeadlineSeconds * 1000,
    })
    closing.push(() => fetcher.close())
    const started: { crawler?: Crawler; address?: string } = {}
    const stopParts = await startAll(parts(options, { ports, records, fetcher, started }), log)
    return {
      address: started.address!,
      crawler: started.crawler!,
      ports,
      records,
      stop: async () => {
        await stopParts()
        await closeAll()
      },
    }
  } catch (error) {
    await closeAll()
    throw error
  }
}

type Inside = Readonly<{
  ports: Ports
  records: Records
  fetcher: Fetcher
  started: { crawler?: Crawler; address?: string }
}>

function parts(options: HouseOptions, { ports, records, fetcher, started }: Inside): readonly Part[] {
  const { config, log, fatal } = options
  const holder = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`
  const now = () => ports.clock.now()
  const common = { ...ports, records, log, fatal, holder }
  return [
    { name: 'indexer', start: async () => (await startIndexer(common)).stop },
    { name: 'alerting', start: async () => (await startAlerting(common)).stop },
    {
      name: 'classifier',
      start: () => classifier(common, { threads: config.textWorkers, gazetteer: options.gazetteer }),
    },
    { name: 'ingest', start: async () => (await startIngest(common)).stop },
    {
      name: 'crawler',
      start: async () => {
        const sources = () => records.list('source').map(({ state }) => state)
        const crawling = {
          paceMs: config.hostPaceMs,
          allowPrivate: config.allowPrivate,
          tickMs: options.crawlTickMs === undefined ? 1000 : options.crawlTickMs,
        }
        started.crawler = await startCrawler({ ...common, fetcher, sources, config: crawling })
        return started.crawler.stop
      },
    },
    {
      name: 'briefs',
      start: async () =>
        every(MINUTE_MS, log, 'weekly brief', async () => void (await composeDueWeekly({ ...common, now }))),
    },
    { name: 'upkeep', start: () => upkeep(ports, log) },
    {
      name: 'front',
      start: async () => {
        const front = await openFront(options, { ports, records, fetcher, crawler: started.crawler! })
        started.address = front.address
        ports.announce(front.address)
        return front.stop
      },
    },
  ]
}

async function classifier(
  common: Ports & Readonly<{ log: Log; fatal: (cause: Error) => void }>,
  text: Readonly<{ threads: number; gazetteer: readonly GazetteerEntry[] }>,
): Promise<Stop> {
  const analysers = await startAnalysers(text)
  const running = await startClassifier({ ...common, analysers })
  return async () => {
    await running.stop()
    await analysers.close()
  }
}

/** What keeps the data in order: the ledger's head is noted outside at start, every hour and at the end, streams forget what is past its keep. */
async function upkeep(ports: Ports, log: Log): Promise<Stop> {
  if ((await ports.ledger.head()).position > 0) await ports.ledger.anchor()
  const anchoring = every(ANCHOR_EVERY_MS, log, 'anchor', async () => void (await ports.ledger.anchor()))
  const pruning = every(PRUNE_EVERY_MS, log, 'prune', async () => void (await ports.bus.prune(ports.clock.now())))
  return async () => {
    await pruning()
    await anchoring()
    await ports.ledger.anchor()
  }
}
