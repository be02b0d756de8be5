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

/** Guards in force: one that nobody remembered would be collected as garbage, and the lock with it. */
const held = new Set<DatabaseSync>()

/**
 * Takes the data folder for this process. The file names the holder; what decides is a lock of the operating system on the guard
 * file beside it, which ends with its process: a lock left by a dead one, even one whose pid lives again in another process, is taken over.
 * @throws {Conflict} data/locked naming the holder
 */
export function takeLock(path: string, startedAt: EpochMs): Lock {
  const guard = openGuard(path)
  if (!grasped(guard, 'begin exclusive')) {
    guard.close()
    const holder = readHolder(path)
    throw new Conflict('data/locked', holder === null ? {} : { detail: describe(holder) })
  }
  let holder: Holder = { pid: process.pid, host: hostname(), startedAt, http: null }
  write(path, holder)
  held.add(guard)
  return {
    announce(http) {
      holder = { ...holder, http }
      write(path, holder)
    },
    release() {
      rmSync(path, { force: true })
      held.delete(guard)
      guard.close()
    },
  }
}

/** Who runs the house on this folder right now; null when nobody does, whatever the lock file says. */
export function runningHolder(path: string): Holder | null {
  if (!existsSync(`${path}.guard`)) return null
  const guard = openGuard(path)
  try {
    return grasped(guard, 'begin; select * from sqlite_schema') ? null : readHolder(path)
  } finally {
    guard.close()
  }
}

/** Somebody who only asks holds the guard for less than this, so a house that starts meanwhile waits so long. */
const ASKING_MS = 250

function openGuard(path: string): DatabaseSync {
  return new DatabaseSync(`${path}.guard`, { timeout: ASKING_MS })
}

/** False when another process holds the guard. */
function grasped(guard: DatabaseSync, how: string): boolean {
  try {
    guard.exec(how)
    return true
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return false
    throw error
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
