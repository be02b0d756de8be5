// npm run fuzz [-- --seconds 60] [--seed 7] [--case 123]: broken documents before every parser of packages/extract, counted.
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { fuzzCase } from './fuzz-cases.ts'
import { type Find, TARGETS, tryAll } from './fuzz-targets.ts'
import type { ThreadWord } from './fuzz-thread.ts'

const HANG_MS = 20_000
const MOST_MB = 1500

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' }, case: { type: 'string' } },
})

/** Runs cases on a thread that is watched: one that says nothing for long hangs, one that grows without bound is ended. */
function watched(
  seed: number,
  seconds: number,
): Promise<Readonly<{ done: number; finds: readonly Find[]; peakMb: number }>> {
  const worker = new Worker(new URL('./fuzz-thread.ts', import.meta.url), {
    workerData: { seed, seconds },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MB },
  })
  return new Promise(resolve => {
    const finds: Find[] = []
    let last = { next: seed, done: 0 }
    let peakMb = 0
    const end = (what: string | null) => {
      clearInterval(timer)
      if (what !== null) finds.push({ target: 'all', seed: last.next, what, ms: HANG_MS })
      void worker.terminate()
      resolve({ done: last.done, finds, peakMb })
    }
    let heardAt = Date.now()
    const timer = setInterval(() => {
      if (Date.now() - heardAt > HANG_MS) end('hangs')
    }, 1000)
    worker.on('message', (word: ThreadWord) => {
      heardAt = Date.now()
      last = word
      peakMb = Math.max(peakMb, word.heapMb)
      for (const find of word.finds) {
        finds.push(find)
        console.log(`${find.target} ${find.seed} ${find.ms} ms: ${find.what}`)
      }
      if (word.next < 0) end(null)
    })
    worker.on('error', error => end(String(error)))
  })
}

if (values.case !== undefined) {
  const one = fuzzCase(Number(values.case))
  console.log(`${one.bytes.length} 字节，${one.contentType}`)
  const finds = await tryAll(Number(values.case), one)
  console.log(finds.length === 0 ? '没有发现' : finds)
} else {
  const seed = Number(values.seed ?? Date.now() % 2 ** 31)
  const { done, finds, peakMb } = await watched(seed, Number(values.seconds))
  const parsers = Object.keys(TARGETS).length
  console.log(
    `种子 ${seed}：${done} 份文档，${done * parsers} 次解析（${parsers} 个解析器），堆内存最高 ${peakMb} MB，发现 ${finds.length} 个问题`,
  )
  if (finds.length > 0) process.exitCode = 1
}
