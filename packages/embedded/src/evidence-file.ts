import { createHash } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import { Unavailable } from '@guanlan/domain'
import type { EvidenceKind, Secrets } from '@guanlan/ports'
import { onDisk, replaceFile } from './durable-file.ts'
import { newKey, seal, unseal } from './evidence-seal.ts'

const MASTER_KEY = 'evidence-master'
const deflate = promisify(zstdCompress)
const inflate = promisify(zstdDecompress)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A file as written: its name within the folder, and the item's own key under the master key (null for masked items). */
export type WrittenFile = Readonly<{ name: string; storedBytes: number; wrapped: Uint8Array | null }>

/** Originals as files of one folder, `ab/cd/<hash>.…`, compressed, unmasked ones sealed. All @throws {Unavailable} data/away */
export type EvidenceFiles = Readonly<{
  /** Durable when it settles. */
  write: (hash: string, bytes: Uint8Array, kind: EvidenceKind, writer?: string) => Promise<WrittenFile>
  /** Null where the file is gone or not what was stored. `bytes` is the length of the original. @throws {Unavailable} evidence/wrong-key */
  read: (hash: string, file: Pick<WrittenFile, 'name' | 'wrapped'>, bytes: number) => Promise<Uint8Array | null>
  /** Removes every file of a hash but `keep`. */
  remove: (hash: string, keep?: string) => Promise<void>
}>

/** The name of a file within the folder; `writer` tells apart those that several processes wrote of one hash. */
export function evidenceFileName(hash: string, kind: EvidenceKind, writer?: string): string {
  const name = writer === undefined ? `${hash}.${kind}` : `${hash}.${writer}.${kind}`
  return join(hash.slice(0, 2), hash.slice(2, 4), name)
}

/** The evidence files of a folder that several processes may share. */
export function evidenceFiles(folder: string, secrets: Pick<Secrets, 'key'>): EvidenceFiles {
  return {
    async write(hash, bytes, kind, writer) {
      const packed = await deflate(bytes)
      const key = kind === 'unmasked' ? newKey() : null
      const stored = key === null ? packed : seal(key, packed, hash)
      const wrapped = key === null ? null : seal(await secrets.key(MASTER_KEY), key, hash)
      const name = evidenceFileName(hash, kind, writer)
      await replaceFile(join(folder, name), stored)
      return { name, storedBytes: stored.length, wrapped }
    },
    async read(hash, { name, wrapped }, length) {
      const stored = await onDisk(hash, () => readFile(join(folder, name)).catch(missing))
      let packed: Uint8Array | null = stored
      if (stored !== null && wrapped !== null) {
        const key = unseal(await secrets.key(MASTER_KEY), wrapped, hash)
        if (key === null) throw new Unavailable('evidence/wrong-key', { detail: hash })
        packed = unseal(key, stored, hash)
      }
      if (packed === null) return null
      const bytes = await inflate(packed, { maxOutputLength: Math.max(length, 1) }).catch(() => null)
      return bytes !== null && sha256(bytes) === hash ? bytes : null
    },
    async remove(hash, keep) {
      const within = join(hash.slice(0, 2), hash.slice(2, 4))
      const names = await onDisk(hash, () => readdir(join(folder, within)).catch(missing))
      const doomed = (names ?? []).map(name => ({ name, path: join(within, name) }))
      for (const { name, path } of doomed) {
        if (!name.startsWith(`${hash}.`) || path === keep) continue
        await onDisk(hash, () => rm(join(folder, path), { force: true }))
      }
    },
  }
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
