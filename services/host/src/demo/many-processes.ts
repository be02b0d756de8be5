import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Unavailable } from '@guanlan/domain'
import type { Config } from '@guanlan/runtime'
import { type HouseOptions, openServices, type ServiceName } from '../house.ts'
import { setUp } from '../wire.ts'
import type { Stage } from './stage.ts'

const MAIN = resolve(import.meta.dirname, '../main.ts')

/** One process a service, but for the doors, which stand with the step they feed. */
const PROCESSES: readonly (readonly ServiceName[])[] = [
  ['indexer'],
  ['alerting'],
  ['classifier'],
  ['ingest', 'doors'],
  ['crawler'],
  ['briefs'],
  ['desk'],
]

type Child = Readonly<{ names: readonly ServiceName[]; process: ChildProcess; address: string | null }>

/** The house as one process a service on Kafka and Elasticsearch; this process only furnishes it and tells the story. */
export async function stageInManyProcesses(options: HouseOptions, say: (line: string) => void): Promise<Stage> {
  const { config, fatal } = options
  await setUp(config, () => {}, false)
  const here = await openServices(options, [])
  const children: Child[] = []
  const stop = async () => {
    await Promise.all(children.splice(0).map(({ process }) => ended(process)))
    await here.stop()
  }
  try {
    for (const names of PROCESSES) {
      const child = await started(names, config, fatal)
      children.push(child)
      say(`进程 ${child.process.pid}：${names.join('、')}`)
    }
    const at = (name: ServiceName) => children.find(({ names }) => names.includes(name))!.address!
    return { ...here, desk: at('desk'), doors: at('doors'), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** What a child needs to know beyond its own environment. */
function environment({ data, port, bureau, allowPrivate }: Config, names: readonly ServiceName[]): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GUANLAN_DATA: data,
    GUANLAN_PORT: names.includes('desk') ? String(port) : '0',
    GUANLAN_METRICS_PORT: '0', // one port would not do for all of them on one machine
    GUANLAN_BUREAU: bureau,
    GUANLAN_ALLOW_PRIVATE: allowPrivate.join(','),
    GUANLAN_LOG_LEVEL: process.env.GUANLAN_LOG_LEVEL ?? 'warn',
  }
}

async function started(names: readonly ServiceName[], config: Config, fatal: HouseOptions['fatal']): Promise<Child> {
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=TimeoutNegativeWarning',
    MAIN,
    'run',
    ...names,
    '--demo',
  ]
  const child = spawn(process.execPath, args, { env: environment(config, names), stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = new Unavailable('demo/process-ended', { detail: names.join('、') })
  child.once('exit', code => {
    if (code !== 0 && code !== null) fatal(gone)
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const up = /^已启动：\S+?(?:　(http\S+))?$/.exec(line)
    if (up === null) continue
    child.stdout.resume() // nobody reads on; a full pipe would stop the child
    return { names, process: child, address: up[1] ?? null }
  }
  throw gone
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}
