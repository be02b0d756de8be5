import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

/** A Java found on this machine: its home folder and its major version. */
export type Java = Readonly<{ home: string; major: number }>

const SHELVES = [
  { dir: '/usr/lib/jvm', inside: '' },
  { dir: '/usr/java', inside: '' },
  { dir: '/Library/Java/JavaVirtualMachines', inside: 'Contents/Home' },
]

/**
 * The Java to run a server with: the one named by the environment variable `named`, else the lowest that will do, since servers are
 * proven on older ones first. Looks at JAVA_HOME, the usual folders of Linux and macOS, and PATH.
 * @throws {Error} a Chinese sentence that says what was found and what to do, when none will do
 */
export function findJava(need: { atLeast: number; named: string; server: string }): Java {
  const named = process.env[need.named]
  if (named) {
    const java = javaAt(named)
    if (java && java.major >= need.atLeast) return java
    throw new Error(
      `环境变量 ${need.named} 指向 ${named}，那里${java ? `是 Java ${java.major}` : '没有可用的 Java'}；${need.server}需要 Java ${need.atLeast} 或更新版本。`,
    )
  }
  const found = candidates().flatMap(home => javaAt(home) ?? [])
  const fit = found.filter(({ major }) => major >= need.atLeast).sort((a, b) => a.major - b.major)[0]
  if (fit) return fit
  const seen = found.map(({ home, major }) => `Java ${major}（${home}）`).join('、') || '未找到任何 Java'
  throw new Error(
    `${need.server}需要 Java ${need.atLeast} 或更新版本；本机：${seen}。请安装后重试，或用环境变量 ${need.named} 指明其所在文件夹。`,
  )
}

function candidates(): readonly string[] {
  const shelved = SHELVES.filter(({ dir }) => existsSync(dir)).flatMap(({ dir, inside }) =>
    readdirSync(dir).map(name => join(dir, name, inside)),
  )
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map(dir => join(dir, 'java'))
    .filter(existsSync)
    .map(java => dirname(dirname(realpathSync(java))))
  const homes = [process.env.JAVA_HOME ?? '', ...shelved, ...onPath].filter(home => existsSync(join(home, 'bin/java')))
  return [...new Set(homes.map(home => realpathSync(home)))]
}

function javaAt(home: string): Java | null {
  const program = join(home, 'bin/java')
  if (!existsSync(program)) return null
  const major = writtenMajor(home) ?? spokenMajor(program)
  return major === null ? null : { home, major }
}

/** Every JDK since 9 carries its version in a file: reading it saves starting it. */
function writtenMajor(home: string): number | null {
  const file = join(home, 'release')
  return existsSync(file) ? majorIn(/^JAVA_VERSION="([^"]+)"/m.exec(readFileSync(file, 'utf8'))?.[1]) : null
}

function spokenMajor(program: string): number | null {
  const { stderr } = spawnSync(program, ['-version'], { encoding: 'utf8' })
  return majorIn(/version "([^"]+)"/.exec(stderr ?? '')?.[1])
}

function majorIn(version: string | undefined): number | null {
  const [first, second] = (version ?? '').split(/[.\-+_]/).map(Number)
  if (!first) return null
  return first === 1 ? (second ?? null) : first // "1.8.0" is Java 8
}
