import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Unavailable } from '@guanlan/domain'

const CONSOLE = resolve(import.meta.dirname, '../../../dashboards/console')
const DIST = join(CONSOLE, 'dist')
const STAMP = join(DIST, '.built-from')

/** SHA-256 over everything the build reads: the same digest means the same console. */
function sourcesDigest(): string {
  const files = globSync(['index.html', 'package.json', 'vite.config.ts', 'tsconfig.json', 'src/**/*', 'public/**/*'], {
    cwd: CONSOLE,
    withFileTypes: true,
  })
  const digest = createHash('sha256')
  for (const path of files
    .filter(file => file.isFile())
    .map(file => join(file.parentPath, file.name))
    .sort()) {
    digest.update(path.slice(CONSOLE.length)).update('\0').update(readFileSync(path)).update('\0')
  }
  return digest.digest('hex')
}

/**
 * Builds the web console when its sources changed since the last build, and returns the folder to serve.
 * @throws {Unavailable} console/build-failed with the last lines of the build's output
 */
export async function builtConsole(say: (line: string) => void): Promise<string> {
  const wanted = sourcesDigest()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return DIST
  say('正在生成网页界面（仅在首次或更新后）……')
  const vite = join(CONSOLE, 'node_modules/vite/bin/vite.js')
  const output: string[] = []
  const code = await new Promise<number | null>((settle, fail) => {
    const build = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: CONSOLE })
    for (const stream of [build.stdout, build.stderr]) stream.on('data', chunk => output.push(String(chunk)))
    build.on('error', fail)
    build.on('close', settle)
  })
  if (code !== 0) throw new Unavailable('console/build-failed', { detail: output.join('').slice(-2000) })
  mkdirSync(DIST, { recursive: true })
  writeFileSync(STAMP, wanted)
  return DIST
}
