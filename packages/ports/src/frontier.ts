import type { EpochMs } from '@guanlan/domain'

/** What we know of one address of one source. */
export type Visit = Readonly<{
  sourceId: string
  url: string // canonical
  firstSeenAt: EpochMs
  fetchedAt: EpochMs | null // null: discovered, not fetched yet
  status: number | null
  etag: string | null
  lastModified: string | null
  contentHash: string | null // of what was extracted, to tell "unchanged"
  failures: number // in a row
  nextAt: EpochMs // not before
}>

/** How a source has been doing. */
export type SourceHealth = Readonly<{
  sourceId: string
  lastAttemptAt: EpochMs | null
  lastSuccessAt: EpochMs | null
  lastError: string | null // an error code, null after success
  failuresInRow: number
  itemsLastRun: number
  itemsTotal: number
  nextDueAt: EpochMs | null
}>

/** The crawler's memory. */
export interface Frontier {
  visit(sourceId: string, url: string): Promise<Visit | null>
  /** Those of `urls` this source has not recorded yet, in the order given. */
  unseen(sourceId: string, urls: readonly string[]): Promise<readonly string[]>
  record(visits: readonly Visit[]): Promise<void>
  /** Discovered and due, oldest first. */
  due(sourceId: string, now: EpochMs, limit: number): Promise<readonly Visit[]>
  /** Small per-host notes: robots text, pace. */
  putNote(host: string, name: string, value: string, at: EpochMs): Promise<void>
  note(host: string, name: string): Promise<Readonly<{ value: string; at: EpochMs }> | null>
  putHealth(health: SourceHealth): Promise<void>
  health(): Promise<readonly SourceHealth[]>
  close(): Promise<void>
}
