import { Conflict, type Json, NotFound, Rejected, Unavailable } from '@guanlan/domain'
import { type Bus, type Clock, STREAMS, type Stream, type Subscription } from '@guanlan/ports'
import { bell } from './bell.ts'
import { startGroup } from './bus-consume.ts'
import { type BusStore, openBusStore, type Written } from './bus-store.ts'
import { groupCommit } from './group-commit.ts'

const LONGEST_BODY_BYTES = 4 * 1024 * 1024
const DEEPEST_BODY = 64
const PARTITIONS = 4

/** Where the time comes from, and over how many partitions keys are spread (default 4; may change at any start). */
export type BusOptions = Readonly<{ clock: Clock; partitions?: number }>

/**
 * The bus on one file. Concurrent appends share one transaction and one fsync; groups are woken in-process and read from the file,
 * so a restart resumes where the offsets stand. One loop serves all partitions of a group.
 * @throws {Rejected} data/newer, data/damaged
 */
export function openBus(path: string, options: BusOptions): Bus {
  const { clock, partitions = PARTITIONS } = options
  const store = openBusStore(path)
  const bells = new Map(STREAMS.map(stream => [stream, bell()]))
  const running = new Map<string, Subscription>()
  const partitionOf = (key: string) => fnv1a(key) % partitions
  let open = true

  const intake = groupCommit((calls: readonly (readonly Written[])[]) => {
    const messages = calls.flat()
    away(() => store.append(messages, clock.now()))
    for (const stream of new Set(messages.map(message => message.stream))) bells.get(stream)!.ring()
    return calls.map(() => ({ value: undefined }))
  })

  return {
    async append(stream, messages) {
      if (!open) throw new Unavailable('bus/away', { detail: 'closed' })
      const written = messages.map(({ key, body }) => ({
        stream,
        partition: partitionOf(key),
        key,
        body: encode(body),
      }))
      if (written.length > 0) await intake.submit(written)
    },
    async consume(stream, group, handle, consumeOptions) {
      const name = `${stream} ${group}`
      if (running.has(name)) throw new Conflict('bus/already-consuming', { detail: name })
      const arrived = bells.get(stream)!.heard
      const subscription = startGroup(
        { ...groupCursor(store, stream, group, clock), arrived },
        handle,
        consumeOptions,
        clock,
      )
      running.set(name, subscription)
      const stop = () => subscription.stop().finally(() => running.delete(name))
      return { stop }
    },
    lags: async () => store.lags(),
    deadLetters: async ({ limit, before }) =>
      store.deadLetters(before === undefined ? Number.MAX_SAFE_INTEGER : Number(before), limit),
    async replay(id) {
      const outcome = away(() => store.replay(Number(id), partitionOf, clock.now()))
      if (outcome === 'unknown') throw new NotFound('bus/no-dead-letter', { detail: id })
      if (outcome !== 'before') bells.get(outcome)!.ring()
    },
    prune: async now => away(() => store.prune(now)),
    async close() {
      open = false
      intake.flush()
      await Promise.all([...running.values()].map(subscription => subscription.stop()))
      store.close()
    },
  }
}

function groupCursor(store: BusStore, stream: Stream, group: string, clock: Clock) {
  let position = away(() => store.join(stream, group))
  return {
    read: (limit: number) => store.read(stream, position, limit),
    settle(offset: number, refusals: Parameters<BusStore['settle']>[3]) {
      store.settle(stream, group, offset, refusals, clock.now())
      position = offset
    },
  }
}

function away<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof Unavailable) throw new Unavailable('bus/away', { cause })
    throw cause
  }
}

/** @throws {Rejected} bus/too-large over 4 MiB of JSON or nested deeper than 64: what one message may cost every reader */
function encode(body: Json): string {
  if (deeperThan(body, DEEPEST_BODY)) throw new Rejected('bus/too-large', { detail: `nested over ${DEEPEST_BODY}` })
  const text = JSON.stringify(body)
  if (text.length > LONGEST_BODY_BYTES / 3 && Buffer.byteLength(text) > LONGEST_BODY_BYTES) {
    throw new Rejected('bus/too-large', { detail: `${Buffer.byteLength(text)} bytes` })
  }
  return text
}

function deeperThan(value: Json, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  if (levels === 0) return true
  for (const member of Object.values(value)) if (deeperThan(member, levels - 1)) return true
  return false
}

/** FNV-1a over UTF-16 units: spreads keys evenly, the same at every start. */
function fnv1a(key: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
