import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../arch/workspace.ts'

/** A house in a process of its own, started as an operator would. */
export type ChildHouse = Readonly<{
  address: string
  pid: number
  /** SIGKILL: no hook runs, nothing is flushed. Settles when the process is gone. */
  kill: () => Promise<void>
  /** SIGTERM, the orderly end; gives the exit code. */
  end: () => Promise<number | null>
}>

/** `fileLimitKb`: no file may grow beyond it (RLIMIT_FSIZE, soft), as on a full disk. */
export type ChildOptions = Readonly<{ fileLimitKb?: number }>

const MAIN = join(ROOT, 'services/host/src/main.ts')

/** `guanlan start` on a data folder, any port; settles when it answers. Nothing of this process's own settings reaches it. */
export async function startChild(data: string, { fileLimitKb }: ChildOptions = {}): Promise<ChildHouse> {
  const command = [process.execPath, MAIN, 'start', '--data', data, '--port', '0']
  const limited = ['bash', '-c', `ulimit -S -f ${fileLimitKb}; exec "$0" "$@"`, ...command]
  const [program, ...words] = fileLimitKb === undefined ? command : limited
  const { PATH, HOME } = process.env
  const child = spawn(program!, words, {
    env: { PATH, HOME, GUANLAN_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = once(child, 'exit') as Promise<[number | null]>
  const address = await said(child, /^观澜已启动：(http\S+)$/)
  return {
    address,
    pid: child.pid!,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
    end: async () => {
      child.kill('SIGTERM')
      return (await gone)[0]
    },
  }
}

function said(child: ChildProcess, wanted: RegExp): Promise<string> {
  const errors: string[] = []
  child.stderr!.on('data', chunk => errors.push(String(chunk)))
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', line => {
      const found = wanted.exec(line)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', code => reject(new Error(`the house ended with ${code}: ${errors.join('').slice(-2000)}`)))
  })
}
