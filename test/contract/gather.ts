import type { Delivery, Refusal } from '@guanlan/ports'

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
