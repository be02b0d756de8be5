import { randomUUID } from 'node:crypto'
import { Unavailable } from '@guanlan/domain'
import type { Stream } from '@guanlan/ports'
import type { Consumer, Kafka } from 'kafkajs'
import { DEAD_PARTITION, readDeadMessage } from './bus-dead.ts'
import { type DeadShelf, deadShelf } from './bus-dead-shelf.ts'
import { METADATA_MAX_AGE_MS, retryOf, TIMING } from './kafka-settings.ts'

const POLL_MS = 500

/** How long a reader may take to catch up before the caller is told to come again. */
const LONGEST_CATCH_UP_MS = 30_000

/** What the view needs: the dead topic of each stream, and how far each reaches now. */
export type DeadViewDeps = Readonly<{
  kafka: Kafka
  topics: ReadonlyMap<string, Stream> // dead topic → its stream
  groupPrefix: string
  ends: () => Promise<ReadonlyMap<string, number>> // dead topic → offset of the next message
}>

/** The dead letters of all streams, read once and followed from then on. */
export type DeadView = Readonly<{
  /** The shelf with everything that stood in the dead topics at the time of the call. @throws {Unavailable} bus/away */
  current: () => Promise<DeadShelf>
  close: () => Promise<void>
}>

type Reading = Readonly<{
  shelf: DeadShelf
  reached: (ends: ReadonlyMap<string, number>, signal: AbortSignal) => Promise<void>
  failed: () => boolean
  stop: () => Promise<void>
}>

/**
 * Reads nothing until it is first asked. kafkajs reads only as a member of a group, and joining takes seconds, so one reader under a group
 * name of its own stays; it commits nothing and Kafka forgets the group when it leaves.
 */
export function deadView(deps: DeadViewDeps): DeadView {
  let reading: Promise<Reading> | null = null

  const begin = () => {
    const begun = read(deps)
    reading = begun
    begun.catch(() => {
      if (reading === begun) reading = null
    })
    return begun
  }
  return {
    async current() {
      const ends = await deps.ends()
      const standing = reading
      const known = await standing?.catch(() => null)
      if (known?.failed() && reading === standing) {
        reading = null
        known.stop().catch(() => undefined) // it has crashed: there may be nothing left to stop
      }
      const now = await (reading ?? begin())
      await now.reached(ends, AbortSignal.timeout(LONGEST_CATCH_UP_MS))
      return now.shelf
    },
    async close() {
      const known = await reading?.catch(() => null)
      reading = null
      await known?.stop()
    },
  }
}

async function read({ kafka, topics, groupPrefix }: DeadViewDeps): Promise<Reading> {
  const shelf = deadShelf()
  const next = new Map<string, number>()
  const waiting = new Set<() => void>()
  let failed = false

  const consumer = kafka.consumer({
    groupId: `${groupPrefix}dead-view.${randomUUID()}`, // unlike everyone else's: each reader reads everything
    metadataMaxAge: METADATA_MAX_AGE_MS,
    maxWaitTimeInMs: POLL_MS,
    allowAutoTopicCreation: false,
    retry: retryOf(TIMING),
  })
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    failed ||= !payload.restart
  })
  await start(consumer, [...topics.keys()], (topic, partition, messages, last) => {
    const stream = topics.get(topic)!
    if (partition !== DEAD_PARTITION) return
    for (const message of messages) {
      const said = readDeadMessage(stream, message)
      if (said === null) continue
      if ('replayedAt' in said) shelf.mark(stream, said)
      else shelf.put(said)
    }
    next.set(topic, last + 1)
    for (const look of waiting) look()
  })

  return {
    shelf,
    failed: () => failed,
    reached: (ends, signal) =>
      new Promise((resolve, reject) => {
        const settle = (how: () => void) => {
          waiting.delete(look)
          signal.removeEventListener('abort', late)
          how()
        }
        const look = () => {
          if ([...ends].every(([topic, end]) => (next.get(topic) ?? 0) >= end)) settle(resolve)
        }
        const late = () => settle(() => reject(new Unavailable('bus/away', { detail: 'dead letters' })))
        waiting.add(look)
        signal.addEventListener('abort', late)
        look()
      }),
    stop: () => consumer.disconnect(),
  }
}

type Take = (topic: string, partition: number, messages: Parameters<typeof readDeadMessage>[1][], last: number) => void

async function start(consumer: Consumer, topics: string[], take: Take): Promise<void> {
  try {
    await consumer.connect()
    await consumer.subscribe({ topics, fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: true,
      async eachBatch({ batch }) {
        take(batch.topic, batch.partition, batch.messages, Number(batch.lastOffset()))
      },
    })
  } catch (cause) {
    await consumer.disconnect().catch(() => undefined)
    throw new Unavailable('bus/away', { cause, detail: 'dead letters' })
  }
}
