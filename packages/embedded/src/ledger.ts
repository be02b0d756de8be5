import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { type Commit, Conflict, canonicalJson, type Expectation, GENESIS, Rejected, Unavailable } from '@guanlan/domain'
import type { Append, Clock, Head, Ledger, Secrets } from '@guanlan/ports'
import { anchorNotes } from './anchor.ts'
import { bell } from './bell.ts'
import { openDatabase, openReadOnly, transaction } from './database.ts'
import { groupCommit, type Settled } from './group-commit.ts'
import { commitOf, LEDGER_MIGRATIONS, type LedgerRows, ledgerRows } from './ledger-store.ts'
import { verifyLedger } from './ledger-verify.ts'

const TAIL_PAGE = 256

/** What the ledger stands on; `anchorFile` lies outside the data folder. */
export type LedgerOptions = Readonly<{ clock: Clock; secrets: Pick<Secrets, 'key'>; anchorFile: string }>

/** What can be asked of a ledger that another process may be writing. */
export type LedgerReader = Pick<Ledger, 'read' | 'history' | 'head' | 'verify' | 'close'>

/**
 * The ledger on one file: one transaction and one fsync for all appends of one turn of the event loop, each all or nothing by itself.
 * @throws {Rejected} data/newer, data/damaged
 */
export function openLedger(path: string, options: LedgerOptions): Ledger {
  const db = openDatabase(path, LEDGER_MIGRATIONS, 'every-commit')
  const rows = ledgerRows(db)
  const news = bell()
  const ending = new AbortController()
  const notes = anchorNotes(options.anchorFile, options.secrets)
  const appends = groupCommit((group: readonly Append[]) => {
    const settled = away(() => transaction(db, () => writer(db, rows, options.clock).appendAll(group)))
    news.ring()
    return settled
  })

  return {
    ...reading(rows),
    async append(append) {
      if (ending.signal.aborted) throw new Unavailable('ledger/away', { detail: 'closed' })
      if (append.moves.length === 0) throw new Rejected('ledger/empty', { detail: append.commitId })
      return appends.submit(append)
    },
    tail: (after, signal) => tail(rows, after, AbortSignal.any([signal, ending.signal]), news.heard),
    async anchor() {
      appends.flush()
      return notes.add(headOf(rows), options.clock.now())
    },
    verify: () => verifyLedger(rows, notes),
    async close() {
      appends.flush()
      ending.abort()
      db.close()
    },
  }
}

/**
 * The ledger of a data folder for another process to read and verify while the house runs.
 * @throws {NotFound} data/none @throws {Rejected} data/newer, data/older, data/damaged
 */
export function openLedgerFile(path: string, options: Omit<LedgerOptions, 'clock'>): LedgerReader {
  const db = openReadOnly(path, LEDGER_MIGRATIONS)
  const rows = ledgerRows(db)
  const notes = anchorNotes(options.anchorFile, options.secrets)
  return { ...reading(rows), verify: () => verifyLedger(rows, notes), close: async () => db.close() }
}

function reading(rows: LedgerRows): Pick<Ledger, 'read' | 'history' | 'head'> {
  return {
    read: async (after, limit) => rows.after(after, limit).map(commitOf),
    async history(kind, id) {
      const commits = rows.touching(kind, id).map(commitOf)
      return { version: commits.length, commits }
    },
    head: async () => headOf(rows),
  }
}

function headOf(rows: LedgerRows): Head {
  const last = rows.last()
  return last === undefined ? { position: 0, hash: GENESIS } : { position: last.position, hash: last.hash }
}

/** Decides and writes appends inside one transaction; later ones see what earlier ones of the group wrote. */
function writer(db: DatabaseSync, rows: LedgerRows, clock: Clock) {
  const entry = db.prepare('insert into entry (position, commit_id, hash, body) values (?, ?, ?, ?)')
  const touched = db.prepare('insert into touched (kind, id, version, position) values (?, ?, ?, ?)')
  let head = headOf(rows)

  const write = ({ commitId, moves }: Append): Commit => {
    const position = head.position + 1
    const versions = versionsAfter(rows, moves)
    const content = { position, commitId, at: clock.now(), moves, versions, prevHash: head.hash }
    const body = canonicalJson(content)
    const hash = sha256(body)
    entry.run(position, commitId, hash, body)
    for (const { kind, id, version } of versions) touched.run(kind, id, version, position)
    head = { position, hash }
    return commitOf({ position, commit_id: commitId, hash, body })
  }

  /** Everything that can refuse an append comes before its first write, so a refused one leaves nothing behind. */
  const decide = (append: Append): Settled<Commit> => {
    const before = rows.byCommitId(append.commitId)
    if (before !== undefined) return { value: commitOf(before) }
    for (const { kind, id, version } of append.expect) {
      const current = rows.version(kind, id)
      if (current === version) continue
      return { error: new Conflict('ledger/stale', { detail: `${kind} ${id}: expected ${version}, is ${current}` }) }
    }
    try {
      canonicalJson(append.moves)
    } catch (error) {
      return { error } // a bug of this caller; the others of the group must not pay for it
    }
    return { value: write(append) }
  }

  return { appendAll: (group: readonly Append[]) => group.map(decide) }
}

function versionsAfter(rows: LedgerRows, moves: Append['moves']): readonly Expectation[] {
  const versions = new Map<string, Expectation>()
  for (const { kind, id } of moves) {
    const name = `${kind} ${id}`
    if (!versions.has(name)) versions.set(name, { kind, id, version: rows.version(kind, id) + 1 })
  }
  return [...versions.values()]
}

async function* tail(
  rows: LedgerRows,
  after: number,
  signal: AbortSignal,
  heard: (signal: AbortSignal) => Promise<void>,
): AsyncGenerator<Commit> {
  let position = after
  while (!signal.aborted) {
    const page = rows.after(position, TAIL_PAGE).map(commitOf)
    if (page.length === 0) await heard(signal)
    for (const commit of page) {
      if (signal.aborted) return
      yield commit
      position = commit.position
    }
  }
}

function away<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof Unavailable) throw new Unavailable('ledger/away', { cause })
    throw cause
  }
}

/** SHA-256 hex of UTF-8. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
