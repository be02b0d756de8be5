import type { DatabaseSync } from 'node:sqlite'
import type { Commit, RecordKind } from '@guanlan/domain'

/**
 * `entry` is the chain: `body` is the canonical JSON of the commit without its hash. `touched` finds a record's commits and its
 * version; it can be rebuilt from the chain. The triggers stop our own mistakes, not an intruder: that is what `verify` is for.
 */
export const LEDGER_MIGRATIONS = [
  `create table entry (
     position integer primary key, commit_id text not null unique, hash text not null, body text not null) strict;
   create table touched (
     kind text not null, id text not null, version integer not null, position integer not null,
     primary key (kind, id, version)) strict, without rowid;
   create trigger entry_stays before update on entry begin select raise(abort, 'the ledger only grows'); end;
   create trigger entry_kept before delete on entry begin select raise(abort, 'the ledger only grows'); end;`,
] as const

/** One row of the chain as it lies in the file, believed by nobody until checked. */
export type EntryRow = Readonly<{ position: number; commit_id: string; hash: string; body: string }>

/** The rows of ledger.db, to read. */
export type LedgerRows = ReturnType<typeof ledgerRows>

/** Statements that read; they serve the running ledger and a second process alike. */
export function ledgerRows(db: DatabaseSync) {
  const after = db.prepare('select * from entry where position > ? order by position limit ?')
  const last = db.prepare('select * from entry order by position desc limit 1')
  const byCommitId = db.prepare('select * from entry where commit_id = ?')
  const version = db.prepare('select max(version) as version from touched where kind = ? and id = ?')
  const touches = db.prepare(`select entry.* from touched join entry using (position)
    where kind = ? and id = ? order by version`)
  const touch = db.prepare('select position from touched where kind = ? and id = ? and version = ?')
  const touchCount = db.prepare('select count(*) as count from touched where position <= ?')
  return {
    after: (position: number, limit: number) => after.all(position, limit) as unknown as EntryRow[],
    last: () => last.get() as EntryRow | undefined,
    byCommitId: (commitId: string) => byCommitId.get(commitId) as EntryRow | undefined,
    version: (kind: RecordKind, id: string) => (version.get(kind, id) as { version: number | null }).version ?? 0,
    touching: (kind: RecordKind, id: string) => touches.all(kind, id) as unknown as EntryRow[],
    touchedAt: (kind: RecordKind, id: string, v: number) =>
      (touch.get(kind, id, v) as { position: number } | undefined)?.position ?? null,
    touchCount: (upTo: number) => (touchCount.get(upTo) as { count: number }).count,
  }
}

/** A commit as people and services see it. */
export function commitOf(row: EntryRow): Commit {
  return { ...(JSON.parse(row.body) as Omit<Commit, 'hash'>), hash: row.hash }
}
