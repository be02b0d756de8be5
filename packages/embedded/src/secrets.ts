import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { NotFound, Unavailable } from '@guanlan/domain'
import type { Clock, Secrets } from '@guanlan/ports'
import { openDatabase, transaction } from './database.ts'
import { type KeyFiles, keyFiles } from './key-file.ts'

/** `print` recognises a key without giving it away; `door` keeps the SHA-256 of door keys. */
export const SECRETS_MIGRATIONS = [
  `create table print (name text primary key, print text not null) strict, without rowid;
   create table door (
     source_id text primary key, key_hash blob not null unique, issued_at integer not null) strict, without rowid;`,
] as const

const KEY_BYTES = 32

/** Secrets that hold an open file. */
export type OpenSecrets = Secrets & Readonly<{ close: () => void }>

/**
 * Keys as files of `keyFolder` (hexadecimal, mode 0600), which lies outside the data folder; the data folder keeps only what
 * recognises them. A key that was once made is never silently made anew: data under the old one would be lost unnoticed.
 * `key` @throws {Rejected} secrets/bad-name @throws {Unavailable} secrets/lost, secrets/wrong-key, secrets/damaged
 */
export function openSecrets(path: string, keyFolder: string, clock: Clock): OpenSecrets {
  const db = openDatabase(path, SECRETS_MIGRATIONS, 'every-commit')
  const files = keyFiles(keyFolder)
  const keys = new Map<string, Promise<Uint8Array>>()
  return {
    key(name) {
      const known = keys.get(name)
      if (known !== undefined) return known
      const loading = loadKey(db, files, name)
      keys.set(name, loading)
      loading.catch(() => keys.delete(name))
      return loading
    },
    ...doorKeys(db, clock),
    close: () => db.close(),
  }
}

/** Keys for a reader that must not make any. @throws {NotFound} secrets/none */
export function readOnlyKeys(keyFolder: string): Pick<Secrets, 'key'> {
  return {
    async key(name) {
      const key = await keyFiles(keyFolder).read(name)
      if (key === null) throw new NotFound('secrets/none', { detail: name })
      return key
    },
  }
}

async function loadKey(db: DatabaseSync, files: KeyFiles, name: string): Promise<Uint8Array> {
  const noted = db.prepare('select print from print where name = ?').get(name) as { print: string } | undefined
  let key = await files.read(name)
  if (key === null) {
    if (noted !== undefined) throw new Unavailable('secrets/lost', { detail: name })
    await files.make(name)
    key = await files.read(name)
    if (key === null) throw new Unavailable('secrets/lost', { detail: name })
  }
  const print = createHmac('sha256', key).update('guanlan key print').digest('hex')
  if (noted === undefined) transaction(db, () => db.prepare('insert into print values (?, ?)').run(name, print))
  else if (noted.print !== print) throw new Unavailable('secrets/wrong-key', { detail: name })
  return key
}

/** A lookup by SHA-256 tells a guesser nothing about how near the guess was. */
function doorKeys(db: DatabaseSync, clock: Clock): Pick<Secrets, 'issueDoorKey' | 'doorKeyOwner'> {
  const put = db.prepare(`insert into door values (?, ?, ?)
    on conflict (source_id) do update set key_hash = excluded.key_hash, issued_at = excluded.issued_at`)
  const find = db.prepare('select source_id, key_hash from door where key_hash = ?')
  const hash = (key: string) => createHash('sha256').update(key).digest()
  return {
    async issueDoorKey(sourceId) {
      const key = randomBytes(KEY_BYTES).toString('base64url')
      transaction(db, () => put.run(sourceId, hash(key), clock.now()))
      return key
    },
    async doorKeyOwner(key) {
      const asked = hash(key)
      const row = find.get(asked) as { source_id: string; key_hash: Uint8Array } | undefined
      return row !== undefined && timingSafeEqual(row.key_hash, asked) ? row.source_id : null
    },
  }
}
