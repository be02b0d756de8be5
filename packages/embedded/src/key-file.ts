import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Rejected, Unavailable } from '@guanlan/domain'
import { createFile, onDisk } from './durable-file.ts'

const KEY_BYTES = 32

/** Keys as files of one folder, hexadecimal, mode 0600; several processes may share the folder. */
export type KeyFiles = Readonly<{
  /** Null where there is no file. @throws {Rejected} secrets/bad-name @throws {Unavailable} secrets/damaged, data/away */
  read: (name: string) => Promise<Uint8Array | null>
  /** Makes a random key unless there is one, which wins. Durable when it settles. */
  make: (name: string) => Promise<void>
}>

/** The key files of a folder, which lies outside the data they open. */
export function keyFiles(folder: string): KeyFiles {
  return {
    read: name => readKey(pathOf(folder, name), name),
    async make(name) {
      await createFile(pathOf(folder, name), randomBytes(KEY_BYTES).toString('hex'))
    },
  }
}

function pathOf(folder: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(name)) throw new Rejected('secrets/bad-name', { detail: name })
  return join(folder, `${name}.key`)
}

async function readKey(path: string, name: string): Promise<Uint8Array | null> {
  const text = await onDisk(path, () =>
    readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    }),
  )
  if (text === null) return null
  const key = text.trim()
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Unavailable('secrets/damaged', { detail: name })
  return new Uint8Array(Buffer.from(key, 'hex'))
}
