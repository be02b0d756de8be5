import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'

/** Settings of a house beyond its folder, as the environment states them: the clusters of a distributed one. */
export type Surroundings = Readonly<Record<string, string>>

/** What a house of a bench is opened with; each watch is a query. */
export type HouseWish = Readonly<{
  data: string
  password: string
  watches: readonly string[]
  surroundings: Surroundings
}>

/** `progress`: how far the pipeline is. `cost`: processor time since the start and memory now. */
export type HouseAsk = 'progress' | 'cost'

/** Searchable mentions and deliveries that wait in any group. */
export type Progress = Readonly<{ searchable: number; waiting: number }>

/** Processor time of all threads since the start, in ms; memory in bytes. */
export type Cost = Readonly<{ cpuMs: number; rss: number; heapUsed: number }>

export type HouseAnswer = Progress | Cost

/** A running house in a process of its own, or one a service, on a fresh folder, with the durability of a real one. */
export type BenchHouse = Readonly<{
  address: string // of the desk
  doors: string // address that partners push to
  doorKey: string
  pid: number
  progress: () => Promise<Progress>
  cost: () => Promise<Cost>
  /** The cookie of a signed-in officer. */
  signIn: () => Promise<string>
  /** Posts NDJSON to the door. @throws when it is not taken */
  push: (ndjson: string) => Promise<void>
  stop: () => Promise<void>
}>

const PASSWORD = '压测所用的口令 2026'
const ENTRY = join(import.meta.dirname, 'house-process.ts')

/** What the bureau of the benches follows: about half of the load. */
export const USUAL_WATCHES = [
  '出租车 OR 出租汽车 OR 的士 OR 网约车 OR 份子钱 OR 经营权',
  '公交 OR 班次 OR 甩站 OR 老年卡',
  '坑槽 OR 路面 OR 施工 OR 大桥 OR 农村公路 OR 村道 OR 半幅',
  '驾校 OR 教练 OR 学车',
  '客运站 OR 班线 OR 渡口 OR 停航 OR 黑车',
]

/** Starts a house and settles when it answers. `nodeFlags` go to its node, as for a profile. */
export async function startHouse(
  watches: readonly string[] = USUAL_WATCHES,
  nodeFlags: readonly string[] = (process.env.BENCH_HOUSE_FLAGS ?? '').split(' ').filter(flag => flag !== ''),
  surroundings: Surroundings = {},
): Promise<BenchHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-bench-house-'))
  const wish: HouseWish = { data: join(folder, 'data'), password: PASSWORD, watches, surroundings }
  const child = fork(ENTRY, [JSON.stringify(wish)], {
    // as infra/run.mjs starts a house
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=TimeoutNegativeWarning',
      '--max-semi-space-size=8',
      ...nodeFlags,
    ],
    env: { ...process.env, ...surroundings },
  })
  const ask = asking(child)
  const { address, doors, doorKey } = (await ask(null)) as Pick<BenchHouse, 'address' | 'doors' | 'doorKey'>
  await known(doors, doorKey)
  return {
    address,
    doors,
    doorKey,
    pid: child.pid!,
    progress: async () => (await ask('progress')) as Progress,
    cost: async () => (await ask('cost')) as Cost,
    signIn: () => signIn(address),
    push: ndjson => push(doors, doorKey, ndjson),
    stop: async () => {
      const ended = new Promise(settle => child.once('exit', settle))
      child.send({ n: -1, ask: 'stop' })
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function asking(child: ChildProcess): (ask: HouseAsk | null) => Promise<unknown> {
  const waiting = new Map<number, (value: unknown) => void>()
  let asked = 0
  child.on('message', ({ n, value }: { n: number; value: unknown }) => {
    waiting.get(n)?.(value)
    waiting.delete(n)
  })
  child.on('exit', code => {
    if (waiting.size > 0) throw new Error(`the house ended with ${code}`)
  })
  return ask =>
    new Promise(settle => {
      const n = ask === null ? 0 : ++asked
      waiting.set(n, settle)
      if (ask !== null) child.send({ n, ask })
    })
}

async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'bench', password: PASSWORD }),
  })
  if (answer.status !== 200) throw new Error(`signing in: ${answer.status}`)
  return answer.headers.getSetCookie()[0]!.split(';')[0]!
}

/** A door in a process of its own hears of its sources from the ledger, a moment after they were added. */
async function known(doors: string, doorKey: string): Promise<void> {
  while ((await posted(doors, doorKey, '\n')).status !== 202) await after(50)
}

const posted = (address: string, doorKey: string, body: string) =>
  fetch(`${address}/door/mentions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${doorKey}`, 'content-type': 'application/x-ndjson' },
    body,
  })

async function push(address: string, doorKey: string, ndjson: string): Promise<void> {
  const answer = await posted(address, doorKey, ndjson)
  const { refused } = (await answer.json()) as { refused?: readonly unknown[] }
  if (answer.status !== 202 || refused?.length !== 0) throw new Error(`the door answered ${answer.status}`)
}
