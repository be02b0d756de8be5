import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { startAlerting } from '@guanlan/alerting'
import { composeDueWeekly } from '@guanlan/briefs'
import { followBureau, startClassifier } from '@guanlan/classifier'
import { type Crawler, openFetcher, startCrawler } from '@guanlan/crawler'
import { type FindPhrases, HOUR_MS, MINUTE_MS } from '@guanlan/domain'
import { startIndexer } from '@guanlan/indexer'
import { startIngest } from '@guanlan/ingest'
import type { Clock, Fetcher } from '@guanlan/ports'
import { type Config, every, type Log, type Part, Records, type Stop, startAll } from '@guanlan/runtime'
import { type GazetteerEntry, startAnalysers } from '@guanlan/text'
import { openFront } from './front.ts'
import { growHeapsSlowly } from './heap.ts'
import { openMetricsListener } from './metrics-listener.ts'
import { openPhraseFinder } from './phrase-finder.ts'
import { platesNow } from './plates-now.ts'
import { bureauWords, textOptions } from './text-options.ts'
import { type Ports, wire } from './wire.ts'

/** What can run apart: services and the two listeners, `doors` for others' pushes and `desk` for people. */
export const SERVICES = ['indexer', 'alerting', 'classifier', 'ingest', 'crawler', 'briefs', 'doors', 'desk'] as const
export type ServiceName = (typeof SERVICES)[number]

/** What one process runs of a house. */
export type Running = Readonly<{
  address: string | null // of the listener; null where neither doors nor desk run here
  ports: Ports
  records: Records
  crawler: Crawler | null // null where it runs in another process
  stop: Stop
}>

/** A whole house in one process. */
export type House = Running & Readonly<{ address: string; crawler: Crawler }>

/** How a house is opened. */
export type HouseOptions = Readonly<{
  config: Config
  log: Log
  consoleFolder: string | null // built console to serve; null: the interface alone
  demo: boolean // the log-in page says so
  setupCode: string | null // needed for the first account; null: accounts are made by the caller
  gazetteer: readonly GazetteerEntry[] // places, roads and organisations of the region, until the bureau has a table of its own
  fatal: (cause: Error) => void // a part can go on no more: the process must end
  clock?: Clock // tests; the machine's otherwise
  crawlTickMs?: number | null // null: the caller calls crawler.tick
}>

const ANCHOR_EVERY_MS = HOUR_MS
const PRUNE_EVERY_MS = 10 * MINUTE_MS

/** Opens the data and starts every service; `stop` ends them in reverse and closes the data. */
export async function openHouse(options: HouseOptions): Promise<House> {
  return (await openServices(options, SERVICES)) as House
}

/** The same for some of the services: the others run in processes of their own. */
export async function openServices(options: HouseOptions, services: readonly ServiceName[]): Promise<Running> {
  growHeapsSlowly()
  const { config, log, fatal } = options
  const ports = await wire(config, options.clock === undefined ? { log } : { log, clock: options.clock })
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
    const phrases = openPhraseFinder(() => bureauWords(records))
    closing.push(phrases.close)
    const started: Started = { crawler: null, address: null }
    const wanted = parts(options, { ports, records, fetcher, findPhrases: phrases.find, started, services })
    const stopParts = await startAll(wanted, log)
    return {
      ...started,
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

type Started = { crawler: Crawler | null; address: string | null }

type Inside = Readonly<{
  ports: Ports
  records: Records
  fetcher: Fetcher
  findPhrases: FindPhrases
  started: Started
  services: readonly ServiceName[]
}>

/** The parts of the wanted services in the order they start: whoever consumes stands before whoever produces. */
function parts(options: HouseOptions, inside: Inside): readonly Part[] {
  const { config, log, fatal } = options
  const { ports, records, findPhrases, services } = inside
  const holder = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`
  const now = () => ports.clock.now()
  const common = { ...ports, records, findPhrases, log, fatal, holder }
  const weekly = async () => void (await composeDueWeekly({ ...common, now }))
  const starts: Readonly<Record<Exclude<ServiceName, 'doors' | 'desk'>, Part['start']>> = {
    indexer: async () => (await startIndexer(common)).stop,
    alerting: async () => (await startAlerting(common)).stop,
    classifier: () => classifier(options, common),
    ingest: async () => (await startIngest(common)).stop,
    crawler: () => crawler(options, inside, common),
    briefs: async () => every(MINUTE_MS, log, 'weekly brief', weekly),
  }
  const working = Object.entries(starts).filter(([name]) => services.includes(name as ServiceName))
  const listens = services.includes('desk') || services.includes('doors')
  return [
    ...working.map(([name, start]) => ({ name, start })),
    // whoever serves people also notes the ledger's head; pruning is each bus's own affair and harmless twice
    ...(services.includes('desk') ? [{ name: 'upkeep', start: () => upkeep(ports, log) }] : []),
    ...(listens ? [{ name: 'front', start: () => front(options, inside) }] : []),
    ...(!listens && config.metricsPort > 0 ? [{ name: 'metrics', start: () => metrics(options, ports) }] : []),
  ]
}

async function crawler(options: HouseOptions, { records, fetcher, started }: Inside, common: Common): Promise<Stop> {
  const { config, crawlTickMs: tickMs = 1000 } = options
  const sources = () => records.list('source').map(({ state }) => state)
  const rules = () => records.list('site-rule')
  const crawling = { paceMs: config.hostPaceMs, allowPrivate: config.allowPrivate, tickMs }
  started.crawler = await startCrawler({
    ...common,
    fetcher,
    sources,
    rules,
    plates: platesNow(records),
    config: crawling,
  })
  return started.crawler.stop
}

async function front(options: HouseOptions, inside: Inside): Promise<Stop> {
  const opened = await openFront(options, { ...inside, crawler: inside.started.crawler })
  inside.started.address = opened.address
  inside.ports.announce(opened.address)
  return opened.stop
}

async function metrics({ config, log }: HouseOptions, ports: Ports): Promise<Stop> {
  return (await openMetricsListener(config, ports.metrics, log)).stop
}

type Common = Ports & Readonly<{ records: Records; log: Log; fatal: (cause: Error) => void; holder: string }>

async function classifier({ config, gazetteer, log }: HouseOptions, common: Common): Promise<Stop> {
  const { records } = common
  const options = () => textOptions(config, records, gazetteer)
  const loaded = options()
  const analysers = await startAnalysers({ ...loaded, threads: config.textWorkers })
  const following = followBureau({ records, analysers, options, loaded, log })
  const running = await startClassifier({ ...common, analysers })
  return async () => {
    await running.stop()
    await following()
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
