import { createHash } from 'node:crypto'
import { NotFound, Unavailable } from '@guanlan/domain'
import type { Clock, Evidence, EvidenceKind, EvidenceNote, Origin, Secrets } from '@guanlan/ports'
import { emptyLog, openDatabase, transaction } from './database.ts'
import { evidenceFileName, evidenceFiles } from './evidence-file.ts'
import { RECEIPT_READ_AS, RECEIPT_TABLE, receiptRows } from './evidence-receipts.ts'

/** `wrapped` is the item's own key under the master key, null for masked items and once expunged. */
export const EVIDENCE_MIGRATIONS = [
  `create table note (
     hash text primary key, kind text not null, bytes integer not null, stored_bytes integer not null,
     media_type text not null, at integer not null, wrapped blob, expunged_at integer, file_gone integer not null)
     strict, without rowid;
   create index unfinished on note (hash) where expunged_at is not null and file_gone = 0;`,
  RECEIPT_TABLE,
  RECEIPT_READ_AS,
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
  const receipts = receiptRows(db)
  const rows = noteRows(db, receipts)
  const inTurn = turns()
  const files = evidenceFiles(folder, secrets)

  const store = async (bytes: Uint8Array, hash: string, kind: EvidenceKind, mediaType: string) => {
    const before = rows.find(hash)
    if (before !== undefined && (before.expunged_at !== null || !stricter(kind, before.kind))) return noteOf(before)
    const { name, storedBytes, wrapped } = await files.write(hash, bytes, kind)
    const at = before?.at ?? clock.now()
    const row = { hash, kind, bytes: bytes.length, stored_bytes: storedBytes, media_type: mediaType, at, wrapped }
    rows.put(row)
    if (before !== undefined) await files.remove(hash, name)
    return noteOf({ ...row, expunged_at: null })
  }

  const receive = (origin: Origin, hash: string, mediaType: string) =>
    transaction(db, () => receipts.add({ ...origin, hash, mediaType, at: clock.now() }))

  const load = async (hash: string) => {
    const row = rows.find(hash)
    if (row === undefined) throw new NotFound('evidence/none', { detail: hash })
    if (row.expunged_at !== null) throw new NotFound('evidence/expunged', { detail: hash })
    const name = evidenceFileName(hash, row.kind)
    const bytes = await files.read(hash, { name, wrapped: row.wrapped }, row.bytes)
    if (bytes === null) throw new Unavailable('evidence/damaged', { detail: hash })
    return { note: noteOf(row), bytes }
  }

  const expunge = async (hash: string) => {
    const row = rows.find(hash)
    if (row === undefined) throw new NotFound('evidence/none', { detail: hash })
    rows.expunge(hash, clock.now())
    await files.remove(hash)
    rows.fileGone(hash)
  }

  for (const row of rows.unfinished()) await expunge(row.hash)
  return {
    put(bytes, kind, mediaType, origin) {
      const hash = sha256(bytes)
      return inTurn(hash, async () => {
        const note = await store(bytes, hash, kind, mediaType)
        if (origin !== undefined && rows.find(hash)?.expunged_at === null) receive(origin, hash, mediaType)
        return note
      })
    },
    get: hash => inTurn(hash, () => load(hash)),
    async note(hash) {
      const row = rows.find(hash)
      return row === undefined ? null : noteOf(row)
    },
    receipts: async hash => receipts.of(hash),
    received: async ({ fromAt, toAt, sourceId }, { limit, after }) =>
      receipts.page(fromAt, toAt, sourceId, limit, after),
    expunge: hash => inTurn(hash, () => expunge(hash)),
    close: async () => db.close(),
  }
}

function noteRows(db: ReturnType<typeof openDatabase>, receipts: ReturnType<typeof receiptRows>) {
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
      transaction(db, () => {
        expunge.run(at, hash)
        receipts.forget(hash)
      })
      emptyLog(db) // else the key would stay readable in the log
    },
    fileGone: (hash: string) => void transaction(db, () => fileGone.run(hash)),
    unfinished: () => unfinished.all() as unknown as Row[],
  }
}

const stricter = (kind: EvidenceKind, than: EvidenceKind) => kind === 'unmasked' && than === 'masked'

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

function noteOf(row: Row): EvidenceNote {
  const { hash, kind, bytes, at } = row
  return { hash, kind, bytes, storedBytes: row.stored_bytes, mediaType: row.media_type, at }
}
