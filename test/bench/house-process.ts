/**
 * A whole house in a process of its own, for benches: prints where it answers, then does what its parent asks over the channel
 * of `fork`. Run by `startHouse`; not a command.
 */
import { type Json, type Move, machine, type Source, type Watch } from '@guanlan/domain'
import { addAccount, cityNames, openHouse, stageInManyProcesses } from '@guanlan/host'
import { openLog, readConfig } from '@guanlan/runtime'
import { createCity } from '@guanlan/scenario'
import type { HouseAnswer, HouseAsk, HouseWish } from './house.ts'

const SEED = 20_261_124
const wish = JSON.parse(process.argv[2]!) as HouseWish

const fatal = (cause: Error) => {
  console.error(cause)
  process.exit(1)
}
const config = {
  ...readConfig(wish.surroundings),
  data: wish.data,
  port: 0,
  logLevel: 'silent',
  doorMaxMb: 64,
} as const
const options = {
  config,
  log: openLog('warn'),
  consoleFolder: null,
  demo: false,
  setupCode: null,
  gazetteer: cityNames(createCity({ seed: SEED, startAt: Date.now(), rate: 1 })),
  fatal,
}
const house = config.mode === 'embedded' ? await inOneProcess() : await stageInManyProcesses(options, () => {})
const { ports, records } = house

async function inOneProcess() {
  const opened = await openHouse(options)
  return { ...opened, desk: opened.address, doors: opened.address }
}

async function record(kind: 'watch' | 'source', id: string, body: Move['body']): Promise<void> {
  const move: Move = { kind, id, type: 'added', by: machine('bench'), at: Date.now(), reason: null, body }
  await records.commit({ commitId: `bench ${kind} ${id}`, expect: [{ kind, id, version: 0 }], moves: [move] })
}

async function addDoor(): Promise<string> {
  const source: Source = {
    ...{ id: 'load', name: '压测入口', channel: 'forum', kind: 'door', url: null, schedule: null, mediaRank: 'none' },
    ...{ region: null, linkPattern: null, listSelector: null, backfillPages: 0, crawlDelayMs: 0, active: true },
  } as const
  await record('source', source.id, { source: source as unknown as Json })
  return ports.secrets.issueDoorKey(source.id)
}

async function furnish(): Promise<string> {
  const person = {
    id: 'bench',
    name: '压测',
    post: '值班员',
    unit: '局办公室',
    demo: false,
    roles: ['officer'],
  } as const
  await addAccount({ accounts: ports.accounts, records, now: Date.now() }, person, wish.password)
  for (const [n, query] of wish.watches.entries()) {
    const of = {
      name: `方案${n}`,
      query,
      topics: [],
      regions: [],
      owner: person.id,
      active: true,
      createdAt: Date.now(),
    }
    const watch: Watch = { id: `watch-${n}`, ...of }
    await record('watch', watch.id, { watch: watch as unknown as Json })
  }
  return addDoor()
}

async function answer(ask: HouseAsk): Promise<HouseAnswer> {
  if (ask === 'progress') {
    const lags = await ports.bus.lags()
    const searchable = await ports.index.count({ query: null, filters: {} })
    return { searchable, waiting: lags.reduce((sum, { waiting }) => sum + waiting, 0) }
  }
  globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return { rss, heapUsed, cpuMs: (user + system) / 1000 }
}

process.on('message', ({ n, ask }: { n: number; ask: HouseAsk | 'stop' }) => {
  if (ask === 'stop') void house.stop().then(() => process.exit(0))
  else void answer(ask).then(value => process.send!({ n, value }), fatal)
})
const doorKey = await furnish()
process.send!({ n: 0, value: { address: house.desk, doors: house.doors, doorKey } })
