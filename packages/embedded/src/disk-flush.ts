import { closeSync, fdatasync, openSync } from 'node:fs'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { Unavailable } from '@guanlan/domain'

const datasync = promisify(fdatasync)

/** Makes what was committed to one file survive power loss, without holding up the thread that committed it. */
export type DiskFlush = Readonly<{
  /** Settles when everything committed before the call is on the disk. @throws {Unavailable} data/away */
  flush: () => Promise<void>
  /** Waits for the flush under way. */
  close: () => Promise<void>
}>

/**
 * Flushes the write-ahead log of a database opened with durability `checkpoint`: SQLite leaves the log in the page cache, where each
 * commit stands behind the ones before it, so a flush that begins after a commit makes that one and all earlier ones durable.
 * Calls during a flush share the next one. SQLite never replaces the log while a connection is open, and puts no lock on it.
 */
export function diskFlush(path: string): DiskFlush {
  let log: number | null = null
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  const once = async () => {
    try {
      log ??= openSync(`${path}-wal`, 'r+')
      await datasync(log)
    } catch (cause) {
      throw new Unavailable('data/away', { cause, detail: basename(path) })
    }
  }
  const start = () => {
    running = once().finally(() => {
      running = null
    })
    return running
  }
  return {
    flush() {
      if (running === null) return start()
      next ??= running
        .catch(() => undefined)
        .then(() => {
          next = null
          return start()
        })
      return next
    },
    async close() {
      await Promise.allSettled([running, next])
      if (log !== null) closeSync(log)
      log = null
    },
  }
}
