import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { builtConsole } from '@guanlan/host'
import { temporaryFolder } from '../contract/place.ts'
import { type ChildHouse, startChild } from './child-house.ts'
import { draws } from './draws.ts'
import { prepareData } from './prepared-data.ts'
import { arrivals, type Reckoning, reckon } from './reckoning.ts'

/** What a run of crashes showed. */
export type CrashReport = Reckoning &
  Readonly<{
    kills: number
    requests: number
    failures: number // requests cut off by a kill; their partner asked again
    repeats: number // raws that arrived more than once
    disordered: readonly string[] // sources whose order of arrival was not kept
    exitCode: number | null // of the orderly end
  }>

const MOST_REQUESTS_A_ROUND = 40
const MOST_TURNS = 400

/**
 * Three partners push to a running house at the same time while it is killed, `rounds` times, each at a moment drawn from the
 * seed: so many requests after the start, so many turns of the event loop after the last of them went out.
 */
export async function crash(rounds: number, seed: number, say: (line: string) => void): Promise<CrashReport> {
  await builtConsole(say)
  const folder = await temporaryFolder()
  const data = join(folder.path, 'data')
  const chance = draws(seed)
  const senders = await prepareData(data, chance)
  let house = startChild(data)
  let kills = 0
  let requests = 0
  let next = chance.whole(1, MOST_REQUESTS_A_ROUND)

  const sent = () => {
    requests++
    if (requests < next || kills === rounds) return
    next = Number.POSITIVE_INFINITY
    const turns = chance.whole(0, MOST_TURNS)
    house = killed(house, turns).then(async again => {
      kills++
      next = requests + chance.whole(1, MOST_REQUESTS_A_ROUND)
      say(`第 ${kills} 次中断：第 ${requests} 个请求之后`)
      return again
    })
  }
  const killed = async (running: Promise<ChildHouse>, turns: number): Promise<ChildHouse> => {
    const doomed = await running
    for (let turn = 0; turn < turns; turn++) await new Promise(resolve => setImmediate(resolve))
    await doomed.kill()
    return startChild(data)
  }

  try {
    const address = async () => (await house).address
    await Promise.all(senders.map(one => one.run(address, sent, () => kills >= rounds)))
    const reckoning = await reckon(await house, senders)
    const exitCode = await (await house).end()
    const failures = senders.reduce((sum, { counts }) => sum + counts.failures, 0)
    return { ...reckoning, ...(await arrivals(data, senders)), kills, requests, failures, exitCode }
  } finally {
    await house.then(
      ({ kill }) => kill(),
      () => {}, // it never started: the failure itself is on its way
    )
    await rm(folder.path, { recursive: true, force: true })
  }
}

/** The report as people read it. */
export function shown(report: CrashReport): string {
  const { kills, requests, failures, repeats, acknowledged, searchable, lost, doubled, deadLetters, verdict } = report
  const ledger = verdict.ok ? `校验通过（${verdict.head.position} 条提交，${verdict.anchors} 个锚点）` : verdict.detail
  return [
    `强制中断 ${kills} 次，推送请求 ${requests} 个，其中被中断 ${failures} 个，重复送达 ${repeats} 条`,
    `已确认 ${acknowledged} 条，可检索 ${searchable} 条，丢失 ${lost} 条，重复 ${doubled} 条，死信 ${deadLetters} 条，台账${ledger}`,
  ].join('\n')
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' }, seed: { type: 'string' } } })
  const seed = Number(values.seed ?? Date.now() % 2 ** 31)
  console.log(`种子 ${seed}`)
  const report = await crash(Number(values.rounds), seed, console.log)
  console.log(shown(report))
  const good = report.lost + report.doubled + report.strangers + report.deadLetters + report.disordered.length === 0
  process.exitCode = good && report.verdict.ok ? 0 : 1
}
