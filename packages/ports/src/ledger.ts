import type { Commit, EpochMs, Expectation, Move, RecordKind } from '@guanlan/domain'

/** What to append: one or several records, all or nothing. */
export type Append = Readonly<{
  commitId: string // given by the caller; the same id again returns the first commit and changes nothing
  expect: readonly Expectation[] // versions the decision was made on; a record not yet there has version 0
  moves: readonly Move[]
}>

/** Head of the chain, as printed and anchored outside. */
export type Head = Readonly<{ position: number; hash: string }>

/** A head noted outside the data folder with an HMAC only the key's holder can make. */
export type Anchor = Readonly<{ position: number; hash: string; at: EpochMs; mac: string }>

/** The outcome of a check: where the first fault is, in words. */
export type Verdict =
  | Readonly<{ ok: true; head: Head; anchors: number }>
  | Readonly<{ ok: false; position: number; code: string; detail: string }>

/**
 * The ledger 台账: one append-only sequence of decisions. Positions are 1, 2, 3 … without gaps.
 * A commit's `prevHash` is the hash before it (64 zeros for the first); hash = SHA-256 of its canonical JSON.
 */
export interface Ledger {
  /** Durable when it settles. @throws {Conflict} ledger/stale when a version in `expect` is not current */
  append(append: Append): Promise<Commit>
  /** Commits with position > `after`, oldest first. */
  read(after: number, limit: number): Promise<readonly Commit[]>
  /** Every move of one record, oldest first, with its commit's position; version = number of commits that touched it. */
  history(kind: RecordKind, id: string): Promise<Readonly<{ version: number; commits: readonly Commit[] }>>
  head(): Promise<Head>
  /** Commits with position > `after`, then new ones as they come, until the signal aborts. */
  tail(after: number, signal: AbortSignal): AsyncIterable<Commit>
  /** Notes the head outside the data. */
  anchor(): Promise<Anchor>
  /** Checks every hash, link, position, version and every anchor. */
  verify(): Promise<Verdict>
  close(): Promise<void>
}
