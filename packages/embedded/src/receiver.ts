import { existsSync, readFileSync, truncateSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Unavailable } from '@guanlan/domain'
import type { Notice, Receiver } from '@guanlan/ports'
import { syncFolder } from './durable-file.ts'

/** Notices for those who look at the console: one JSON line each, newest last. */
export type ConsoleReceiver = Receiver & Readonly<{ notices: () => readonly Notice[] }>

/**
 * Delivers into a file, durable when it settles; a notice whose id stands there already is taken once.
 * A last line torn by a power cut was never promised and is cut off at the start.
 */
export function openConsoleReceiver(path: string): ConsoleReceiver {
  const notices = new Map(readNotices(path).map(notice => [notice.id, notice]))
  let last: Promise<unknown> = Promise.resolve()

  const write = async (notice: Notice) => {
    if (notices.has(notice.id)) return
    try {
      const file = await open(path, 'a', 0o600)
      try {
        await file.write(`${JSON.stringify(notice)}\n`)
        await file.sync()
      } finally {
        await file.close()
      }
      await syncFolder(dirname(path))
    } catch (cause) {
      throw new Unavailable('receiver/away', { cause, detail: 'console' })
    }
    notices.set(notice.id, notice)
  }

  return {
    name: 'console',
    deliver(notice) {
      const done = last.then(() => write(notice))
      last = done.catch(() => undefined)
      return done
    },
    notices: () => [...notices.values()],
  }
}

function readNotices(path: string): readonly Notice[] {
  if (!existsSync(path)) return []
  const text = readFileSync(path, 'utf8')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole))
  return whole
    .split('\n')
    .slice(0, -1)
    .map(line => JSON.parse(line) as Notice)
}
