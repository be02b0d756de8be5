import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import {
  applyIndices,
  applyTopics,
  checkIndices,
  checkTopics,
  type Elastic,
  type ElasticSettings,
  elasticSettings,
  type KafkaSettings,
  metricsText,
  openElastic,
  openElasticAccounts,
  openElasticEventStore,
  openElasticEvidence,
  openElasticFrontier,
  openElasticIdentity,
  openElasticLease,
  openElasticLedger,
  openElasticMentionIndex,
  openElasticSecrets,
  openKafkaBus,
  type Patience,
  parseTopics,
  planIndices,
  planTopics,
  type TopicSetting,
  topicPlanLines,
} from '@guanlan/distributed'
import { Rejected } from '@guanlan/domain'
import {
  anchorNotes,
  dataFolder,
  evidenceFiles,
  hashPassword,
  keyFiles,
  makeFolders,
  openConsoleReceiver,
  openEmbedded,
  openLedgerReadOnly,
  openMentionIndex,
  passwordFits,
  runningHolder,
  systemClock,
} from '@guanlan/embedded'
import type {
  Accounts,
  Bus,
  Clock,
  EventStore,
  Evidence,
  Frontier,
  Identity,
  Lease,
  Ledger,
  MentionIndex,
  Receiver,
  Secrets,
} from '@guanlan/ports'
import type { Config, Log } from '@guanlan/runtime'

/** Every port of the house, opened; `close` ends them in reverse order. */
export type Ports = Readonly<{
  bus: Bus
  index: MentionIndex
  ledger: Ledger
  events: EventStore
  identity: Identity
  frontier: Frontier
  lease: Lease
  accounts: Accounts
  secrets: Secrets
  evidence: Evidence
  clock: Clock
  receivers: readonly Receiver[]
  /** Figures for Prometheus. */
  metrics: () => Promise<string>
  /** Writes down where this process answers, for those who find the folder taken. */
  announce: (address: string) => void
  close: () => Promise<void>
}>

/** How ports are opened besides the configuration. */
export type WireOptions = Readonly<{ log: Log; clock?: Clock }>

/** Opens the adapters a configuration asks for. This file alone knows the mode. @throws as the adapters of the mode do */
export function wire(config: Config, options: WireOptions): Promise<Ports> {
  return config.mode === 'embedded' ? embedded(config, options) : distributed(config, options)
}

const places = ({ keys, data }: Config) => {
  const keyFolder = keys === '' ? `${data.replace(/\/+$/, '')}-keys` : keys
  return { keyFolder, anchorFile: `${keyFolder}/anchors.ndjson` }
}

async function embedded(config: Config, { clock }: WireOptions): Promise<Ports> {
  const ports = await openEmbedded(config.data, { ...places(config), ...(clock === undefined ? {} : { clock }) })
  try {
    const index = await openMentionIndex(ports.folder.index)
    return {
      ...ports,
      index,
      receivers: [ports.receiver],
      metrics: async () => metricsText(await lagMetrics(ports.bus)),
      announce: ports.lock.announce,
      close: async () => {
        await index.close()
        await ports.close()
      },
    }
  } catch (error) {
    await ports.close()
    throw error
  }
}

async function lagMetrics(bus: Bus) {
  return (await bus.lags()).map(({ stream, group, waiting }) => ({
    name: 'guanlan_bus_lag',
    type: 'gauge' as const,
    help: 'Messages of the stream that the group has yet to settle.',
    labels: { stream, group },
    value: waiting,
  }))
}

/** Evidence, keys, anchors and notices lie in folders that every process of the house shares; everything else is in the clusters. */
async function distributed(config: Config, { log, clock = systemClock }: WireOptions): Promise<Ports> {
  const kafka = await kafkaSettings(config)
  await checkTopics(kafka, await wantedTopics(config))
  const closing: (() => Promise<void> | void)[] = []
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step()
  }
  try {
    const elastic = await openElastic(await elasticOf(config))
    closing.push(elastic.close)
    await checkIndices(elastic, clock.now())
    const ports = await onElastic(config, elastic, clock, closing)
    // what the client tries again by itself is no warning to people; what it gives up on comes to us as an error
    const note = (level: 'warn' | 'info' | 'debug', msg: string, fields: object) =>
      log[level === 'warn' ? 'info' : 'debug'](fields, msg)
    const bus = await openKafkaBus(kafka, { clock, note, patience: patience(config) })
    closing.push(() => bus.close())
    const metrics = async () => metricsText([...(await bus.metrics()), ...indexMetrics(ports.index)])
    return { ...ports, bus, metrics, announce: () => {}, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function onElastic(config: Config, elastic: Elastic, clock: Clock, closing: (() => Promise<void> | void)[]) {
  const { keyFolder, anchorFile } = places(config)
  const folder = dataFolder(config.data, { keyFolder, anchorFile })
  makeFolders(folder)
  const secrets = openElasticSecrets(elastic, { clock, files: keyFiles(keyFolder) })
  const files = evidenceFiles(folder.evidenceFolder, secrets)
  const evidence = openElasticEvidence(elastic, { clock, files })
  const ledger = openElasticLedger(elastic, { clock, anchors: anchorNotes(anchorFile, secrets) })
  const passwords = { hash: hashPassword, fits: passwordFits }
  closing.push(
    () => evidence.close(),
    () => ledger.close(),
  )
  return {
    clock,
    secrets,
    evidence,
    ledger,
    index: openElasticMentionIndex(elastic),
    events: openElasticEventStore(elastic),
    identity: openElasticIdentity(elastic),
    frontier: openElasticFrontier(elastic),
    lease: openElasticLease(elastic, clock),
    accounts: openElasticAccounts(elastic, { clock, passwords }),
    receivers: [openConsoleReceiver(folder.notices)],
  }
}

function indexMetrics({ figures }: ReturnType<typeof openElasticMentionIndex>) {
  const { requests, requestMs, written, stale, refused, again } = figures()
  const counter = (name: string, help: string, value: number) => {
    return { name: `guanlan_index_${name}`, type: 'counter' as const, help, labels: {}, value }
  }
  return [
    counter('bulk_requests_total', 'Bulk requests of this process.', requests),
    counter('bulk_seconds_total', 'Time all bulk requests took together.', requestMs / 1000),
    counter('written_total', 'Mentions written.', written),
    counter('stale_total', 'Mentions that stood already in this or a newer version.', stale),
    counter('refused_total', 'Mentions Elasticsearch can never take.', refused),
    counter('again_total', 'Mentions that were sent again because the server was full.', again),
  ]
}

const TOPICS_FILE = resolve(import.meta.dirname, '../../../infra/kafka/topics.yaml')

/** The topics of infra/kafka/topics.yaml with the configured number of copies. */
async function wantedTopics({ kafkaReplication: replication }: Config): Promise<readonly TopicSetting[]> {
  const inSync = String(replication > 1 ? 2 : 1)
  return parseTopics(await readFile(TOPICS_FILE, 'utf8')).map(topic => {
    return { ...topic, replication, config: { ...topic.config, 'min.insync.replicas': inSync } }
  })
}

/** A batch may take a minute before its group goes on without it; a consumer that has heard nothing for five ends its process. */
const patience = ({ kafkaSessionSeconds }: Config): Patience => ({
  sessionMs: kafkaSessionSeconds * 1000,
  rebalanceMs: 60_000,
  silenceMs: 300_000,
})

async function pem(path: string): Promise<string | null> {
  if (path === '') return null
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new Rejected('config/malformed', { cause, detail: `${path}（读不到证书文件）` })
  }
}

async function kafkaSettings(config: Config): Promise<KafkaSettings> {
  if (config.kafkaBrokers.length === 0)
    throw new Rejected('config/malformed', { detail: 'GUANLAN_KAFKA_BROKERS（分布式方式必填）' })
  const { kafkaSasl: mechanism, kafkaUser: username, kafkaPassword: password } = config
  return {
    brokers: config.kafkaBrokers,
    clientId: `guanlan-${hostname()}`,
    prefix: `${config.prefix}.`,
    tls: config.kafkaTls ? { ca: await pem(config.kafkaCa), client: null } : null,
    sasl: mechanism === 'none' ? null : { mechanism, username, password },
  }
}

async function elasticOf(config: Config): Promise<ElasticSettings> {
  const { elasticNodes: nodes, elasticApiKey: key, elasticUser: user, elasticPassword: password, prefix } = config
  const login =
    key !== ''
      ? { kind: 'api-key' as const, key }
      : user !== ''
        ? { kind: 'basic' as const, user, password }
        : { kind: 'none' as const }
  return elasticSettings({ nodes, login, ca: await pem(config.elasticCa), prefix })
}

/** What `guanlan setup` does: shows the plan, then makes what is missing. Doing it twice changes nothing. */
export async function setUp(config: Config, say: (line: string) => void, dryRun: boolean): Promise<void> {
  if (config.mode === 'embedded') {
    say('内嵌方式不需要准备：数据文件夹在启动时自动建立。')
    return
  }
  const kafka = await kafkaSettings(config)
  const wanted = await wantedTopics(config)
  for (const line of topicPlanLines(await planTopics(kafka, wanted))) say(`Kafka　${line}`)
  const elastic = await openElastic(await elasticOf(config))
  try {
    const steps = await planIndices(elastic, systemClock.now())
    for (const { says } of steps) say(`Elasticsearch　${says}`)
    if (steps.length === 0) say('Elasticsearch　不变')
    if (dryRun) return
    await applyTopics(kafka, wanted)
    await applyIndices(steps)
    say('已就绪。')
  } finally {
    await elastic.close()
  }
}

/** The ledger alone, to read and verify beside a running house. */
export async function wireLedger(
  config: Config,
): Promise<Pick<Ledger, 'read' | 'history' | 'head' | 'verify' | 'close'>> {
  if (config.mode === 'embedded') return openLedgerReadOnly(config.data, places(config))
  const { keyFolder, anchorFile } = places(config)
  const elastic = await openElastic(await elasticOf(config))
  const secrets = openElasticSecrets(elastic, { clock: systemClock, files: keyFiles(keyFolder) })
  const ledger = openElasticLedger(elastic, { clock: systemClock, anchors: anchorNotes(anchorFile, secrets) })
  const close = async () => {
    await ledger.close()
    await elastic.close()
  }
  return { read: ledger.read, history: ledger.history, head: ledger.head, verify: ledger.verify, close }
}

/** Where a house answers that runs on this data right now; null when none does, or it has not said yet. */
export function runningAddress(config: Config): string | null {
  if (config.mode === 'distributed') return null
  return runningHolder(dataFolder(config.data, places(config)).lock)?.http ?? null
}
