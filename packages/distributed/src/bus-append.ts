import { Unavailable } from '@guanlan/domain'
import type { Message } from 'kafkajs'
import type { DurableProducer } from './kafka-producer.ts'

/** One send carries about this much: well under what a topic takes as one batch, and over it nothing gets faster. */
const CHUNK_BYTES = 1024 * 1024

/** What may wait for Kafka in this process; beyond it callers are told to come again. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024

/** A message bound for one partition. */
export type Placed = Readonly<{ topic: string; partition: number; message: Message; bytes: number }>

/** Everything this process appends, in one lane a partition. */
export type Lanes = Readonly<{
  /**
   * Settles when all of them are durable. Messages of one partition go in the order of the calls. A call that fails may have been taken in
   * part: whoever repeats it doubles some, which handlers bear.
   * @throws {Unavailable} bus/away
   */
  append: (messages: readonly Placed[]) => Promise<void>
  /** Settles when nothing is under way any more. */
  idle: () => Promise<void>
}>

type Call = { left: number; resolve: () => void; reject: (cause: unknown) => void }
type Item = Readonly<{ placed: Placed; call: Call }>
type Lane = { waiting: Item[]; draining: Promise<void> | null }

/** While one send is under way the next gathers: many small calls cost few round trips, and a lone call waits for nobody. */
export function openLanes(producer: DurableProducer): Lanes {
  const lanes = new Map<string, Lane>()
  let waitingBytes = 0

  const laneOf = ({ topic, partition }: Placed): Lane => {
    const name = `${topic} ${partition}`
    const lane = lanes.get(name) ?? { waiting: [], draining: null }
    lanes.set(name, lane)
    return lane
  }

  const drain = async (lane: Lane) => {
    for (;;) {
      const chunk = takeChunk(lane.waiting)
      if (chunk.length === 0) break
      const { topic, partition } = chunk[0]!.placed
      try {
        await producer.send(
          topic,
          partition,
          chunk.map(({ placed }) => placed.message),
        )
        for (const { call } of chunk) if (--call.left === 0) call.resolve()
      } catch (cause) {
        // While Kafka is away, what waited behind it has waited long enough: each would only wait as long again, one after the other.
        const behind = cause instanceof Unavailable ? lane.waiting.splice(0) : []
        for (const { call } of [...chunk, ...behind]) call.reject(cause)
        waitingBytes -= weight(behind)
      }
      waitingBytes -= weight(chunk)
    }
    lane.draining = null
  }

  return {
    append(messages) {
      if (messages.length === 0) return Promise.resolve()
      if (waitingBytes > MOST_WAITING_BYTES) {
        return Promise.reject(new Unavailable('bus/away', { detail: `${waitingBytes} bytes waiting` }))
      }
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const call: Call = { left: messages.length, resolve, reject }
      for (const placed of messages) {
        const lane = laneOf(placed)
        lane.waiting.push({ placed, call })
        waitingBytes += placed.bytes
        lane.draining ??= Promise.resolve().then(() => drain(lane))
      }
      return promise
    },
    async idle() {
      await Promise.all([...lanes.values()].map(lane => lane.draining))
    },
  }
}

function takeChunk(waiting: Item[]): readonly Item[] {
  let count = 0
  for (let bytes = 0; count < waiting.length; count++) {
    bytes += waiting[count]!.placed.bytes
    if (bytes > CHUNK_BYTES && count > 0) break
  }
  return waiting.splice(0, count)
}

const weight = (items: readonly Item[]) => items.reduce((sum, { placed }) => sum + placed.bytes, 0)
