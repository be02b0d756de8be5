import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServiceName } from '@guanlan/host'
import { ROOT } from '../../arch/workspace.ts'

const MAIN = join(ROOT, 'services/host/src/main.ts')
const RESTART_MS = 500

/** How the processes of one house are started: their settings, and the folder their logs go to. */
export type Surroundings = Readonly<{ settings: Readonly<Record<string, string>>; logs: string }>

/** Some services as a process of their own under a keeper that starts them again, as a service manager does. */
export type ServiceProcess = Readonly<{
  name: string
  /** Where it answers, once it runs again if need be; empty where it answers nobody. */
  address: () => Promise<string>
  /** Settles when it runs. */
  up: () => Promise<void>
  /** SIGKILL: no hook runs, nothing is flushed. Settles when it is gone; it is started again at once. */
  kill: () => Promise<void>
  pid: () => Promise<number>
  /** Stops its clock (SIGSTOP), or lets it go on. */
  pause: () => Promise<void>
  resume: () => Promise<void>
  /** How often it was started again without having been killed. */
  fallen: () => number
  /** The orderly end, for good. */
  end: () => Promise<void>
}>

type Child = Readonly<{ process: ChildProcess; address: string }>

/** Runs a command of `guanlan` to its end. @throws {Error} when its exit code is not 0 */
export async function guanlan(words: readonly string[], { settings, logs }: Surroundings): Promise<void> {
  const child = spawned(words, settings, join(logs, `${words[0]}.log`))
  child.stdout!.resume()
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`guanlan ${words.join(' ')} ended with ${code}`)
}

/** Starts services and keeps them running. `name` is for logs. */
export function keepRunning(name: string, services: readonly ServiceName[], around: Surroundings): ServiceProcess {
  let ending = false
  let asked = false
  let fallen = 0
  let running: Promise<Child> = started()

  async function started(): Promise<Child> {
    for (;;) {
      const child = spawned(['run', ...services], around.settings, join(around.logs, `${name}.log`))
      const exit = once(child, 'exit')
      const address = await Promise.race([said(child), exit.then(() => null)])
      if (address !== null) {
        void exit.then(again)
        return { process: child, address }
      }
      if (ending) return { process: child, address: '' }
      fallen++
      await pause(RESTART_MS)
    }
  }
  function again(): void {
    if (ending) return
    if (!asked) fallen++
    asked = false
    running = started()
  }

  return {
    name,
    address: async () => (await running).address,
    up: async () => void (await running),
    async kill() {
      const { process: child } = await running
      asked = true
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    pid: async () => (await running).process.pid!,
    pause: async () => void (await running).process.kill('SIGSTOP'),
    resume: async () => void (await running).process.kill('SIGCONT'),
    fallen: () => fallen,
    async end() {
      ending = true
      const { process: child } = await running
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      child.kill('SIGCONT')
      await gone
    },
  }
}

function spawned(words: readonly string[], settings: Readonly<Record<string, string>>, log: string): ChildProcess {
  const flags = ['--disable-warning=ExperimentalWarning', '--disable-warning=TimeoutNegativeWarning']
  const { PATH, HOME, TMPDIR } = process.env
  const errors = openSync(log, 'a')
  const child = spawn(process.execPath, [...flags, MAIN, ...words], {
    env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...settings },
    stdio: ['ignore', 'pipe', errors],
  })
  closeSync(errors)
  return child
}

/** What follows 已启动 on its output: an address, or nothing. */
function said(child: ChildProcess): Promise<string> {
  return new Promise(resolve => {
    createInterface({ input: child.stdout! }).on('line', line => {
      const up = /^已启动：\S+?(?:　(http\S+))?$/.exec(line)
      if (up !== null) resolve(up[1] ?? '')
    })
  })
}
