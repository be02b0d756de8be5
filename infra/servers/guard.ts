// Outlives its parent by a moment: when the pipe to it closes, however the parent ended, it ends the parent's servers and removes
// their folders. Started by lifeline.ts in a session of its own, so that neither Ctrl-C nor a closed terminal reaches it.
import { rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

const groups = new Set<number>()
const folders = new Set<string>()

const orders: Readonly<Record<string, (what: string) => void>> = {
  group: pid => groups.add(Number(pid)),
  gone: pid => groups.delete(Number(pid)),
  folder: path => folders.add(path),
  removed: path => folders.delete(path),
}

for await (const line of createInterface({ input: process.stdin })) {
  const [verb = '', ...rest] = line.split(' ')
  orders[verb]?.(rest.join(' '))
}

function signal(group: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, name)
    return true
  } catch {
    return false // ESRCH: the whole group has ended
  }
}

for (const group of groups) signal(group, 'SIGKILL')
for (let tries = 0; tries < 100 && [...groups].some(group => signal(group, 0)); tries++) await pause(50)
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
