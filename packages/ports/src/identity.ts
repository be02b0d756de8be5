import type { EpochMs } from '@guanlan/domain'

/** One arrival of an item, ids and hashes computed. */
export type Arrival = Readonly<{ mentionId: string; contentHash: string; seenAt: EpochMs }>

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

/** Remembers every mention id, its first arrival and its content versions. */
export interface Identity {
  /** One transaction, in order; durable when it settles. The same arrivals again give the same versions and change nothing. */
  identify(arrivals: readonly Arrival[]): Promise<readonly Identified[]>
  close(): Promise<void>
}
