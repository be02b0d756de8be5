import { parentPort, workerData } from 'node:worker_threads'
import { fuzzCase } from './fuzz-cases.ts'
import { type Find, tryAll } from './fuzz-targets.ts'

/** What the thread is given: its first case and how long it goes on. */
export type ThreadWork = Readonly<{ seed: number; seconds: number }>
/** What it says before each case, and after each that had finds; `done` counts cases, `heapMb` is what it holds. */
export type ThreadWord = Readonly<{ next: number; done: number; heapMb: number; finds: readonly Find[] }>

const { seed, seconds } = workerData as ThreadWork
const until = performance.now() + seconds * 1000
let finds: readonly Find[] = []
let done = 0
for (; performance.now() < until; done++) {
  const heapMb = Math.round(process.memoryUsage().heapUsed / 1e6)
  parentPort!.postMessage({ next: seed + done, done, heapMb, finds } satisfies ThreadWord)
  finds = await tryAll(seed + done, fuzzCase(seed + done))
}
parentPort!.postMessage({ next: -1, done, heapMb: 0, finds } satisfies ThreadWord)
