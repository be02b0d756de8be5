import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Child, launch } from './child.ts'
import { findJava } from './java.ts'
import { brokersSeen } from './kafka-metadata.ts'
import { type Node, settingsOf } from './kafka-settings.ts'
import { keepLogs } from './kept-logs.ts'
import { guardedFolder, removeFolder } from './lifeline.ts'
import { kafkaJars } from './maven.ts'
import { freePorts, listens } from './ports.ts'
import { KAFKA, KAFKA_JAVA } from './versions.ts'
import { Hopeless, tried, until } from './waiting.ts'

const LOGGING = resolve(import.meta.dirname, '../kafka/log4j2.properties')
const FORMAT_FLAGS = ['-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-XX:-UsePerfData']
const BROKER_FLAGS = [
  '-Xms192m',
  '-Xmx384m',
  '-XX:+UseSerialGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-XX:-UsePerfData',
  '-Djava.awt.headless=true',
]
const READY_MS = 90_000
/** The last of three has no quorum left to say goodbye to and would wait for minutes. */
const STOP_MS = 3_000

/** One broker of a running cluster. */
export type Broker = Readonly<{
  number: number
  /** 127.0.0.1 and the port, which stays the same over kills and starts. */
  address: string
  /** The process number, or null while it is down. */
  pid: () => number | null
  /** Ends it; fulfilled when the process is gone. */
  kill: (signal?: 'SIGKILL' | 'SIGTERM') => Promise<void>
  /** Stops its clock (SIGSTOP): sockets stay open and nothing answers. */
  pause: () => void
  resume: () => void
  /** Starts it again on its own data; fulfilled when it sees itself in the cluster. */
  start: () => Promise<void>
}>

/** A running Kafka cluster on 127.0.0.1, without encryption or passwords. */
export type KafkaServers = Readonly<{
  version: string
  bootstrap: readonly string[]
  /** Numbered from 1. */
  broker: (number: number) => Broker
  /** Ends every broker and removes all data; logs are kept when asked or when a broker had ended by itself. */
  stop: (how?: { keepLogs?: boolean }) => Promise<void>
}>

/**
 * Fetches Kafka if need be and starts 1 or 3 brokers (KRaft, broker and controller at once); fulfilled when every broker sees all of
 * them. All ends with our process, however that ends.
 * @param settings server.properties that win over ours
 * @throws {Error} a Chinese sentence: no Java, no Maven, or no quorum after three attempts (logs are kept then)
 */
export async function startKafka({
  brokers,
  settings = {},
}: {
  brokers: 1 | 3
  settings?: Readonly<Record<string, string>>
}): Promise<KafkaServers> {
  const java = join(findJava({ atLeast: KAFKA_JAVA, named: 'JAVA_KAFKA', server: 'Kafka ' }).home, 'bin/java')
  const jars = await kafkaJars()
  return tried('启动 Kafka', 3, () => startCluster(java, join(jars, '*'), brokers, settings))
}

async function startCluster(
  java: string,
  classPath: string,
  count: number,
  settings: Readonly<Record<string, string>>,
): Promise<KafkaServers> {
  const ports = await freePorts(2 * count)
  const folder = guardedFolder('kafka')
  const nodes = Array.from({ length: count }, (_, i): Node => {
    const number = i + 1
    return { number, folder: join(folder, `node-${number}`), port: ports[2 * i]!, controllerPort: ports[2 * i + 1]! }
  })
  const everyone = nodes.map(({ number }) => number)
  const children = new Map<number, Child>()

  const launchNode = (node: Node) => {
    const args = [...BROKER_FLAGS, `-Dlog4j2.configurationFile=${LOGGING}`, '-cp', classPath]
    const child = launch({
      command: java,
      args: [...args, 'kafka.Kafka', join(node.folder, 'server.properties')],
      env: process.env,
      cwd: node.folder,
      log: join(node.folder, 'server.log'),
    })
    children.set(node.number, child)
  }
  const running = () => [...children.values()]
  const end = async (why: string | null) => {
    await Promise.all(running().map(child => child.stop(STOP_MS)))
    const fallen = running().filter(child => child.fell()).length
    if (why !== null || fallen > 0) keepLogs(folder, why ?? `有 ${fallen} 个 Kafka 节点自行退出`)
    removeFolder(folder)
  }

  try {
    const cluster = clusterId()
    for (const node of nodes) format(java, classPath, node, cluster, settingsOf(node, nodes, settings))
    for (const node of nodes) {
      launchNode(node)
      // One after another: three at once on two cores miss each other's deadlines. The first alone has no quorum, but it listens.
      const known = children.size > count / 2 ? [...children.keys()] : null
      await until(`等待 Kafka 节点 ${node.number} 就绪`, READY_MS, running(), async () =>
        known ? includesAll(await brokersSeen(node.port), known) : listens(node.controllerPort),
      )
    }
    for (const node of nodes)
      await until(`等待 Kafka 节点 ${node.number} 看到全部节点`, READY_MS, running(), async () =>
        includesAll(await brokersSeen(node.port), everyone),
      )
  } catch (error) {
    await end('Kafka 启动失败')
    throw error
  }

  const broker = (number: number): Broker => {
    const node = nodes[number - 1]
    if (!node) throw new Error(`没有编号为 ${number} 的 Kafka 节点；编号为 1 至 ${count}。`)
    return {
      number,
      address: `127.0.0.1:${node.port}`,
      pid: () => children.get(number)?.pid ?? null,
      kill: async (signal = 'SIGKILL') => {
        const child = children.get(number)
        children.delete(number)
        if (signal === 'SIGKILL') child?.signal('SIGKILL')
        await child?.stop(30_000)
      },
      pause: () => children.get(number)?.signal('SIGSTOP'),
      resume: () => children.get(number)?.signal('SIGCONT'),
      start: async () => {
        if (children.has(number)) return
        launchNode(node)
        await until(`等待 Kafka 节点 ${number} 重新就绪`, READY_MS, [children.get(number)!], async () =>
          includesAll(await brokersSeen(node.port), [number]),
        )
      },
    }
  }

  return {
    version: KAFKA,
    bootstrap: nodes.map(({ port }) => `127.0.0.1:${port}`),
    broker,
    stop: ({ keepLogs: asked = false } = {}) => end(asked ? '按要求' : null),
  }
}

/** Writes the settings and formats the data folder, which a KRaft node refuses to start without. */
function format(java: string, classPath: string, node: Node, cluster: string, settings: string): void {
  mkdirSync(node.folder, { recursive: true })
  const file = join(node.folder, 'server.properties')
  writeFileSync(file, settings)
  const tool = ['kafka.tools.StorageTool', 'format', '-t', cluster, '-c', file]
  const { status, stdout, stderr, error } = spawnSync(java, [...FORMAT_FLAGS, '-cp', classPath, ...tool], {
    encoding: 'utf8',
  })
  if (status !== 0)
    throw new Hopeless(`Kafka 不接受所给设置：${error?.message ?? `${stdout}${stderr}`.trim().split(/\n/)[0]}`)
}

/** Kafka names a cluster by a UUID in 22 characters of base64url; one that begins with '-' would read as an option. */
function clusterId(): string {
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url')
  return id.startsWith('-') ? clusterId() : id
}

function includesAll(seen: readonly number[], wanted: readonly number[]): boolean {
  return wanted.every(number => seen.includes(number))
}
