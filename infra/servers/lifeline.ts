import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Writable } from 'node:stream'

let guard: ChildProcess | null = null

/** One guard for each process that starts servers; it holds neither the event loop nor the exit of its parent. */
function tell(order: string): void {
  if (guard === null) {
    guard = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'guard.ts')], {
      detached: true,
      cwd: '/',
      stdio: ['pipe', 'ignore', 'inherit'],
    })
    guard.unref()
    const pipe = guard.stdin as Writable & { unref?: () => void }
    pipe.unref?.()
    pipe.on('error', () => undefined) // a guard that was killed guards nothing, but must not take its parent along
  }
  guard.stdin?.write(`${order}\n`)
}

/** From now on this process group ends when our process does, kill -9 included. */
export function guardGroup(pid: number): void {
  tell(`group ${pid}`)
}

/** The group has ended by itself: its number may be given to a stranger, so it must not be signalled any more. */
export function groupEnded(pid: number): void {
  tell(`gone ${pid}`)
}

/** A new temporary folder that is removed when our process ends, at the latest. */
export function guardedFolder(name: string, owner?: number): string {
  const path = mkdtempSync(join(tmpdir(), `guanlan-${name}-`))
  tell(`folder ${path}`)
  if (owner !== undefined) chownSync(path, owner, owner)
  return path
}

/** Removes a guarded folder now. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  tell(`removed ${path}`)
}
