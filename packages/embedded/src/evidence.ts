import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { NotFound, Unavailable } from '@guanlan/domain'
import type { Clock, Evidence, EvidenceKind, EvidenceNote, Secrets } from '@guanlan/ports'
import { openDatabase, transaction } from './database.ts'
import { onDisk, replaceFile } from './durable-file.ts'
import { newKey, seal, unseal } from './evidence-seal.ts'

/** `wrapped` is the item's own key under the master key, null for masked items and once expunged. */
export const EVIDENCE_MIGRATIONS = [
  `create table note (
     hash text primary key, kind text not null, bytes integer not null, stored_bytes integer not null,
     media_type text not null, at integer not null, wrapped blob, expunged_at integer, file_gone integer not null)
     strict, without rowid;
   create index unfinished on note (hash) where expunged_at is not null and file_gone = 0;`,
] as const

/** `folder` holds the files, `ab/cd/<hash>.<kind>`. */
export type EvidenceOptions = Readonly<{ folder: string; clock: Clock; secrets: Pick<Secrets, 'key'> }>

type Row = {
  hash: string
  kind: EvidenceKind
  bytes: number
  stored_bytes: number
  media_type: string
  at: number
  wrapped: Uint8Array | null
  expunged_at: number | null
}

const MASTER_KEY = 'evidence-master'
const deflate = promisify(zstdCompress)
const inflate = promisify(zstdDecompress)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * Evidence as files beside a table of notes. A file is durable before its note names it, so a crash leaves at most a file nobody
 * knows, which the next put of those bytes replaces. Bytes once expunged stay so: putting them again stores nothing.
 * Bytes put as masked and later as unmasked become unmasked, never the other way.
 * `get` also @throws {Unavailable} evidence/wrong-key; all @throws {Unavailable} data/away
 */
export async function openEvidence(path: string, { folder, clock, secrets }: EvidenceOptions): Promise<Evidence> {
  const db = openDatabase(path, EVIDENCE_MIGRATIONS, 'every-commit')
  db.exec('pragma secure_delete = on') // a destroyed key must leave no bytes in free pages
  const rows = noteRows(db)
  const inTurn = turns()
  const fileOf = (hash: string, kind: EvidenceKind) =>
    join(folder, hash.slice(0, 2), hash.slice(2, 4), `${hash}.${kind}`)
  const dropFile = async ({ hash, kind }: Pick<Row, 'hash' | 'kind'>) =>
    onDisk(hash, () => rm(fileOf(hash, kind), { force: true }))

  const store = async (bytes: Uint8Array, hash: string, kind: EvidenceKind, mediaType: string) => {
    const before = rows.find(hash)
    if (before !== undefined && (before.expunged_at !== null || !stricter(kind, before.kind))) return noteOf(before)
    const packed = await deflate(bytes)
    const key = kind === 'unmasked' ? newKey() : null
    const stored = key === null ? packed : seal(key, packed, hash)
    const wrapped = key === null ? null : seal(await secrets.key(MASTER_KEY), key, hash)
    await replaceFile(fileOf(hash, kind), stored)
    const at = before?.at ?? clock.now()
    const row = { hash, kind, bytes: bytes.length, stored_bytes: stored.length, media_type: mediaType, at, wrapped }
    rows.put(row)
    if (before !== undefined) await dropFile(before)
    return noteOf({ ...row, expunged_at: null })
  }

  const load = async (hash: string) => {
    const row = rows.find(hash)
    if (row === undefined) throw new NotFound('evidence/none', { detail: hash })
    if (row.expunged_at !== null) throw new NotFound('evidence/expunged', { detail: hash })
    const stored = await onDisk(hash, () => readFile(fileOf(hash, row.kind)).catch(missing))
    const bytes = await unpack(row, stored, secrets)
    if (bytes === null || sha256(bytes) !== hash) throw new Unavailable('evidence/damaged', { detail: hash })
    return { note: noteOf(row), bytes }
  }

  const expunge = async (hash: string) => {
    const row = rows.find(hash)
    if (row === undefined) throw new NotFound('evidence/none', { detail: hash })
    rows.expunge(hash, clock.now())
    await dropFile(row)
    rows.fileGone(hash)
  }

  for (const row of rows.unfinished()) await expunge(row.hash)
  return {
    put(bytes, kind, mediaType) {
      const hash = sha256(bytes)
      return inTurn(hash, () => store(bytes, hash, kind, mediaType))
    },
    get: hash => inTurn(hash, () => load(hash)),
    async note(hash) {
      const row = rows.find(hash)
      return row === undefined ? null : noteOf(row)
    },
    expunge: hash => inTurn(hash, () => expunge(hash)),
    close: async () => db.close(),
  }
}

function noteRows(db: ReturnType<typeof openDatabase>) {
  const find = db.prepare('select * from note where hash = ?')
  const put = db.prepare('insert or replace into note values (?, ?, ?, ?, ?, ?, ?, null, 0)')
  const expunge = db.prepare('update note set wrapped = null, expunged_at = coalesce(expunged_at, ?) where hash = ?')
  const fileGone = db.prepare('update note set file_gone = 1 where hash = ?')
  const unfinished = db.prepare('select * from note where expunged_at is not null and file_gone = 0')
  return {
    find: (hash: string) => find.get(hash) as Row | undefined,
    put: (r: Omit<Row, 'expunged_at'>) =>
      transaction(db, () => put.run(r.hash, r.kind, r.bytes, r.stored_bytes, r.media_type, r.at, r.wrapped)),
    expunge(hash: string, at: number) {
      transaction(db, () => expunge.run(at, hash))
      db.exec('pragma wal_checkpoint(truncate)') // else the key would stay readable in the log
    },
    fileGone: (hash: string) => void transaction(db, () => fileGone.run(hash)),
    unfinished: () => unfinished.all() as unknown as Row[],
  }
}

const stricter = (kind: EvidenceKind, than: EvidenceKind) => kind === 'unmasked' && than === 'masked'

/** The original bytes, or null where the file is not what was stored. */
async function unpack(row: Row, stored: Uint8Array | null, secrets: Pick<Secrets, 'key'>): Promise<Uint8Array | null> {
  if (stored === null) return null
  let packed: Uint8Array | null = stored
  if (row.wrapped !== null) {
    const key = unseal(await secrets.key(MASTER_KEY), row.wrapped, row.hash)
    if (key === null) throw new Unavailable('evidence/wrong-key', { detail: row.hash })
    packed = unseal(key, stored, row.hash)
  }
  if (packed === null) return null
  return inflate(packed, { maxOutputLength: Math.max(row.bytes, 1) }).catch(() => null)
}

/** Work on one item is done one after the other: two puts of the same bytes would mix up their keys. */
function turns() {
  const busy = new Map<string, Promise<unknown>>()
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const mine = (busy.get(name) ?? Promise.resolve()).then(work)
    const done = mine.catch(() => undefined).then(() => void (busy.get(name) === done && busy.delete(name)))
    busy.set(name, done)
    return mine
  }
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}

function noteOf(row: Row): EvidenceNote {
  const { hash, kind, bytes, at } = row
  return { hash, kind, bytes, storedBytes: row.stored_bytes, mediaType: row.media_type, at }
}
