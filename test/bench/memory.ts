import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { startHouse } from './house.ts'
import { bodies, pushAll, settle } from './pipeline.ts'

/** Resident memory in bytes: a process that only loaded the segmenter, an empty house, and one that has taken in `mentions`, both at rest. */
export type MemoryFigures = Readonly<{
  mentions: number
  segmenter: number
  empty: number
  filled: number
  filledHeap: number
}>

const REST_MS = 5000

/** Measures on a house of its own. */
export async function benchMemory(mentions = 100_000): Promise<MemoryFigures> {
  const entry = join(import.meta.dirname, 'segmenter-process.ts')
  const segmenter = Number(execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', entry]))
  const house = await startHouse()
  try {
    await after(REST_MS)
    const empty = await house.cost()
    await pushAll(house, bodies(mentions))
    await settle(house)
    await after(REST_MS)
    const filled = await house.cost()
    return { mentions, segmenter, empty: empty.rss, filled: filled.rss, filledHeap: filled.heapUsed }
  } finally {
    await house.stop()
  }
}

if (import.meta.main) console.log(await benchMemory(Number(process.argv[2] ?? 100_000)))
