import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { builtConsole } from '@guanlan/host'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../contract/place.ts'
import { type ChildHouse, startChild } from './child-house.ts'
import { draws } from './draws.ts'
import { prepareData } from './prepared-data.ts'
import { reckon } from './reckoning.ts'

/** Above what an empty folder needs, below what the streams' log grows to before it is folded in. */
const FILE_LIMIT_KB = 2048
const REFUSALS_SEEN = 20
const MORE_PUSHES = 10

/** Gives the disk back: to the living process where the system can (Linux), else by killing it and starting anew. */
async function lifted(house: ChildHouse, data: string): Promise<ChildHouse> {
  try {
    await promisify(execFile)('prlimit', [`--pid=${house.pid}`, '--fsize=unlimited'])
    return house
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    await house.kill()
    return startChild(data)
  }
}

test('a full disk: doors answer 503, nothing acknowledged is lost, and the house goes on when there is room again', async () => {
  await builtConsole(() => {})
  const folder = await temporaryFolder()
  const data = join(folder.path, 'data')
  const senders = await prepareData(data, draws(7))
  let house = startChild(data, { fileLimitKb: FILE_LIMIT_KB })
  let lifting = false
  let after = 0
  const busy = () => senders.reduce((sum, { counts }) => sum + counts.busy, 0)
  const sent = () => {
    if (lifting) after++
    else if (busy() >= REFUSALS_SEEN) {
      lifting = true
      house = house.then(full => lifted(full, data))
    }
  }
  try {
    const address = async () => (await house).address
    await Promise.all(senders.map(one => one.run(address, sent, () => after >= MORE_PUSHES)))
    const { verdict, ...counts } = await reckon(await house, senders)
    console.log(`磁盘写满期间拒收 ${busy()} 次；已确认 ${counts.acknowledged} 条，可检索 ${counts.searchable} 条`)
    expect(counts).toMatchObject({ lost: 0, doubled: 0, strangers: 0, deadLetters: 0 })
    expect(counts.searchable).toBe(counts.acknowledged)
    expect(verdict.ok).toBe(true)
    expect(busy()).toBeGreaterThanOrEqual(REFUSALS_SEEN)
    expect(await (await house).end()).toBe(0)
  } finally {
    await house.then(
      ({ kill }) => kill(),
      () => {}, // it never started: the failure itself is on its way
    )
    await rm(folder.path, { recursive: true, force: true })
  }
}, 120_000)
