import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A temporary folder for servers alone, in which everything they leave behind would show. */
export type Ground = Readonly<{
  path: string
  /** Process numbers whose command line or folder settings name this ground. */
  processes: () => readonly number[]
  files: () => readonly string[]
  remove: () => void
}>

/** Makes a ground; readable by all, since root runs Elasticsearch under another account. */
export function ground(): Ground {
  const path = mkdtempSync(join(tmpdir(), 'guanlan-ground-'))
  chmodSync(path, 0o755)
  return {
    path,
    processes: () =>
      execFileSync('ps', ['-axww', '-o', 'pid=,args='], { encoding: 'utf8' })
        .split('\n')
        .filter(line => line.includes(path))
        .map(line => Number.parseInt(line, 10)),
    files: () => readdirSync(path),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

/** Whether a process of this number exists. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
