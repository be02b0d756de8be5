import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../arch/workspace.ts'

/** infra/servers/main.ts as a process of its own. */
export type Command = Readonly<{
  /** Fulfilled at READY; rejected with what it said when it ends before. */
  ready: Promise<void>
  /** Its exit code, or null after a signal. */
  ended: Promise<number | null>
  /** NAME=value lines of standard output so far. */
  printed: () => Readonly<Record<string, string>>
  /** Standard error so far. */
  said: () => string
  signal: (name: NodeJS.Signals) => void
}>

/** Starts the command with its own temporary folder. */
export function command(args: readonly string[], tmp: string): Command {
  const child = spawn(process.execPath, [join(ROOT, 'infra/servers/main.ts'), ...args], {
    env: { ...process.env, TMPDIR: tmp },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let errors = ''
  const ready = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<number | null>()
  ready.promise.catch(() => undefined) // whoever waits for the end instead need not wait for this
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8')
    if (/^READY$/m.test(output)) ready.resolve()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8')
  })
  child.once('close', code => {
    ready.reject(new Error(errors))
    ended.resolve(code)
  })
  return {
    ready: ready.promise,
    ended: ended.promise,
    printed: () =>
      Object.fromEntries(
        output.split('\n').flatMap(line => (line.includes('=') ? [line.split(/=(.*)/s).slice(0, 2)] : [])),
      ),
    said: () => errors,
    signal: name => void child.kill(name),
  }
}
