import { Unavailable } from '@guanlan/domain'
import type { Clock, ConsumeOptions, Delivery, Refusal, Stream, Subscription } from '@guanlan/ports'
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs'
import { decodeBody } from './bus-body.ts'
import { passBatch } from './bus-pass.ts'
import { METADATA_MAX_AGE_MS, retryOf, TIMING } from './kafka-settings.ts'
import { type Watch, watchdog } from './kafka-watchdog.ts'

const FIRST_WAIT_MS = 100

/** One long poll: how late an idle group hears of a stop. */
const POLL_MS = 500

/** One fetch takes at most this much, so that memory stays bounded whatever waits. A larger single message still comes. */
const FETCH_BYTES = { maxBytesPerPartition: 2 * 1024 * 1024, maxBytes: 16 * 1024 * 1024 }

/** A batch holds at most this many bytes of bodies, whatever its count. */
const BATCH_BYTES = 16 * 1024 * 1024

/** How long members and handlers may be silent. */
export type Patience = Readonly<{
  sessionMs: number // a member unheard for this long is taken for dead, and others get its partitions
  rebalanceMs: number // a member gets this long to finish its batch when partitions are dealt anew
  silenceMs: number // no sign of life, or one call of a handler, for this long: the process must end
}>

/** What one group needs. */
export type GroupDeps = Readonly<{
  kafka: Kafka
  clock: Clock
  patience: Patience
  topic: string
  groupId: string
  stream: Stream
  bury: (refusals: readonly Refusal[]) => Promise<void>
  consumed: (count: number) => void
}>

type Handle = (batch: readonly Delivery[]) => Promise<readonly Refusal[]>

/**
 * Runs one group over one topic: at least once, in order within a partition, one batch at a time; the offset is committed after the batch
 * has settled and its refusals are durable. Settles when the group has given us our partitions.
 * `fatal` is called once when kafkajs gives up without restarting, or goes quiet, or a handler never comes back.
 * @throws {Unavailable} bus/away
 */
export async function startGroup(deps: GroupDeps, handle: Handle, options: ConsumeOptions): Promise<Subscription> {
  const { kafka, clock, patience, topic } = deps
  const ending = new AbortController()
  const consumer = kafka.consumer({
    groupId: deps.groupId,
    sessionTimeout: patience.sessionMs,
    rebalanceTimeout: patience.rebalanceMs,
    heartbeatInterval: beatMs(patience),
    metadataMaxAge: METADATA_MAX_AGE_MS,
    maxWaitTimeInMs: POLL_MS,
    ...FETCH_BYTES,
    allowAutoTopicCreation: false,
    retry: { ...retryOf(TIMING), restartOnFailure: async () => !ending.signal.aborted },
  })
  const watch = watchdog(clock, patience.silenceMs, cause => {
    if (!ending.signal.aborted) options.fatal(cause)
  })
  listen(consumer, watch)
  const pass = passing(deps, handle, options, ending.signal, watch)
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: pass })
  } catch (cause) {
    ending.abort()
    watch.stop()
    await consumer.disconnect().catch(() => undefined)
    throw new Unavailable('bus/away', { cause, detail: topic })
  }
  return {
    async stop() {
      ending.abort()
      watch.stop()
      await consumer.disconnect()
    },
  }
}

/** Three heartbeats a session, as Kafka advises. */
const beatMs = ({ sessionMs }: Patience) => Math.min(3000, Math.floor(sessionMs / 3))

function listen(consumer: Consumer, watch: Watch): void {
  const { HEARTBEAT, GROUP_JOIN, FETCH, CRASH } = consumer.events
  consumer.on(HEARTBEAT, watch.sign)
  consumer.on(GROUP_JOIN, watch.sign)
  consumer.on(FETCH, watch.sign)
  consumer.on(CRASH, ({ payload }) => {
    if (payload.restart) watch.sign()
    else watch.bite(payload.error)
  })
}

/** Takes what one fetch brought of one partition through the handler, slice by slice. */
function passing(deps: GroupDeps, handle: Handle, options: ConsumeOptions, signal: AbortSignal, watch: Watch) {
  const { clock, patience } = deps
  const retryMs = options.retryMs ?? FIRST_WAIT_MS
  const beat = beatMs(patience)

  /** A long call must not cost us the membership; whether it is lost all the same, the commit afterwards will say. */
  const beating = async <T>(heartbeat: () => Promise<void>, work: () => Promise<T>): Promise<T> => {
    const begun = clock.now()
    const timer = setInterval(() => {
      if (clock.now() - begun < patience.silenceMs) heartbeat().catch(() => undefined)
    }, beat)
    try {
      return await watch.during(work())
    } finally {
      clearInterval(timer)
    }
  }

  return async (payload: EachBatchPayload): Promise<void> => {
    const { batch, heartbeat, isRunning, isStale, commitOffsetsIfNecessary, resolveOffset } = payload
    const { topic, partition } = batch
    const going = () => !signal.aborted && isRunning() && !isStale()
    const advance = async (offset: number) => {
      const partitions = [{ partition, offset: String(offset + 1) }]
      await commitOffsetsIfNecessary({ topics: [{ topic, partitions }] })
      resolveOffset(String(offset))
    }
    const steps = {
      handle: (deliveries: readonly Delivery[]) => beating(heartbeat, () => handle(deliveries)),
      bury: (refusals: readonly Refusal[]) => beating(heartbeat, () => deps.bury(refusals)),
      advance: ({ offset }: Delivery) => advance(offset),
      async wait(ms: number) {
        for (const until = clock.now() + ms; going(); ) {
          await clock.waitUntil(Math.min(until, clock.now() + beat), signal)
          if (!going()) break
          await heartbeat()
          if (clock.now() >= until) return true
        }
        return false
      },
    }
    for (const slice of slices(batch.messages, options.maxBatch)) {
      if (!going()) return
      const { deliveries, unread } = read(deps.stream, partition, slice)
      if (!(await passBatch(deliveries, unread, steps, retryMs))) return
      const last = Number(slice.at(-1)!.offset)
      if (deliveries.at(-1)?.offset !== last) await advance(last) // the slice ends with what nobody can read
      deps.consumed(slice.length)
      await heartbeat()
    }
  }
}

function* slices(messages: readonly KafkaMessage[], maxBatch: number): Generator<readonly KafkaMessage[]> {
  let slice: KafkaMessage[] = []
  let bytes = 0
  for (const message of messages) {
    slice.push(message)
    bytes += message.value?.length ?? 0
    if (slice.length < maxBatch && bytes < BATCH_BYTES) continue
    yield slice
    slice = []
    bytes = 0
  }
  if (slice.length > 0) yield slice
}

function read(stream: Stream, partition: number, messages: readonly KafkaMessage[]) {
  const deliveries: Delivery[] = []
  const unread: Refusal[] = []
  for (const { key, value, offset, timestamp } of messages) {
    const { body, fault } = decodeBody(value)
    const place = { partition, offset: Number(offset), appendedAt: Number(timestamp) }
    const delivery: Delivery = { stream, key: key?.toString() ?? '', body, ...place }
    if (fault === null) deliveries.push(delivery)
    else unread.push({ delivery, ...fault })
  }
  return { deliveries, unread }
}
