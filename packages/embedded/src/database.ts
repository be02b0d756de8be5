import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { NotFound, Rejected, Unavailable } from '@guanlan/domain'

const USUAL_PAGE_BYTES = 4096

/** The log goes into the file when it has grown to this: a page written often by then goes once. */
const LOG_BYTES = 16 * 1024 * 1024

/** How long one process waits for another that holds a write lock; in one process writes never overlap. */
const BUSY_MS = 5000

/**
 * `every-commit`: a commit survives power loss once it returns (one fsync each).
 * `checkpoint`: a crash of the process loses nothing, power loss may lose the newest commits, never consistency;
 * `diskFlush` makes them durable too, when its caller waits for it.
 */
export type Durability = 'every-commit' | 'checkpoint'

/**
 * Opens a file of the data folder in WAL mode and brings its schema forward, one migration a version, each in its own transaction.
 * `user_version` counts the migrations applied. Large pages suit a file that is only appended to, small ones rows all over it.
 * @throws {Rejected} data/newer (a later release wrote it), data/damaged (not a database)
 */
export function openDatabase(
  path: string,
  migrations: readonly string[],
  durability: Durability,
  pageBytes = USUAL_PAGE_BYTES,
): DatabaseSync {
  return opened(path, {}, db => {
    db.exec(`pragma page_size = ${pageBytes}`) // of a new file; one that exists keeps its own
    db.exec('pragma journal_mode = wal')
    db.exec(`pragma synchronous = ${durability === 'every-commit' ? 'full' : 'normal'}`)
    db.exec(`pragma wal_autocheckpoint = ${LOG_BYTES / pageBytes}`)
    const version = schemaVersion(db, path, migrations.length)
    for (const [index, migration] of migrations.entries()) {
      if (index < version) continue
      transaction(db, () => {
        db.exec(migration)
        db.exec(`pragma user_version = ${index + 1}`)
      })
    }
  })
}

/**
 * Opens a file of the data folder to read while the house runs; changes nothing, not even the schema.
 * @throws {NotFound} data/none @throws {Rejected} data/newer, data/older, data/damaged
 */
export function openReadOnly(path: string, migrations: readonly string[]): DatabaseSync {
  if (!existsSync(path)) throw new NotFound('data/none', { detail: basename(path) })
  return opened(path, { readOnly: true }, db => {
    const version = schemaVersion(db, path, migrations.length)
    if (version < migrations.length) throw new Rejected('data/older', { detail: basename(path) })
  })
}

function opened(path: string, options: Readonly<{ readOnly?: boolean }>, prepare: (db: DatabaseSync) => void) {
  let db: DatabaseSync
  try {
    db = new DatabaseSync(path, { timeout: BUSY_MS, ...options })
  } catch (error) {
    throw known(error, path)
  }
  try {
    prepare(db)
    return db
  } catch (error) {
    db.close()
    throw known(error, path)
  }
}

function schemaVersion(db: DatabaseSync, path: string, newest: number): number {
  const { user_version: version } = db.prepare('pragma user_version').get() as { user_version: number }
  if (version > newest) {
    throw new Rejected('data/newer', { detail: `${basename(path)}: ${version} > ${newest}` })
  }
  return version
}

/**
 * Runs `work` in one transaction: committed when it returns, rolled back when it throws.
 * @throws {Unavailable} data/away when the disk is full, fails, or another process holds the file
 */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  try {
    db.exec('begin immediate')
    const result = work()
    db.exec('commit')
    return result
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw known(error, db.location() ?? '')
  }
}

/** What is deleted or written over in a page leaves no bytes in it; pages given up keep theirs until `scrubFile`. */
export const FORGETFUL = 'pragma secure_delete = fast'

/**
 * Leaves no bytes of what was deleted or written over in a file opened with FORGETFUL: free pages are filled with zeros, the log is emptied.
 * @throws {Unavailable} data/away while another connection reads an older state
 */
export function scrubFile(db: DatabaseSync): void {
  const { freelist_count: pages } = db.prepare('pragma freelist_count').get() as { freelist_count: number }
  const { page_size: size } = db.prepare('pragma page_size').get() as { page_size: number }
  if (pages > 0) {
    transaction(db, () => {
      db.exec('create table filler (bytes blob) strict')
      const fill = db.prepare('insert into filler values (zeroblob(?))')
      for (let left = pages; left > 0; left -= FILL_PAGES) fill.run(Math.min(left, FILL_PAGES) * size)
    })
    transaction(db, () => db.exec('drop table filler')) // apart: pages filled and freed in one commit are never written
  }
  emptyLog(db)
}

/** Pages filled by one row. */
const FILL_PAGES = 4096

/**
 * Takes what was committed into the file and empties the log, so that bytes written over are on the disk no more.
 * @throws {Unavailable} data/away while another connection reads an older state
 */
export function emptyLog(db: DatabaseSync): void {
  const { busy } = db.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number }
  if (busy !== 0) throw new Unavailable('data/away', { detail: basename(db.location() ?? '') })
}

const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const SQLITE_IOERR = 10
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14
const SQLITE_NOTADB = 26
const PASSING = [SQLITE_BUSY, SQLITE_LOCKED, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN]

/** The failures of SQLite an operator can end, in our words; anything else comes back as it is. */
function known(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error
  const primary = error.errcode & 0xff
  if (PASSING.includes(primary)) return new Unavailable('data/away', { cause: error, detail: basename(path) })
  if (primary === SQLITE_CORRUPT || primary === SQLITE_NOTADB) {
    return new Rejected('data/damaged', { cause: error, detail: basename(path) })
  }
  return error
}
