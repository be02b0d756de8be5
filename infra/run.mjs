// The door for people who have only Node and npm: brings what is missing, then runs the command under the project's own Node.
// Plain JavaScript for Node 20, and no import from node_modules: nothing is installed yet when this runs.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PNPM = 'pnpm@12.21.0'
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const node = join(root, 'node_modules/node/bin/node')
const stamp = join(root, 'node_modules/.guanlan-installed')

const say = text => process.stderr.write(`${text}\n`)
const stop = text => {
  say(`\n观澜无法继续：${text}`)
  process.exit(1)
}

/** Everything that decides what an install holds; a changed digest means install again. */
function wanted() {
  const digest = createHash('sha256').update(process.platform + process.arch)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
    digest.update(readFileSync(join(root, file)))
  return digest.digest('hex')
}

function installed() {
  return existsSync(stamp) && existsSync(node) && readFileSync(stamp, 'utf8') === wanted()
}

function has(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}

function prerequisites() {
  const [major] = process.versions.node.split('.').map(Number)
  if (major < 20) stop(`需要 Node 20 或更新版本，当前为 ${process.version}。`)
  if (process.platform === 'win32') stop('尚不支持 Windows；请在 Linux 或 macOS 上运行。')
  if (process.platform === 'darwin') say('提示：macOS 按规范编写，但尚未实测。')
  const missing = ['python3', 'make', 'g++'].filter(command => !has(command))
  if (missing.length > 0) {
    const hint = process.platform === 'darwin' ? 'xcode-select --install' : 'apt-get install python3 make g++'
    stop(`缺少 ${missing.join('、')}：中文分词 nodejieba 在安装时要现场编译。请先运行：${hint}`)
  }
}

function pnpm(args, env = {}) {
  const run = spawnSync('npx', ['--yes', PNPM, ...args], {
    cwd: root,
    stdio: ['ignore', 2, 2], // progress belongs to stderr, so that a command's own output stays clean
    env: { ...process.env, CI: 'true', npm_config_yes: 'true', ...env },
  })
  if (run.error) stop(`无法启动 npx：${run.error.message}`)
  if (run.status !== 0)
    stop(`pnpm ${args.join(' ')} 失败（退出码 ${run.status}）。以上是它的输出；修正后重新运行同一命令即可。`)
}

/** The folder whose include/node holds node_api.h: the headers that come with the npm package `node`. */
function headers() {
  const inside = join(root, 'node_modules/node/node_modules')
  const holders = existsSync(inside) ? readdirSync(inside).map(name => join(inside, name)) : []
  const found = [...holders, resolve(dirname(process.execPath), '..')].find(dir =>
    existsSync(join(dir, 'include/node/node_api.h')),
  )
  return found ?? stop('找不到 Node 的头文件（include/node/node_api.h），无法编译 nodejieba。')
}

/** Three steps, because nodejieba's build must be told where headers are and they arrive with the second. */
function install() {
  prerequisites()
  const begun = Date.now()
  say('观澜：正在安装所需组件（首次约一分钟）……')
  pnpm(['install', '--frozen-lockfile', '--ignore-scripts', '--config.engine-strict=false', '--reporter=append-only'])
  if (!existsSync(node) || statSync(node).size < 1_000_000) pnpm(['rebuild', 'node'])
  pnpm(['rebuild', 'nodejieba'], { npm_config_nodedir: headers(), npm_config_build_from_source: 'true' })
  writeFileSync(stamp, wanted())
  say(`观澜：安装完成，用时 ${Math.round((Date.now() - begun) / 1000)} 秒。`)
}

const COMMANDS = {
  demo: ['services/host/src/main.ts', 'demo'],
  start: ['services/host/src/main.ts', 'start'],
  guanlan: ['services/host/src/main.ts'],
  test: ['infra/check.ts', 'test'],
  'test:distributed': ['infra/check.ts', 'distributed'],
  chaos: ['test/chaos/distributed/main.ts'],
  check: ['infra/check.ts'],
  bench: ['test/bench/main.ts'],
  fuzz: ['packages/extract/test/fuzz.ts'],
}

const [name, ...rest] = process.argv.slice(2)
const target = COMMANDS[name ?? '']
if (!target) stop(`没有这个命令：${name ?? '(空)'}。可用：${Object.keys(COMMANDS).join('、')}。`)
if (!installed()) install()
/** The same commands on real Kafka and Elasticsearch, which are fetched, started and stopped around them. */
const distributed = name === 'demo' && rest.includes('--distributed')
const own = distributed ? rest.filter(word => word !== '--distributed') : rest
const [script, ...fixed] = distributed
  ? [
      'infra/servers/with-servers.ts',
      '--',
      node,
      '--disable-warning=TimeoutNegativeWarning',
      join(root, target[0]),
      ...target.slice(1),
    ]
  : target
/** A house keeps less that is young: measured on an import, fifty megabytes less at its peak, at the same speed. */
const runsHouse =
  name === 'start' || name === 'demo' || (name === 'guanlan' && ['start', 'demo', 'run'].includes(rest[0]))
const child = spawn(
  node,
  [
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=TimeoutNegativeWarning',
    ...(runsHouse ? ['--max-semi-space-size=8'] : []),
    join(root, script),
    ...fixed,
    ...own,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` },
  },
)
// A terminal sends Ctrl-C to the command too: this door only has to stay until the command has put its things in order.
process.on('SIGINT', () => {})
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1)
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
})
