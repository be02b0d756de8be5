import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { DatabaseSync } from 'node:sqlite'
import { Conflict, type EpochMs } from '@guanlan/domain'

/** Who runs the house on a data folder; `http` is where it answers, null before it listens. */
export type Holder = Readonly<{ pid: number; host: string; startedAt: EpochMs; http: string | null }>

/** The lock while we hold it. */
export type Lock = Readonly<{
  /** Tells others where we answer. */
  announce: (http: string) => void
  release: () => void
}>

/**
 * Takes the data folder for this process. The file names the holder; what decides is a lock of the operating system on the guard
 * file beside it, which ends with its process: a lock left by a dead one, even one whose pid lives again in another process, is taken over.
 * @throws {Conflict} data/locked naming the holder
 */
export function takeLock(path: string, startedAt: EpochMs): Lock {
  const guard = new DatabaseSync(`${path}.guard`, { timeout: 0 })
  try {
    guard.exec('pragma journal_mode = delete; begin exclusive')
  } catch (cause) {
    guard.close()
    if (!(cause instanceof Error && 'errcode' in cause && cause.errcode === 5)) throw cause
    const holder = readHolder(path)
    throw new Conflict('data/locked', { cause, ...(holder === null ? {} : { detail: describe(holder) }) })
  }
  let holder: Holder = { pid: process.pid, host: hostname(), startedAt, http: null }
  write(path, holder)
  return {
    announce(http) {
      holder = { ...holder, http }
      write(path, holder)
    },
    release() {
      rmSync(path, { force: true })
      guard.close()
    },
  }
}

/** Whoever the lock file names, alive or not; null when there is none. */
export function readHolder(path: string): Holder | null {
  if (!existsSync(path)) return null
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return null // being written by a process that died: nobody is named
  }
}

function describe({ pid, host, startedAt, http }: Holder): string {
  return `pid ${pid} @ ${host}, since ${new Date(startedAt).toISOString()}${http === null ? '' : `, ${http}`}`
}

function write(path: string, holder: Holder): void {
  writeFileSync(`${path}.draft`, `${JSON.stringify(holder)}\n`, { mode: 0o600 })
  renameSync(`${path}.draft`, path)
}
