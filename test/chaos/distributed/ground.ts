import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Json, type Move, machine, Unavailable, type Watch } from '@guanlan/domain'
import { addAccount, builtConsole, openServices, type Running } from '@guanlan/host'
import { openLog, readConfig } from '@guanlan/runtime'
import { type ElasticsearchServer, startElasticsearch } from '../../../infra/servers/elasticsearch.ts'
import { type KafkaServers, startKafka } from '../../../infra/servers/kafka.ts'
import { temporaryFolder } from '../../contract/place.ts'
import { doorOf } from '../../flow/sources.ts'
import { KEEPER } from '../prepared-data.ts'
import { guanlan, keepRunning, type ServiceProcess, type Surroundings } from './service-process.ts'

/** Sources of the campaign: two doors, and one whose files an officer imports at the desk. */
export const SOURCES = [
  { id: 'partner-wechat', channel: 'wechat' },
  { id: 'partner-video', channel: 'video' },
  { id: 'desk-files', channel: 'hotline' },
] as const

/** The watch that the clerk pauses and resumes again and again. */
export const CLERK_WATCH = 'clerk'

const UNTIL_MS = 120_000

const PROCESSES = {
  indexer: ['indexer'],
  alerting: ['alerting'],
  standby: ['alerting'],
  classifier: ['classifier'],
  ingest: ['ingest', 'doors'],
  desk: ['desk'],
} as const

/** The names of the standing processes. */
export type ProcessName = keyof typeof PROCESSES

/** Three brokers, one Elasticsearch and the house on them, a process a service and two for alerting; and a view of it from outside. */
export type Ground = Readonly<{
  kafka: KafkaServers
  elastic: ElasticsearchServer
  processes: Readonly<Record<ProcessName, ServiceProcess>>
  house: Running
  prefix: string
  doorKeys: ReadonlyMap<string, string>
  around: Surroundings
  /** Processes that ended unasked and were started again, since the beginning. */
  fallen: () => number
  /** Asks until it is so; a question that nobody answers counts as no. @throws {Error} after two minutes */
  until: (what: string, isSo: () => Promise<boolean>) => Promise<void>
  stop: () => Promise<void>
}>

/** Starts everything. `logs`: where the processes' logs stay; by default they go with everything else. */
export async function startGround(say: (line: string) => void, logs?: string): Promise<Ground> {
  const folder = await temporaryFolder()
  const stops: (() => Promise<void>)[] = [folder.remove]
  const stop = async () => {
    for (const one of stops.splice(0).reverse()) await one()
  }
  try {
    await builtConsole(say)
    const kafka = await startKafka({ brokers: 3 })
    stops.push(() => kafka.stop())
    const elastic = await startElasticsearch()
    stops.push(() => elastic.stop())
    say(`Kafka ${kafka.version}（3 个节点）、Elasticsearch ${elastic.version} 已就绪`)
    const settings = settingsOf(folder.path, kafka, elastic)
    const around = { settings, logs: logs ?? join(folder.path, 'logs') }
    mkdirSync(around.logs, { recursive: true })
    await guanlan(['setup'], around)
    const house = await view(settings)
    stops.push(house.stop)
    const doorKeys = await furnish(house)
    const processes = Object.fromEntries(
      Object.entries(PROCESSES).map(([name, services]) => [name, keepRunning(name, services, around)]),
    ) as Record<ProcessName, ServiceProcess>
    stops.push(async () => void (await Promise.all(Object.values(processes).map(one => one.end()))))
    for (const one of Object.values(processes)) await one.up()
    say(`服务进程已就绪：${Object.keys(processes).join('、')}`)
    const fallen = () => Object.values(processes).reduce((sum, one) => sum + one.fallen(), 0)
    const prefix = settings.GUANLAN_PREFIX!
    return { kafka, elastic, processes, house, prefix, doorKeys, around, fallen, until, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const last = performance.now() + UNTIL_MS
  while (!(await isSo().catch(unanswered))) {
    if (performance.now() > last) throw new Error(`等待“${what}”超过 ${UNTIL_MS / 1000} 秒`)
    await pause(100)
  }
}

function unanswered(error: unknown): false {
  if (error instanceof Unavailable) return false
  throw error
}

function settingsOf(folder: string, kafka: KafkaServers, elastic: ElasticsearchServer): Record<string, string> {
  return {
    GUANLAN_MODE: 'distributed',
    GUANLAN_PREFIX: 'campaign',
    GUANLAN_KAFKA_BROKERS: kafka.bootstrap.join(),
    GUANLAN_KAFKA_REPLICATION: '3',
    GUANLAN_KAFKA_SESSION_SECONDS: '4', // a killed process holds its partitions that long
    GUANLAN_ELASTICSEARCH: elastic.url,
    GUANLAN_DATA: join(folder, 'data'),
    GUANLAN_PORT: '0',
    GUANLAN_LOG_LEVEL: 'info',
  }
}

/** The ports and records of the house, and none of its services. */
function view(settings: Readonly<Record<string, string>>): Promise<Running> {
  return openServices(
    {
      config: readConfig(settings),
      log: openLog('error'),
      consoleFolder: null,
      demo: false,
      setupCode: null,
      gazetteer: [],
      fatal: cause => {
        throw cause
      },
    },
    [],
  )
}

/** An account, the sources and two watches; gives the keys of the doors. */
async function furnish({ ports, records }: Running): Promise<ReadonlyMap<string, string>> {
  const now = ports.clock.now()
  const { id, password } = KEEPER
  const keeper = {
    id,
    name: '值守',
    post: '管理员',
    unit: '信息中心',
    roles: ['admin', 'officer'],
    demo: false,
  } as const
  await addAccount({ accounts: ports.accounts, records, now }, keeper, password)
  const watch = (watchId: string, name: string, query: string): Watch => ({
    ...{ id: watchId, name, query, topics: [], regions: [] },
    ...{ owner: id, active: true, createdAt: now },
  })
  const added = (kind: 'watch' | 'source', record: Readonly<{ id: string }>): Move => {
    const body = { [kind]: record as unknown as Json }
    return { kind, id: record.id, type: 'added', by: machine('test'), at: now, reason: null, body }
  }
  const moves = [
    added('watch', watch('bus', '公交', '公交')),
    added('watch', watch(CLERK_WATCH, '值守', '无人提及')),
    ...SOURCES.map(({ id: sourceId, channel }) => added('source', doorOf(sourceId, channel))),
  ]
  const expect = moves.map(move => ({ kind: move.kind, id: move.id, version: 0 }))
  await records.commit({ commitId: 'furnished', expect, moves })
  const keys = new Map<string, string>()
  for (const { id: sourceId } of SOURCES) keys.set(sourceId, await ports.secrets.issueDoorKey(sourceId))
  return keys
}
