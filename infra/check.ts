import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const module = (name: string) => join(root, 'node_modules', name)
const node = (...args: string[]) => [process.execPath, ...args]
const COUNTS = join(root, 'node_modules/.guanlan-test.json')

type Step = Readonly<{ command: readonly string[]; cwd?: string; after?: () => void }>

function vitest(...more: readonly string[]): readonly string[] {
  const told = ['--reporter=default', '--reporter=json', `--outputFile.json=${COUNTS}`]
  return node(module('vitest/vitest.mjs'), 'run', ...told, ...more)
}

const tsc = (project: string) => node(module('typescript/bin/tsc'), '-p', project)

/** What must hold, by name; a group runs its steps in order, the cheapest first, so that a slip shows early. */
const STEPS: Readonly<Record<string, Step>> = {
  types: { command: tsc('tsconfig.json') },
  'types-console': { command: tsc('dashboards/console/tsconfig.json') },
  lint: { command: node(module('@biomejs/biome/bin/biome'), 'check', '.') },
  build: {
    command: node(join(root, 'dashboards/console/node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'),
    cwd: 'dashboards/console',
  },
  test: { command: vitest(), after: sayCounts },
  distributed: { command: vitest('--config', 'vitest.distributed.config.ts'), after: sayCounts },
  docs: { command: node('test/arch/write-pages.ts') },
}

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  static: ['types', 'types-console', 'lint', 'build'],
  all: ['types', 'types-console', 'lint', 'build', 'test'],
}

type Counts = Readonly<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>

/** One line a machine can read: how many tests ran, whatever the runner's own wording is. */
function sayCounts(): void {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(COUNTS, 'utf8')) as Counts
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
}

function run(name: string, rest: readonly string[]): number {
  const { command, cwd = '.', after } = STEPS[name]!
  const begun = Date.now()
  const [program, ...args] = [...command, ...rest]
  const { status } = spawnSync(program!, args, { cwd: join(root, cwd), stdio: 'inherit' })
  after?.()
  console.log(`${status === 0 ? '通过' : '失败'} ${name} ${((Date.now() - begun) / 1000).toFixed(1)} 秒`)
  return status ?? 1
}

const [asked = 'all', ...rest] = process.argv.slice(2)
const names = GROUPS[asked] ?? (asked in STEPS ? [asked] : [])
if (names.length === 0) {
  console.error(`没有这个检查：${asked}。可用：${[...Object.keys(GROUPS), ...Object.keys(STEPS)].join('、')}`)
  process.exit(1)
}
for (const name of names) {
  const status = run(name, rest)
  if (status !== 0) process.exit(status)
}
