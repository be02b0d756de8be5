import { type Json, Unavailable } from '@guanlan/domain'
import { systemClock } from '@guanlan/embedded'
import type { Bus, Delivery, Stream } from '@guanlan/ports'

/** What one round of a fault came to. Lost and disordered must be nought; doubled may not, where a call had to be repeated. */
export type Tally = Readonly<{
  acknowledged: number
  handled: number // different messages
  lost: number // acknowledged and never handled
  doubled: number // handled more than once
  disordered: number // first handled after a later message of its key
}>

/** The body of the nth message of a key. */
type Numbered = Readonly<{ key: string; n: number }>

/** Writers that go on appending, each to its own key, until stopped; what Kafka refused they append again, as a door's sender would. */
export type Writers = Readonly<{
  /** Settles once all writers together have had `count` messages acknowledged. */
  reached: (count: number) => Promise<void>
  /** Ends the writers and gives what was acknowledged, and how many calls had to be repeated. */
  stop: () => Promise<Readonly<{ acknowledged: readonly Numbered[]; repeated: number }>>
}>

/** Starts `count` writers. @param most messages of one writer */
export function startWriters(bus: Bus, stream: Stream, count: number, most = Number.POSITIVE_INFINITY): Writers {
  const acknowledged: Numbered[] = []
  const watchers = new Set<() => void>()
  let repeated = 0
  let running = true

  const write = async (key: string) => {
    for (let n = 0; running && n < most; n++) {
      const body: Numbered = { key, n }
      await persist(() => bus.append(stream, [{ key, body }]))
      acknowledged.push(body)
      for (const look of watchers) look()
    }
  }
  const persist = async (work: () => Promise<void>) => {
    for (;;) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error
        repeated++
        await systemClock.waitUntil(systemClock.now() + 100)
      }
    }
  }
  const writers = Array.from({ length: count }, (_, n) => write(`writer-${n}`))

  return {
    reached: wanted =>
      new Promise(resolve => {
        const look = () => {
          if (acknowledged.length < wanted) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      }),
    async stop() {
      running = false
      await Promise.all(writers)
      return { acknowledged, repeated }
    },
  }
}

/** Keeps every delivery in the order of handling, over all processes of a group. */
export type Record = Readonly<{
  take: (batch: readonly Delivery[]) => void
  /** Settles once all of these have been handled. */
  has: (wanted: readonly Numbered[]) => Promise<void>
  reached: (count: number) => Promise<void>
  tally: (acknowledged: readonly Numbered[]) => Tally
}>

/** An empty record. */
export function record(): Record {
  const seen = new Map<string, number>()
  const order: Numbered[] = []
  const watchers = new Set<() => void>()
  const name = ({ key, n }: Numbered) => `${key} ${n}`

  const when = (happened: () => boolean) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (!happened()) return
        watchers.delete(look)
        resolve()
      }
      watchers.add(look)
      look()
    })

  return {
    take(batch) {
      for (const { body } of batch) {
        const message = body as Json as Numbered
        seen.set(name(message), (seen.get(name(message)) ?? 0) + 1)
        order.push(message)
      }
      for (const look of watchers) look()
    },
    reached: count => when(() => order.length >= count),
    has(wanted) {
      const names = wanted.map(name)
      return when(() => names.every(one => seen.has(one)))
    },
    tally(acknowledged) {
      const furthest = new Map<string, number>()
      const first = new Set<string>()
      let disordered = 0
      for (const message of order) {
        if (first.has(name(message))) continue // comes again: allowed
        first.add(name(message))
        if (message.n < (furthest.get(message.key) ?? -1)) disordered++
        furthest.set(message.key, Math.max(message.n, furthest.get(message.key) ?? -1))
      }
      return {
        acknowledged: acknowledged.length,
        handled: seen.size,
        lost: acknowledged.filter(message => !seen.has(name(message))).length,
        doubled: [...seen.values()].filter(times => times > 1).length,
        disordered,
      }
    },
  }
}
