import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { groupEnded, guardGroup } from './lifeline.ts'

/** What to run: output is appended to the file `log`; `owner` is the user and group number to run under. */
export type Launch = Readonly<{
  command: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  cwd: string
  log: string
  owner?: number
}>

/** A running server with all its processes, as one group. */
export type Child = Readonly<{
  pid: number
  /** Fulfilled when the leading process has ended, with its exit code or signal in words. */
  ended: Promise<string>
  running: () => boolean
  /** It has ended in a way that nobody here asked for: by itself, or by a signal from elsewhere. */
  fell: () => boolean
  /** Sends a signal to every process of the group. */
  signal: (name: NodeJS.Signals) => void
  /** Asks it to end, insists after `graceMs`, and returns when no process of the group is left. */
  stop: (graceMs: number) => Promise<void>
  /** The last lines of its output, for a report of failure. */
  lastWords: () => string
}>

/** Starts a server in a process group of its own that ends, at the latest, with our process. */
export function launch({ command, args, env, cwd, log, owner }: Launch): Child {
  const output = openSync(log, 'a')
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', output, output],
    ...(owner === undefined ? {} : { uid: owner, gid: owner }),
  })
  closeSync(output)
  const { promise: ended, resolve } = Promise.withResolvers<string>()
  const sent = new Set<string>()
  let running = true
  let fell = false
  const end = (how: string, asked: boolean) => {
    running = false
    fell = !asked
    resolve(how)
  }
  child.once('error', cause => end(`无法运行 ${command}：${cause.message}`, false))
  child.once('exit', (code, by) =>
    by ? end(`被信号 ${by} 结束`, sent.has(by)) : end(`退出码 ${code}`, sent.has('SIGTERM')),
  )
  const pid = child.pid ?? 0
  if (pid > 0) guardGroup(pid)

  const signal = (name: NodeJS.Signals) => {
    sent.add(name)
    send(pid, name)
  }
  return {
    pid,
    ended,
    running: () => running,
    fell: () => fell,
    signal,
    stop: graceMs => stopGroup({ pid, ended, signal, graceMs }),
    lastWords: () => readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n'),
  }
}

type Stopping = Pick<Child, 'pid' | 'ended' | 'signal'> & Readonly<{ graceMs: number }>

async function stopGroup({ pid, ended, signal, graceMs }: Stopping): Promise<void> {
  if (pid === 0) return
  signal('SIGTERM')
  signal('SIGCONT') // one that was paused hears nothing until it goes on
  const grace = new AbortController()
  const inTime = await Promise.race([
    ended.then(() => true),
    pause(graceMs, false, { signal: grace.signal }).catch(() => false),
  ])
  grace.abort()
  if (inTime)
    send(pid, 'SIGKILL') // the leader has ended: this is for what it may have left
  else signal('SIGKILL')
  await ended
  for (let tries = 0; tries < 100 && send(pid, 0); tries++) await pause(20)
  groupEnded(pid)
}

/** False when no process of the group is left. */
function send(group: number, name: NodeJS.Signals | 0): boolean {
  if (group === 0) return false // 0 would mean our own group
  try {
    process.kill(-group, name)
    return true
  } catch {
    return false
  }
}
