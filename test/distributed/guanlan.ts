import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from '../arch/workspace.ts'

/** The command line's entry. */
export const MAIN = join(ROOT, 'services/host/src/main.ts')

/** How a command of ours ended, and all it said. */
export type Ended = Readonly<{ code: number | null; said: string }>

/** Runs `guanlan <words>` with these settings and no others, until it ends. */
export async function guanlan(words: string, settings: Readonly<Record<string, string>>): Promise<Ended> {
  const outside = Object.entries(process.env).filter(([name]) => !name.startsWith('GUANLAN_'))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...words.split(' ')], {
    env: { ...Object.fromEntries(outside), GUANLAN_LOG_LEVEL: 'silent', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}
