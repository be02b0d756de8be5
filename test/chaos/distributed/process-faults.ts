import { setTimeout as pause } from 'node:timers/promises'
import type { Fault, Round } from './fault.ts'
import type { Ground, ProcessName } from './ground.ts'
import { keepRunning, type ServiceProcess } from './service-process.ts'

/** What goes wrong with the processes of the house. */
export const PROCESS_FAULTS: readonly Fault[] = [
  { name: '强杀分类进程', round: killed('classifier') },
  { name: '强杀索引进程', round: killed('indexer') },
  { name: '强杀收件进程', round: killed('ingest') },
  { name: '强杀预警主进程', round: leaderKilled },
  { name: '强杀工作台进程', round: killed('desk') },
  { name: '批次中途重新分区', round: rebalance },
  { name: '消费者停顿', round: slowConsumer },
  { name: '两个预警进程同时自认为主', round: twoLeaders },
]

/** Load first, then the moment: so many items, so many milliseconds. */
async function moment({ load, chance }: Round): Promise<void> {
  await load.reached(chance.whole(30, 150))
  await pause(chance.whole(0, 200))
}

function killed(name: ProcessName): Fault['round'] {
  return async round => {
    await moment(round)
    await round.ground.processes[name].kill()
    await round.ground.processes[name].up()
    await round.load.reached(50)
  }
}

async function leaderKilled(round: Round): Promise<void> {
  const { ground, load, note } = round
  await moment(round)
  const { process, fence } = await leader(ground)
  const began = performance.now()
  await process.kill()
  await newLeader(ground, fence)
  note(`${Math.round((performance.now() - began) / 1000)} 秒后接管`)
  await load.reached(50)
}

/** The leader hears and says nothing until another leads, then goes on in the belief that it still does. */
async function twoLeaders(round: Round): Promise<void> {
  const { ground, load } = round
  await moment(round)
  const { process, fence } = await leader(ground)
  await process.pause()
  try {
    await newLeader(ground, fence)
  } finally {
    await process.resume()
  }
  await load.reached(100)
}

/** A second member joins while batches are in hand, and leaves again in order. */
async function rebalance(round: Round): Promise<void> {
  const { ground, load, chance } = round
  const name = (['classifier', 'indexer', 'ingest'] as const)[chance.whole(0, 2)]!
  await moment(round)
  const newcomer = keepRunning(`newcomer-${name}`, [name], ground.around)
  try {
    await newcomer.up()
    await load.reached(chance.whole(50, 150))
  } finally {
    await newcomer.end()
  }
  await load.reached(50)
}

/** Shorter or longer than its session lasts: then it wakes up as one who has been given up. */
async function slowConsumer(round: Round): Promise<void> {
  const { ground, load, chance } = round
  const slow = ground.processes[chance.odds(0.5) ? 'classifier' : 'indexer']
  await moment(round)
  await slow.pause()
  try {
    await pause(chance.whole(2000, 8000))
  } finally {
    await slow.resume()
  }
  await load.reached(50)
}

type Leader = Readonly<{ process: ServiceProcess; fence: number }>

async function leader({ house, processes, until }: Ground): Promise<Leader> {
  const found: { leader?: Leader } = {}
  await until('有预警主进程', async () => {
    const held = await house.ports.lease.current('alerting')
    for (const process of [processes.alerting, processes.standby]) {
      const pid = await process.pid()
      if (held?.holder.split(':')[1] === String(pid)) found.leader = { process, fence: held.fence }
    }
    return found.leader !== undefined
  })
  return found.leader!
}

function newLeader({ house, until }: Ground, fence: number): Promise<void> {
  return until('另一个预警进程接管', async () => ((await house.ports.lease.current('alerting'))?.fence ?? 0) > fence)
}
