import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBus, systemClock } from '@guanlan/embedded'

const BATCH = 500

/** Messages a second through the embedded bus, of about 700 bytes of JSON each, appended durably and consumed in batches of 500. */
export type BusFigures = Readonly<{ appendPerS: number; consumePerS: number }>

const message = (n: number) => ({
  key: `mention-${n}`,
  body: {
    id: n.toString(16).padStart(64, '0'),
    channel: 'forum',
    title: `公交改线后换乘不便 ${n}`,
    text: '早高峰从东站到市政府要换两次车,希望增加班次。'.repeat(6),
    seenAt: 1_800_000_000_000 + n,
    interactions: { reads: n, likes: null, comments: 3, reposts: null },
  },
})

/** Measures `count` messages on a folder of its own: first all appends, one call after the other, then one group from the beginning. */
export async function benchBus(count = 50_000): Promise<BusFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-bench-'))
  const bus = openBus(join(folder, 'bus.db'), { clock: systemClock })
  try {
    const appending = performance.now()
    for (let from = 0; from < count; from += BATCH) {
      await bus.append(
        'mentions',
        Array.from({ length: Math.min(BATCH, count - from) }, (_, n) => message(from + n)),
      )
    }
    const consuming = performance.now()
    const done = Promise.withResolvers<void>()
    let seen = 0
    await bus.consume(
      'mentions',
      'bench',
      async batch => {
        seen += batch.length
        if (seen === count) done.resolve()
        return []
      },
      { maxBatch: BATCH, fatal: done.reject },
    )
    await done.promise
    const ended = performance.now()
    const perS = (ms: number) => Math.round(count / (ms / 1000))
    return { appendPerS: perS(consuming - appending), consumePerS: perS(ended - consuming) }
  } finally {
    await bus.close()
    await rm(folder, { recursive: true })
  }
}

if (import.meta.main) console.log(await benchBus())
