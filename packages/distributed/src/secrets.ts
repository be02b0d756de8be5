import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type EpochMs, Unavailable } from '@guanlan/domain'
import type { Clock, Secrets } from '@guanlan/ports'
import { type Documents, documents, hashedId } from './documents.ts'
import type { Elastic } from './elastic-client.ts'

/** Keys as files, which never lie in Elasticsearch; every process of the house must find the same ones. */
export type KeyFiles = Readonly<{
  /** Null where there is no file. @throws {Rejected} secrets/bad-name @throws {Unavailable} secrets/damaged */
  read: (name: string) => Promise<Uint8Array | null>
  /** Makes a random key unless there is one, which wins. */
  make: (name: string) => Promise<void>
}>

/** What recognises a key without giving it away. */
type Print = Readonly<{ body: Readonly<{ print: string }> }>
/** A door key as its SHA-256, under its source. */
type Door = Readonly<{ source: string; keyHash: string; issuedAt: EpochMs }>

const KEY_BYTES = 32

/**
 * Secrets whose keys lie in files; Elasticsearch keeps only what recognises them. A key that was once made is never silently made anew:
 * data under the old one would be lost unnoticed.
 * `key` @throws {Rejected} secrets/bad-name @throws {Unavailable} secrets/lost, secrets/wrong-key, secrets/damaged
 */
export function openElasticSecrets(
  elastic: Elastic,
  { clock, files }: Readonly<{ clock: Clock; files: KeyFiles }>,
): Secrets {
  const prints = documents<Print>(elastic, 'key-prints')
  const keys = new Map<string, Promise<Uint8Array>>()
  return {
    key(name) {
      const known = keys.get(name)
      if (known !== undefined) return known
      const loading = loadKey(prints, files, name)
      keys.set(name, loading)
      loading.catch(() => keys.delete(name))
      return loading
    },
    ...doorKeys(documents<Door>(elastic, 'doors'), clock),
  }
}

async function loadKey(prints: Documents<Print>, files: KeyFiles, name: string): Promise<Uint8Array> {
  let key = await files.read(name) // first: it refuses what is no name
  const noted = await prints.get(hashedId(name))
  if (key === null) {
    if (noted !== null) throw new Unavailable('secrets/lost', { detail: name })
    await files.make(name)
    key = await files.read(name)
    if (key === null) throw new Unavailable('secrets/lost', { detail: name })
  }
  const print = createHmac('sha256', key).update('guanlan key print').digest('hex')
  // When another process notes its print first, ours must be the same: both read the same folder.
  if (noted === null) await prints.create(hashedId(name), { body: { print } })
  const standing = noted ?? (await prints.get(hashedId(name)))
  if (standing?.body.body.print !== print) throw new Unavailable('secrets/wrong-key', { detail: name })
  return key
}

/** One document a source, so a new key replaces the old in one write; a key is found by its SHA-256, which tells a guesser nothing. */
function doorKeys(doors: Documents<Door>, clock: Clock): Pick<Secrets, 'issueDoorKey' | 'doorKeyOwner'> {
  const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')
  return {
    async issueDoorKey(sourceId) {
      const key = randomBytes(KEY_BYTES).toString('base64url')
      await doors.put(hashedId(sourceId), { source: sourceId, keyHash: hashOf(key), issuedAt: clock.now() })
      return key
    },
    async doorKeyOwner(key) {
      const asked = hashOf(key)
      const [found] = await doors.search({ query: { term: { keyHash: asked } }, sort: [{ keyHash: 'asc' }] }, 1)
      // The search may lag behind a newer key of this source; its document does not.
      const door = found && (await doors.get(hashedId(found.source)))?.body
      return door && timingSafeEqual(Buffer.from(door.keyHash), Buffer.from(asked)) ? door.source : null
    },
  }
}
