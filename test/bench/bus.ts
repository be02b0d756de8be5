import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Json } from '@guanlan/domain'
import { openBus, systemClock } from '@guanlan/embedded'
import { generateRaws } from '@guanlan/scenario'

const BATCH = 500
const SEED = 7

/**
 * Messages a second through the embedded bus, raw items of about fifty characters: appended durably, 500 a call, one call after the
 * other; read from the file by a group that joins late, and handed on to a group that keeps up with the appending.
 */
export type BusFigures = Readonly<{ appendPerS: number; consumePerS: number; throughPerS: number }>

/** Measures `count` messages on a folder of its own. */
export async function benchBus(count = 20_000): Promise<BusFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-bench-'))
  const bus = openBus(join(folder, 'bus.db'), { clock: systemClock })
  const messages = [...generateRaws(SEED, count, Date.now())].map(raw => ({
    key: raw.externalId!,
    body: raw as unknown as Json,
  }))
  const appendAll = async () => {
    for (let from = 0; from < count; from += BATCH) await bus.append('raw', messages.slice(from, from + BATCH))
  }
  /** A group that joins now: `first` settles when it was handed what stood there, `second` when as much again. */
  const joined = async () => {
    const first = Promise.withResolvers<void>()
    const second = Promise.withResolvers<void>()
    let seen = 0
    const handle = async (batch: readonly unknown[]) => {
      seen += batch.length
      if (seen >= count) first.resolve()
      if (seen >= 2 * count) second.resolve()
      return []
    }
    const fatal = (cause: Error) => {
      throw cause
    }
    await bus.consume('raw', 'bench', handle, { maxBatch: BATCH, fatal })
    return { first: first.promise, second: second.promise }
  }
  const perS = async (work: () => Promise<unknown>) => {
    const began = performance.now()
    await work()
    return Math.round(count / ((performance.now() - began) / 1000))
  }
  try {
    const appendPerS = await perS(appendAll)
    const group = await joined()
    const consumePerS = await perS(() => group.first)
    const throughPerS = await perS(() => Promise.all([appendAll(), group.second]))
    return { appendPerS, consumePerS, throughPerS }
  } finally {
    await bus.close()
    await rm(folder, { recursive: true })
  }
}

if (import.meta.main) console.log(await benchBus())
