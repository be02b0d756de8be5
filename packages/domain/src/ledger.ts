import type { Actor } from './account.ts'
import type { Json } from './json.ts'
import type { EpochMs } from './time.ts'

/** Kinds of record whose moves the ledger keeps. */
export const RECORD_KINDS = [
  'source',
  'watch',
  'event',
  'alert',
  'case',
  'brief',
  'account',
  'evidence',
  'label',
  'dictionary',
  'names',
  'model',
  'site-rule',
  'alarm',
  'vehicles',
] as const
export type RecordKind = (typeof RECORD_KINDS)[number]

/** Names one record. */
export type RecordRef = Readonly<{ kind: RecordKind; id: string }>

/** One recorded change 流转, kept for ever. Never holds a secret, a mention's text unmasked, or a caller. */
export type Move = RecordRef &
  Readonly<{
    type: string // what happened, a word of the record's kind: 'claimed', 'judged', 'signed'
    by: Actor
    at: EpochMs
    reason: string | null // why, in the person's words
    body: Readonly<Record<string, Json>>
  }>

/** The version of a record a decision was made on: the number of commits that touched it; 0 before the first. */
export type Expectation = RecordRef & Readonly<{ version: number }>

/** One write to the ledger: one or several moves, all or nothing. */
export type Commit = Readonly<{
  position: number // 1, 2, 3 … without gaps
  commitId: string
  at: EpochMs // when the ledger took it
  moves: readonly Move[]
  versions: readonly Expectation[] // of every record touched, after this commit
  prevHash: string // SHA-256 hex of the commit before; 64 zeros for the first
  hash: string // SHA-256 hex of the canonical JSON of all the above
}>

/** The hash before the first commit. */
export const GENESIS = '0'.repeat(64)

/** Makes the state of a record out of its moves, one by one; `null` before the first. Pure, and total over everything ever written. */
export type Fold<State> = (state: State | null, move: Move) => State | null

/** A record with the version a writer must name. */
export type Versioned<State> = Readonly<{ id: string; version: number; position: number; state: State }>
