import { Rejected, Unavailable } from '@guanlan/domain'
import { type Kafka, type Message, Partitioners, type Producer } from 'kafkajs'
import { type KafkaTiming, METADATA_MAX_AGE_MS, retryOf } from './kafka-settings.ts'

/** Writes to one partition at a time, so that what was taken and what was not is never a mixture. */
export type DurableProducer = Readonly<{
  /**
   * Settles when every in-sync replica has the messages, in this order, once. Callers must send to one partition one after another.
   * @throws {Unavailable} bus/away: they may stand in the log all the same
   * @throws {Rejected} bus/too-large: the topic's own limit is smaller than ours
   */
  send: (topic: string, partition: number, messages: readonly Message[]) => Promise<void>
  close: () => Promise<void>
}>

type Held = { producer: Producer; ready: Promise<void>; sending: number; spent: boolean }

/**
 * An idempotent producer that is replaced as soon as a send failed for good. kafkajs takes the sequence numbers of a failed send back,
 * so the next message would reuse those of one that may stand in the log, and the broker would drop it as a repetition and say yes.
 * One partition a send: over several, kafkajs counts a broker's first answer for partitions that moved to it afterwards.
 */
export function durableProducer(kafka: Kafka, timing: KafkaTiming): DurableProducer {
  let current: Held | null = null
  let closed = false

  const hold = (): Held => {
    const producer = kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      metadataMaxAge: METADATA_MAX_AGE_MS,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: retryOf(timing),
    })
    return { producer, ready: producer.connect(), sending: 0, spent: false }
  }

  const release = (held: Held) => {
    held.sending--
    if (held.spent && held.sending === 0) held.producer.disconnect().catch(() => undefined) // it may never have connected
  }

  return {
    async send(topic, partition, messages) {
      if (closed) throw new Unavailable('bus/away', { detail: 'closed' })
      current ??= hold()
      const held = current
      held.sending++
      try {
        await held.ready
        const placed = messages.map(message => ({ ...message, partition }))
        await held.producer.send({ topic, acks: -1, timeout: timing.requestMs, messages: placed })
      } catch (cause) {
        held.spent = true
        if (current === held) current = null
        if (tooLarge(cause)) throw new Rejected('bus/too-large', { cause, detail: topic })
        throw new Unavailable('bus/away', { cause, detail: topic })
      } finally {
        release(held)
      }
    },
    async close() {
      closed = true
      const held = current
      current = null
      if (held === null) return
      await held.ready.catch(() => undefined)
      await held.producer.disconnect()
    },
  }
}

function tooLarge(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if ('type' in one && (one.type === 'MESSAGE_TOO_LARGE' || one.type === 'RECORD_LIST_TOO_LARGE')) return true
  }
  return false
}
