import type { EpochMs, Json } from '@guanlan/domain'

/** The streams of the house; docs/streams.md lists keys and retention. */
export const STREAMS = ['fetches', 'raw', 'mentions', 'analysed'] as const
export type Stream = (typeof STREAMS)[number]

/** One message to append. Messages with one key keep their order. */
export type BusMessage = Readonly<{ key: string; body: Json }>

/** One message as handed to a group. `partition:offset` names it for ever. */
export type Delivery = Readonly<{
  stream: Stream
  key: string
  body: Json
  partition: number
  offset: number // rises within a partition
  appendedAt: EpochMs
}>

/** A delivery that can never succeed, with its reason. */
export type Refusal = Readonly<{ delivery: Delivery; code: string; detail: string }>

/** A message set aside with its reason. `id` is stable and orders dead letters by arrival. */
export type DeadLetter = Readonly<{
  id: string
  stream: Stream
  group: string
  key: string
  body: Json
  partition: number
  offset: number
  code: string
  detail: string
  deadAt: EpochMs
  replayedAt: EpochMs | null
}>

export type ConsumeOptions = Readonly<{
  maxBatch: number // most deliveries in one call
  fatal: (cause: Error) => void // the group can consume no more: the process must end
  retryMs?: number // first wait after Unavailable, doubled up to 30 s; default 100
}>

/** A running group. `stop` lets the batch in hand settle. */
export type Subscription = Readonly<{ stop: () => Promise<void> }>

/** How far a group is behind, per stream. */
export type Lag = Readonly<{ stream: Stream; group: string; waiting: number }>

/** Whether a message is one to forget; `body` reads it, which costs. */
export type IsOf = (message: Readonly<{ stream: Stream; key: string; body: () => Json }>) => boolean

/** What a bus forgot: how many messages and dead letters, and when no copy of them is left (now, where it can forget at once). */
export type Forgot = Readonly<{ messages: number; goneBy: EpochMs }>

/**
 * Durable streams, partitioned by key.
 *
 * At least once, in order within a key, in batches. The offset of a group moves only after `handle` settles:
 * - it returns refusals (usually none): those deliveries go to the dead letters, all others are done;
 * - it throws Unavailable: the same batch comes again after a wait, nothing moves;
 * - it throws Rejected: the batch is tried one by one and only the culprit goes to the dead letters;
 * - it throws anything else (a bug): one by one as above, the culprit set aside with code `bug` after three tries.
 * Handlers must therefore be idempotent.
 */
export interface Bus {
  /** Settles when every message survives a power loss. All of one call or nothing. @throws {Unavailable} bus/away */
  append(stream: Stream, messages: readonly BusMessage[]): Promise<void>
  /** Starts a group at its last committed offset, at the beginning the first time. One group consumes a stream once a process. */
  consume(
    stream: Stream,
    group: string,
    handle: (batch: readonly Delivery[]) => Promise<readonly Refusal[]>,
    options: ConsumeOptions,
  ): Promise<Subscription>
  lags(): Promise<readonly Lag[]>
  /** Newest first. */
  deadLetters(page: Readonly<{ limit: number; before?: string }>): Promise<readonly DeadLetter[]>
  /** Appends the message to its stream again and marks it. @throws {NotFound} bus/no-dead-letter */
  replay(id: string): Promise<void>
  /**
   * Expunges messages and dead letters for good, read or not. A bus that cannot take messages out of its middle counts dead letters
   * alone, shows them no more, and says by when all of it is gone.
   */
  forget(isOf: IsOf): Promise<Forgot>
  /** Drops what is past its keep and consumed by every known group. */
  prune(now: EpochMs): Promise<number>
  close(): Promise<void>
}
