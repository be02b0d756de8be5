import type { EpochMs } from '@guanlan/domain'

/** One arrival of an item, ids and hashes computed. */
export type Arrival = Readonly<{
  mentionId: string
  contentHash: string
  seenAt: EpochMs
  delivery: string // names the delivery that brought it, 'partition:offset' of the raw stream
}>

/**
 * `first` never seen · `edited` seen with other content, a new version · `repeat` seen with this content.
 * `seenAt` is that of the first arrival, for ever. `copyOf` is the first other mention with the same content, or null.
 */
export type Identified = Readonly<{
  outcome: 'first' | 'edited' | 'repeat'
  contentVersion: number
  seenAt: EpochMs
  copyOf: string | null
}>

/** Remembers every mention id, its first arrival and its content versions, each with the delivery that made it. */
export interface Identity {
  /**
   * One transaction, in order; durable when it settles. A delivery that made a version and comes again (after a crash, before its
   * mention was passed on) gives the same outcome again, not `repeat`: so nothing is lost between identity and the next stream.
   */
  identify(arrivals: readonly Arrival[]): Promise<readonly Identified[]>
  close(): Promise<void>
}
