import type { Json } from '@guanlan/domain'
import type { Bus, BusMessage, ConsumeOptions, Delivery, Refusal, Stream } from '@guanlan/ports'

/** What a group was handed, in order, and a promise for when there is enough of it. */
export type Gathered = Readonly<{
  deliveries: Delivery[]
  batches: number[] // sizes
  handle: (batch: readonly Delivery[]) => Promise<readonly Refusal[]>
  /** Settles once `count` deliveries have come. */
  reached: (count: number) => Promise<readonly Delivery[]>
}>

/** A handler that keeps what it is handed and refuses nothing. */
export function gather(): Gathered {
  const deliveries: Delivery[] = []
  const batches: number[] = []
  const watchers = new Set<() => void>()
  return {
    deliveries,
    batches,
    async handle(batch) {
      deliveries.push(...batch)
      batches.push(batch.length)
      for (const look of watchers) look()
      return []
    },
    reached: count =>
      new Promise(resolve => {
        const look = () => {
          if (deliveries.length < count) return
          watchers.delete(look)
          resolve(deliveries)
        }
        watchers.add(look)
        look()
      }),
  }
}

/** A promise and the hand that settles it. */
export function signalled(): Readonly<{ happened: Promise<void>; happen: () => void }> {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { happened: promise, happen: resolve }
}

/** Small batches, hardly any wait, and a fatal end that fails the test. */
export const options: ConsumeOptions = {
  maxBatch: 10,
  retryMs: 1,
  fatal: cause => {
    throw cause
  },
}

/** Messages 0, 1, 2 … under one key. */
export const numbered = (count: number, key = 'k'): BusMessage[] =>
  Array.from({ length: count }, (_, n) => ({ key, body: n }))

/** What the deliveries carry. */
export const bodies = (deliveries: readonly Delivery[]): readonly Json[] => deliveries.map(delivery => delivery.body)

/** Settles once the group has taken everything appended so far, as the bus itself says. */
export async function drained(bus: Bus, stream: Stream, group: string): Promise<void> {
  for (;;) {
    const lag = (await bus.lags()).find(one => one.stream === stream && one.group === group)
    if (lag?.waiting === 0) return
    await new Promise(resolve => setImmediate(resolve))
  }
}
