import type { Draws } from '../draws.ts'
import { startClerk } from './clerk.ts'
import { deliveriesTo, deskOf } from './deliveries.ts'
import type { Fault } from './fault.ts'
import type { Ground } from './ground.ts'
import { startLoad } from './load.ts'
import { type OrderWatch, watchOrder } from './order.ts'
import { PROCESS_FAULTS } from './process-faults.ts'
import { lookBefore, type Planted, reckon, type Tally } from './reckoning.ts'
import { SERVER_FAULTS } from './server-faults.ts'

/** The same work with nothing wrong: what the counting itself comes to. */
export const CONTROL: Fault = { name: '无故障（对照）', round: async ({ load }) => load.reached(200) }

/** Everything that is made to go wrong, the control first. */
export const FAULTS: readonly Fault[] = [CONTROL, ...SERVER_FAULTS, ...PROCESS_FAULTS]

/** From this many rounds on Elasticsearch is stopped for a whole minute; below it, as long as its own start takes, 7 to 20 s. */
const LONG_ROUNDS = 50

/** All rounds of one fault, added up. */
export type Sum = Omit<Tally, 'verdict'> &
  Readonly<{
    name: string
    rounds: number
    fallen: number
    seconds: number
    unverified: number
    said: readonly string[]
  }>

/** One fault after another on one ground. */
export type Campaign = Readonly<{ run: (fault: Fault, rounds: number) => Promise<Sum>; stop: () => Promise<void> }>

/** Opens a campaign. A stream that can no longer be watched ends it. */
export async function openCampaign(ground: Ground, chance: Draws, say: (line: string) => void): Promise<Campaign> {
  const order = await watchOrder(ground.house.ports.bus, cause => {
    throw cause
  })
  let number = 0
  return {
    async run(fault, rounds) {
      const began = performance.now()
      const tallies: Tally[] = []
      const said: string[] = []
      const fallen = ground.fallen()
      for (let n = 1; n <= rounds; n++) {
        const note = (text: string) => said.push(text)
        const stopMs = rounds >= LONG_ROUNDS ? 60_000 : 0
        const since = performance.now()
        const tally = await oneRound({ ground, chance, order, fault, stopMs, note, tag: `r${++number}` })
        tallies.push(tally)
        say(`${fault.name} 第 ${n} 轮：${shownTally(tally)}，${Math.round((performance.now() - since) / 1000)} 秒`)
      }
      return {
        ...sum(fault.name, tallies),
        fallen: ground.fallen() - fallen,
        seconds: (performance.now() - began) / 1000,
        said,
      }
    },
    stop: order.stop,
  }
}

type Rounding = Readonly<{
  ground: Ground
  chance: Draws
  order: OrderWatch
  fault: Fault
  stopMs: number
  note: (text: string) => void
  tag: string
}>

async function oneRound({ ground, chance, order, fault, tag, ...rest }: Rounding): Promise<Tally> {
  const before = await lookBefore(ground)
  const disordered = order.disordered()
  const desk = deskOf(ground)
  const load = startLoad(tag, deliveriesTo(ground, desk), chance)
  const clerk = startClerk(desk)
  const planted: Planted[] = []
  const healing: Promise<void>[] = []
  try {
    await fault.round({
      ...{ ground, load, chance, ...rest },
      planted: message => planted.push(message),
      meanwhile: work => healing.push(work),
    })
  } finally {
    await load.stop()
    await clerk.stop()
  }
  const decided = await clerk.stop()
  const tally = await reckon(ground, load, {
    before,
    planted,
    decided,
    disordered: () => order.disordered() - disordered,
  })
  await Promise.all(healing)
  return tally
}

const COUNTS = [
  'acknowledged',
  'searchable',
  'lost',
  'doubled',
  'disordered',
  'split',
  'letters',
  'decided',
  'undecided',
] as const

function sum(name: string, tallies: readonly Tally[]) {
  const of = (field: (typeof COUNTS)[number]) => tallies.reduce((total, tally) => total + tally[field], 0)
  const counts = Object.fromEntries(COUNTS.map(field => [field, of(field)])) as Record<(typeof COUNTS)[number], number>
  return { name, rounds: tallies.length, ...counts, unverified: tallies.filter(({ verdict }) => !verdict.ok).length }
}

/** Nothing lost, nothing doubled, order kept, every decision kept, and as much found as was acknowledged. */
export function isGood(tally: Omit<Sum, 'said' | 'seconds' | 'fallen'>): boolean {
  const { lost, doubled, disordered, split, letters, undecided, unverified, acknowledged, searchable } = tally
  const wrong = lost + doubled + disordered + split + letters + undecided + unverified
  return wrong === 0 && acknowledged === searchable && acknowledged > 0
}

function shownTally({ verdict, ...tally }: Tally): string {
  const ledger = verdict.ok ? `台账 ${verdict.head.position} 条校验通过` : `台账不符：${verdict.detail}`
  const { acknowledged, searchable, lost, doubled, disordered, split, letters, decided, undecided } = tally
  return `已确认 ${acknowledged} 可检索 ${searchable} 丢失 ${lost} 重复 ${doubled} 乱序 ${disordered} 分裂 ${split} 死信不符 ${letters} 决定 ${decided}（缺 ${undecided}） ${ledger}`
}

/** The table, in Markdown. */
export function table(sums: readonly Sum[]): string {
  const head =
    '| 故障 | 轮数 | 已确认 | 可检索 | 丢失 | 重复 | 乱序 | 事件分裂 | 死信不符 | 决定 | 决定缺失 | 台账 | 进程自行重启 | 秒 |'
  const rows = sums.map(one => {
    const ledger = one.unverified === 0 ? '通过' : `${one.unverified} 轮不符`
    const { name, rounds, acknowledged, searchable, lost, doubled, disordered, split, letters, decided, undecided } =
      one
    const cells = [
      name,
      rounds,
      acknowledged,
      searchable,
      lost,
      doubled,
      disordered,
      split,
      letters,
      decided,
      undecided,
    ]
    return `| ${[...cells, ledger, one.fallen, Math.round(one.seconds)].join(' | ')} |`
  })
  return [head, `|${'---|'.repeat(head.split('|').length - 2)}`, ...rows].join('\n')
}
