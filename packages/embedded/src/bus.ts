import { Conflict, type EpochMs, NotFound, Unavailable } from '@guanlan/domain'
import { type Bus, type Clock, STREAMS, type Stream, type Subscription } from '@guanlan/ports'
import { bell } from './bell.ts'
import { encode } from './bus-body.ts'
import { startGroup } from './bus-consume.ts'
import { type BusStore, openBusStore, type Written } from './bus-store.ts'
import { BusTail } from './bus-tail.ts'
import { groupCommit } from './group-commit.ts'

const PARTITIONS = 4

/** Where the time comes from, and over how many partitions keys are spread (default 4; may change at any start). */
export type BusOptions = Readonly<{ clock: Clock; partitions?: number }>

/**
 * The bus on one file. Concurrent appends share one transaction and one fsync; groups are woken in-process. A group that keeps up is
 * handed what was just appended, once it is durable, any other reads the file; a restart resumes where the offsets stand.
 * Appended bodies must not be changed afterwards. One loop serves all partitions of a group.
 * @throws {Rejected} data/newer, data/damaged
 */
export function openBus(path: string, options: BusOptions): Bus {
  const { clock, partitions = PARTITIONS } = options
  const store = openBusStore(path)
  const bells = new Map(STREAMS.map(stream => [stream, bell()]))
  const tails = new Map(STREAMS.map(stream => [stream, new BusTail()]))
  const running = new Map<string, Subscription>()
  const partitionOf = (key: string) => fnv1a(key) % partitions
  let open = true

  const intake = groupCommit(async (calls: readonly (readonly Written[])[]) => {
    const messages = calls.flat()
    const at = clock.now()
    const first = away(() => store.append(messages, at))
    await away(() => store.publish())
    keep(tails, messages, first, at)
    for (const stream of new Set(messages.map(message => message.stream))) bells.get(stream)!.ring()
    return calls.map(() => ({ value: undefined }))
  })

  return {
    async append(stream, messages) {
      if (!open) throw new Unavailable('bus/away', { detail: 'closed' })
      const written = messages.map(({ key, body }): Written => {
        const { text, whole } = encode(body)
        return { stream, partition: partitionOf(key), key, text, body, whole }
      })
      if (written.length > 0) await intake.submit(written)
    },
    async consume(stream, group, handle, consumeOptions) {
      const name = `${stream} ${group}`
      if (running.has(name)) throw new Conflict('bus/already-consuming', { detail: name })
      const arrived = bells.get(stream)!.heard
      const tail = tails.get(stream)!
      const subscription = startGroup(
        { ...groupCursor(store, tail, stream, group, clock), arrived },
        handle,
        consumeOptions,
        clock,
      )
      running.set(name, subscription)
      const stop = () =>
        subscription.stop().finally(() => {
          running.delete(name)
          tail.left(group)
        })
      return { stop }
    },
    lags: async () => store.lags(),
    deadLetters: async ({ limit, before }) =>
      store.deadLetters(before === undefined ? Number.MAX_SAFE_INTEGER : Number(before), limit),
    async replay(id) {
      const outcome = away(() => store.replay(Number(id), partitionOf, clock.now()))
      if (outcome === 'unknown') throw new NotFound('bus/no-dead-letter', { detail: id })
      if (outcome === 'before') return
      await away(() => store.publish())
      bells.get(outcome)!.ring()
    },
    async forget(isOf) {
      const messages = await away(() => store.forget(isOf))
      for (const tail of tails.values()) tail.forget()
      return { messages, goneBy: clock.now() }
    },
    prune: async now => away(() => store.prune(now)),
    async close() {
      open = false
      await Promise.all([...running.values()].map(subscription => subscription.stop()))
      await intake.idle()
      await store.close()
    },
  }
}

function groupCursor(store: BusStore, tail: BusTail, stream: Stream, group: string, clock: Clock) {
  let position = away(() => store.join(stream, group))
  tail.reached(group, position)
  return {
    read: (limit: number) => tail.read(position, limit) ?? store.read(stream, position, limit),
    settle(offset: number, refusals: Parameters<BusStore['settle']>[3]) {
      store.settle(stream, group, offset, refusals, clock.now())
      position = offset
      tail.reached(group, position)
    },
  }
}

/** Hands what is durable now to the tails; `first` is the offset before it, per stream. */
function keep(
  tails: ReadonlyMap<Stream, BusTail>,
  messages: readonly Written[],
  first: ReadonlyMap<Stream, number>,
  appendedAt: EpochMs,
): void {
  const offsets = new Map(first)
  for (const { stream, key, partition, text, body, whole } of messages) {
    const offset = offsets.get(stream)! + 1
    offsets.set(stream, offset)
    tails.get(stream)!.add({ stream, key, body, partition, offset, appendedAt }, text.length, whole)
  }
}

/** A file that cannot be written now is the bus being away. */
function away<T>(work: () => T): T {
  const told = (cause: unknown) => {
    if (cause instanceof Unavailable) throw new Unavailable('bus/away', { cause })
    throw cause
  }
  try {
    const result = work()
    return result instanceof Promise ? (result.catch(told) as T) : result
  } catch (cause) {
    return told(cause)
  }
}

/** FNV-1a over UTF-16 units: spreads keys evenly, the same at every start. */
function fnv1a(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
