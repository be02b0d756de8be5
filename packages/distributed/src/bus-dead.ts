import type { EpochMs } from '@guanlan/domain'
import type { DeadLetter, Refusal, Stream } from '@guanlan/ports'
import type { KafkaMessage, Message } from 'kafkajs'
import { decodeBody } from './bus-body.ts'

/** Where dead letters stand: one partition, so that the offset orders them. */
export const DEAD_PARTITION = 0

/** A dead letter as it stands in `<stream>.dead`, at `letterOffset`; `bytes` is what a replay appends. */
export type StoredLetter = Omit<DeadLetter, 'body' | 'replayedAt'> & Readonly<{ letterOffset: number; bytes: Buffer }>

/** A note in a dead topic that the letter at `letterOffset` was appended to its stream again. */
export type ReplayMark = Readonly<{ letterOffset: number; replayedAt: EpochMs }>

/**
 * The message that sets a delivery aside: its key and body as they were, the reason in headers that any Kafka tool shows.
 * @param body as JSON; for what could not be read, an excerpt
 */
export function letterMessage({ delivery, code, detail }: Refusal, group: string, deadAt: EpochMs): Message {
  return {
    key: delivery.key,
    value: Buffer.from(JSON.stringify(delivery.body)),
    headers: { code, detail, group, from: `${delivery.partition}:${delivery.offset}`, deadAt: String(deadAt) },
  }
}

/** The message that marks a letter as replayed. It stands in the same topic, so the mark never goes before its letter. */
export function markMessage(letterOffset: number, replayedAt: EpochMs): Message {
  return { key: null, value: null, headers: { replayed: String(letterOffset), replayedAt: String(replayedAt) } }
}

/** What a message of a dead topic says; null for what other programs may have put there. */
export function readDeadMessage(stream: Stream, message: KafkaMessage): StoredLetter | ReplayMark | null {
  const header = (name: string) => message.headers?.[name]?.toString()
  const replayed = header('replayed')
  if (replayed !== undefined) return { letterOffset: Number(replayed), replayedAt: Number(header('replayedAt')) }
  const origin = /^(\d+):(\d+)$/.exec(header('from') ?? '')
  const deadAt = Number(header('deadAt') ?? Number.NaN)
  if (origin === null || message.value === null || !Number.isSafeInteger(deadAt)) return null
  const [partition, offset] = [Number(origin[1]), Number(origin[2])]
  const reason = { code: header('code') ?? 'bug', detail: header('detail') ?? '', group: header('group') ?? '' }
  const key = message.key?.toString() ?? ''
  const letterOffset = Number(message.offset)
  const id = letterId(deadAt, stream, letterOffset)
  return { id, stream, key, partition, offset, ...reason, deadAt, letterOffset, bytes: message.value }
}

/** As the port shows it. */
export function deadLetter(
  { bytes, letterOffset: _, ...letter }: StoredLetter,
  replayedAt: EpochMs | null,
): DeadLetter {
  return { ...letter, body: decodeBody(bytes).body, replayedAt }
}

/** Padded so that ids order as text; of one millisecond, by stream and arrival. */
export function letterId(deadAt: EpochMs, stream: Stream, offset: number): string {
  return `${String(deadAt).padStart(14, '0')}-${stream}-${String(offset).padStart(12, '0')}`
}
