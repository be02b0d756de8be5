import { chmodSync, chownSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Child, launch } from './child.ts'
import { findJava } from './java.ts'
import { keepLogs } from './kept-logs.ts'
import { guardedFolder, removeFolder } from './lifeline.ts'
import { elasticsearchHome } from './maven.ts'
import { freePorts } from './ports.ts'
import { ELASTICSEARCH, ELASTICSEARCH_JAVA } from './versions.ts'
import { tried, until } from './waiting.ts'

const READY_MS = 120_000
const STOP_MS = 10_000

/**
 * Elasticsearch refuses to run as root. Root runs it under a user number that belongs to nobody, from the range that systemd lends
 * to services for one run (61184–65519): no account is made, so none stays behind.
 */
const NOBODY_ELSE = 61_742

/** A running single-node Elasticsearch on 127.0.0.1, without encryption or passwords. */
export type ElasticsearchServer = Readonly<{
  version: string
  url: string
  /** The leading process of the group, or null while it is down. */
  pid: () => number | null
  /** Stops its clock (SIGSTOP): sockets stay open and nothing answers. */
  pause: () => void
  resume: () => void
  /** Ends it; fulfilled when its processes are gone. */
  kill: (signal?: 'SIGKILL' | 'SIGTERM') => Promise<void>
  /** Starts it again on its own data and port; fulfilled when its health is at least yellow. */
  start: () => Promise<void>
  /** Ends it and removes all data; logs are kept when asked or when it had ended by itself. */
  stop: (how?: { keepLogs?: boolean }) => Promise<void>
}>

/**
 * Fetches Elasticsearch's test distribution if need be and starts one node; fulfilled when its health is at least yellow. All ends
 * with our process, however that ends.
 * @param port     of 127.0.0.1; a free one by default
 * @param heapMb   the JVM's heap, 512 by default
 * @param settings lines of elasticsearch.yml that win over ours
 * @throws {Error} a Chinese sentence: no Java, no Maven, or not ready after three attempts (logs are kept then)
 */
export async function startElasticsearch({
  port,
  heapMb = 512,
  settings = {},
}: {
  port?: number
  heapMb?: number
  settings?: Readonly<Record<string, string>>
} = {}): Promise<ElasticsearchServer> {
  const java = findJava({ atLeast: ELASTICSEARCH_JAVA, named: 'JAVA_ES', server: `Elasticsearch ${ELASTICSEARCH} ` })
  const home = await elasticsearchHome()
  return tried('启动 Elasticsearch', 3, async () => {
    const [free, transport] = await freePorts(2)
    return startNode({ java: java.home, home, heapMb, port: port ?? free!, transport: transport!, settings })
  })
}

type Place = Readonly<{
  java: string
  home: string
  heapMb: number
  port: number
  transport: number
  settings: Readonly<Record<string, string>>
}>

async function startNode(place: Place): Promise<ElasticsearchServer> {
  const owner = process.getuid?.() === 0 ? NOBODY_ELSE : undefined
  const folder = guardedFolder('elasticsearch', owner)
  const url = `http://127.0.0.1:${place.port}`
  let child: Child | null = null

  const end = async (why: string | null) => {
    await child?.stop(STOP_MS)
    const fell = child?.fell() ?? false
    if (why !== null || fell) keepLogs(folder, why ?? 'Elasticsearch 自行退出')
    removeFolder(folder)
  }
  const start = async () => {
    if (child !== null) return
    child = launch({
      // Its own launcher is a small second JVM that waits beside the server: the only way in that needs no private protocol.
      command: join(place.home, 'bin/elasticsearch'),
      args: [],
      env: environment(place, folder),
      cwd: folder,
      log: join(folder, 'server.log'),
      ...(owner === undefined ? {} : { owner }),
    })
    await until('等待 Elasticsearch 就绪', READY_MS, [child], () => healthy(url))
  }

  try {
    prepare(place, folder, owner)
    await start()
  } catch (error) {
    await end('Elasticsearch 启动失败')
    throw error
  }

  return {
    version: ELASTICSEARCH,
    url,
    pid: () => child?.pid ?? null,
    pause: () => child?.signal('SIGSTOP'),
    resume: () => child?.signal('SIGCONT'),
    kill: async (signal = 'SIGKILL') => {
      const ending = child
      child = null
      if (signal === 'SIGKILL') ending?.signal('SIGKILL')
      await ending?.stop(30_000)
    },
    start,
    stop: ({ keepLogs: asked = false } = {}) => end(asked ? '按要求' : null),
  }
}

/** Everything it writes goes to `folder`: the unpacked home is shared and stays as fetched. */
function environment({ java, heapMb }: Place, folder: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    ES_JAVA_HOME: java,
    ES_PATH_CONF: join(folder, 'config'),
    ES_TMPDIR: join(folder, 'tmp'),
    ES_JAVA_OPTS: `-Xms${heapMb}m -Xmx${heapMb}m -XX:-UsePerfData`,
    CLI_JAVA_OPTS: '-XX:-UsePerfData', // else either JVM leaves a folder behind
  }
}

function prepare(place: Place, folder: string, owner: number | undefined): void {
  cpSync(join(place.home, 'config'), join(folder, 'config'), { recursive: true })
  for (const name of ['data', 'logs', 'tmp']) mkdirSync(join(folder, name))
  const settings: Record<string, string> = {
    'cluster.name': 'guanlan-test',
    'node.name': 'node-1',
    'discovery.type': 'single-node',
    'network.host': '127.0.0.1',
    'http.port': String(place.port),
    'transport.port': String(place.transport),
    'path.data': join(folder, 'data'),
    'path.logs': join(folder, 'logs'),
    'xpack.security.enabled': 'false',
    // A full developer's disk must not turn indices read-only in the middle of a test.
    'cluster.routing.allocation.disk.threshold_enabled': 'false',
    'action.auto_create_index': 'false', // an index that we did not set up is a mistake, in tests as in production
    ...place.settings,
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  writeFileSync(join(folder, 'config/elasticsearch.yml'), `${lines.join('\n')}\n`)
  if (owner !== undefined) for (const path of [folder, ...everythingIn(folder)]) chownSync(path, owner, owner)
  chmodSync(folder, 0o700)
}

function everythingIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => join(folder, path))
}

/** `GET /` is not in the test distribution; health is, and says more. */
async function healthy(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`, {
    signal: AbortSignal.timeout(3_000),
  })
  await answer.arrayBuffer()
  return answer.ok
}
