import type { EpochMs, EventRecord } from '@guanlan/domain'

/** Why a mention belongs: kept for people and for replays. */
export type Assignment = Readonly<{
  mentionId: string
  eventId: string
  arrivalSeq: number // order in which alerting saw mentions, from 1; a dry run replays in this order
  reason: string // machine-readable JSON of what was compared, small
  at: EpochMs // seenAt of the mention
}>

/**
 * Events and who belongs to them. Only the holder of the newest fence may write:
 * every write with an older fence throws Conflict `event/fenced`.
 */
export interface EventStore {
  /** First wins: returns what is stored for each mention, which may be an earlier assignment. Stores events in the same transaction. */
  assign(
    fence: number,
    assignments: readonly Assignment[],
    events: readonly EventRecord[],
  ): Promise<readonly Assignment[]>
  get(eventId: string): Promise<EventRecord | null>
  getMany(eventIds: readonly string[]): Promise<readonly (EventRecord | null)[]>
  /** Newest activity first. */
  list(
    filter: Readonly<{ activeSince?: EpochMs; limit: number; after?: string }>,
  ): Promise<Readonly<{ events: readonly EventRecord[]; next: string | null }>>
  /** Members by arrival, or null where the mention belongs to none. */
  members(eventId: string): Promise<readonly Assignment[]>
  eventsOf(mentionIds: readonly string[]): Promise<readonly (string | null)[]>
  /** Every assignment after `arrivalSeq`, for replays. */
  assignments(afterSeq: number, limit: number): Promise<readonly Assignment[]>
  lastArrivalSeq(): Promise<number>
  /** Moves members and stores the events of a person's merge or split, once per ledger position. Older or equal positions change nothing. */
  applyMove(
    fence: number,
    position: number,
    moves: readonly Readonly<{ mentionId: string; toEventId: string }>[],
    events: readonly EventRecord[],
  ): Promise<boolean>
  appliedPosition(): Promise<number>
  /** A small value of alerting's own (detector state, an event's key phrases), written with the fence. */
  putState(fence: number, name: string, value: string): Promise<void>
  getState(name: string): Promise<string | null>
  /** Makes what was written over unreadable in the store's files. */
  scrub(): Promise<void>
  close(): Promise<void>
}
