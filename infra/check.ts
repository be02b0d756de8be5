import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules', name)

type Step = Readonly<{ name: string; command: readonly string[] }>

const vitest = (...args: string[]) => [process.execPath, bin('vitest/vitest.mjs'), 'run', ...args]

/** What must hold, cheapest first, so that a slip shows early. */
const STEPS: readonly Step[] = [
  { name: 'types', command: [process.execPath, bin('typescript/bin/tsc'), '-p', 'tsconfig.json'] },
  { name: 'lint', command: [process.execPath, bin('@biomejs/biome/bin/biome'), 'check', '.'] },
  { name: 'test', command: vitest() },
]

const [only, ...rest] = process.argv.slice(2)
const steps = only === undefined ? STEPS : STEPS.filter(step => step.name === only)
if (steps.length === 0) {
  console.error(`没有这个检查：${only}。可用：${STEPS.map(step => step.name).join('、')}`)
  process.exit(1)
}
for (const { name, command } of steps) {
  const begun = Date.now()
  const [program, ...args] = command
  const run = spawnSync(program!, [...args, ...(only === undefined ? [] : rest)], { cwd: root, stdio: 'inherit' })
  console.log(`${run.status === 0 ? '通过' : '失败'} ${name} ${((Date.now() - begun) / 1000).toFixed(1)} 秒`)
  if (run.status !== 0) process.exit(run.status ?? 1)
}
