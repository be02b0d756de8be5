import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Unavailable } from '@guanlan/domain'

/**
 * Runs work on files; what the file system refuses (full, read-only, too many open) is away until an operator helps.
 * @throws {Unavailable} data/away
 */
export async function onDisk<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof Error && 'syscall' in cause)
      throw new Unavailable('data/away', { cause, detail: basename(path) })
    throw cause
  }
}

/** Makes new, renamed and removed names in a folder survive power loss. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes a whole file or none: a reader sees the old or the new bytes; durable when it settles. Mode 0600. @throws {Unavailable} data/away */
export async function replaceFile(path: string, bytes: Uint8Array | string): Promise<void> {
  await onDisk(path, async () => {
    const draft = await writeDraft(path, bytes)
    await rename(draft, path)
    await syncFolder(dirname(path))
  })
}

/** Writes a whole file if there is none yet; false, changing nothing, when there is. Durable when it settles. Mode 0600. @throws {Unavailable} data/away */
export async function createFile(path: string, bytes: Uint8Array | string): Promise<boolean> {
  return onDisk(path, async () => {
    const draft = await writeDraft(path, bytes)
    try {
      await link(draft, path)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    } finally {
      await unlink(draft)
      await syncFolder(dirname(path))
    }
  })
}

async function writeDraft(path: string, bytes: Uint8Array | string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = join(dirname(path), `.${randomUUID()}.draft`)
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  return draft
}
