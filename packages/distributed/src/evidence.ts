import { createHash, randomUUID } from 'node:crypto'
import { type EpochMs, NotFound, Unavailable } from '@guanlan/domain'
import type { Clock, Evidence, EvidenceKind, EvidenceNote } from '@guanlan/ports'
import { type Documents, documents, type Found } from './documents.ts'
import type { Elastic } from './elastic-client.ts'
import { scrubIndices } from './elastic-read.ts'
import { receiptDocuments } from './evidence-receipts.ts'

/** A file as written: its name, and the item's own key under the master key (null for masked items). */
type WrittenFile = Readonly<{ name: string; storedBytes: number; wrapped: Uint8Array | null }>

/** Originals as files of a folder that every process of the house shares. */
export type SharedFiles = Readonly<{
  /** Durable when it settles; no other writer's file of this hash is touched. */
  write: (hash: string, bytes: Uint8Array, kind: EvidenceKind, writer: string) => Promise<WrittenFile>
  /** Null where the file is gone or not what was stored. @throws {Unavailable} evidence/wrong-key */
  read: (hash: string, file: Pick<WrittenFile, 'name' | 'wrapped'>, bytes: number) => Promise<Uint8Array | null>
  /** Removes every file of a hash but `keep`. */
  remove: (hash: string, keep?: string) => Promise<void>
}>

/** `wrapped` (base64) is null for masked items and once expunged. */
type Kept = Readonly<{ note: EvidenceNote; file: string; wrapped: string | null; expungedAt: EpochMs | null }>
type KeptNote = Readonly<{ body: Kept }>

/**
 * Evidence as files of a shared folder, with its notes in Elasticsearch. Every put writes a file of its own name and the note names one
 * of them, by compare-and-set: so two processes that put the same bytes never mix up their keys. A crash leaves at most a file nobody
 * knows, which the next put or expunge of those bytes removes. The index is written anew without a destroyed key; copies of shards
 * may keep it for 12 hours. Bytes once expunged stay so; bytes put as masked and later as unmasked become unmasked, never the other way.
 * `get` also @throws {Unavailable} evidence/wrong-key; all @throws {Unavailable} data/away, elastic/away
 */
export function openElasticEvidence(
  elastic: Elastic,
  { clock, files }: Readonly<{ clock: Clock; files: SharedFiles }>,
): Evidence {
  const notes = documents<KeptNote>(elastic, 'evidence')
  const receipts = receiptDocuments(elastic)
  return {
    async put(bytes, kind, mediaType, origin) {
      const note = await put(notes, files, clock, { bytes, kind, mediaType })
      const standing = origin === undefined ? null : await find(notes, note.hash)
      if (origin !== undefined && standing?.body.body.expungedAt === null) {
        await receipts.add({ ...origin, hash: note.hash, mediaType, at: clock.now() })
      }
      return note
    },
    get: hash => get(notes, files, hash),
    async note(hash) {
      return (await find(notes, hash))?.body.body.note ?? null
    },
    receipts: hash => receipts.of(hash),
    received: (search, { limit, after }) => receipts.page(search, limit, after),
    async expunge(hash) {
      for (;;) {
        const found = await existing(notes, hash)
        const body = { ...found.body.body, wrapped: null, expungedAt: found.body.body.expungedAt ?? clock.now() }
        if (!(await notes.replace(hash, { body }, found.seen))) continue
        await receipts.forget(hash)
        await files.remove(hash)
        await scrubIndices(elastic, ['evidence', 'receipts'].map(name => `${elastic.prefix}-${name}`).join(','))
        return
      }
    },
    close: async () => undefined,
  }
}

type Given = Readonly<{ bytes: Uint8Array; kind: EvidenceKind; mediaType: string }>

async function put(notes: Documents<KeptNote>, files: SharedFiles, clock: Clock, given: Given): Promise<EvidenceNote> {
  const { bytes, kind, mediaType } = given
  const hash = createHash('sha256').update(bytes).digest('hex')
  for (;;) {
    const found = await find(notes, hash)
    const before = found?.body.body
    if (before && (before.expungedAt !== null || !isStricter(kind, before.note.kind))) return before.note
    const { name, storedBytes, wrapped } = await files.write(hash, bytes, kind, randomUUID())
    const at = before?.note.at ?? clock.now()
    const note = { hash, kind, bytes: bytes.length, storedBytes, mediaType, at }
    const base64 = wrapped === null ? null : Buffer.from(wrapped).toString('base64')
    const body = { body: { note, file: name, wrapped: base64, expungedAt: null } }
    const isOurs = found === null ? await notes.create(hash, body) : await notes.replace(hash, body, found.seen)
    const standing = isOurs ? name : (await find(notes, hash))?.body.body.file
    await files.remove(hash, standing) // the one before, those of crashed puts, and ours when another was faster
    if (isOurs) return note
  }
}

async function get(notes: Documents<KeptNote>, files: SharedFiles, hash: string) {
  for (let name: string | null = null; ; ) {
    const { note, file, wrapped, expungedAt } = (await existing(notes, hash)).body.body
    if (expungedAt !== null) throw new NotFound('evidence/expunged', { detail: hash })
    if (file === name) throw new Unavailable('evidence/damaged', { detail: hash })
    const key = wrapped === null ? null : new Uint8Array(Buffer.from(wrapped, 'base64'))
    const bytes = await files.read(hash, { name: file, wrapped: key }, note.bytes)
    if (bytes !== null) return { note, bytes }
    name = file // it may have been replaced while we read: then the note names another
  }
}

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)
const isStricter = (kind: EvidenceKind, than: EvidenceKind) => kind === 'unmasked' && than === 'masked'

function find(notes: Documents<KeptNote>, hash: string): Promise<Found<KeptNote> | null> {
  return isHash(hash) ? notes.get(hash) : Promise.resolve(null)
}

async function existing(notes: Documents<KeptNote>, hash: string): Promise<Found<KeptNote>> {
  const found = await find(notes, hash)
  if (found === null) throw new NotFound('evidence/none', { detail: hash.slice(0, 64) })
  return found
}
