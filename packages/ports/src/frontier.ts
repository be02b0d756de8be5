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

/** Why a source is not being read just now: outside its window, asked to wait (429, 503), its host's circuit is open, another process asks that host. */
export type Holding = Readonly<{ reason: 'window' | 'asked' | 'circuit' | 'elsewhere'; until: EpochMs }>

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
  holding?: Holding | null // absent or null: nothing holds it
  circuit?: Circuit // of its own host; absent: closed
  everyMs?: number | null // the present interval of an adaptive source
  errors?: Readonly<Record<string, number>> // how often each code came, since the first run
}>

/** `closed`: asked as usual; `open`: left alone; `half-open`: the next exchange decides. `failures` in a row. */
export type Circuit = Readonly<{ state: 'closed' | 'open' | 'half-open'; failures: number }>

/** The crawler's memory. */
export interface Frontier {
  visit(sourceId: string, url: string): Promise<Visit | null>
  /** Those of `urls` this source has not recorded yet, in the order given. */
  unseen(sourceId: string, urls: readonly string[]): Promise<readonly string[]>
  record(visits: readonly Visit[]): Promise<void>
  /** Discovered and due, oldest first. */
  due(sourceId: string, now: EpochMs, limit: number): Promise<readonly Visit[]>
  /** How many pages each source has discovered and not fetched, due or not; sources with none are left out. */
  waiting(): Promise<ReadonlyMap<string, number>>
  /** Small per-host notes: robots text, pace. */
  putNote(host: string, name: string, value: string, at: EpochMs): Promise<void>
  note(host: string, name: string): Promise<Readonly<{ value: string; at: EpochMs }> | null>
  putHealth(health: SourceHealth): Promise<void>
  health(): Promise<readonly SourceHealth[]>
  close(): Promise<void>
}
