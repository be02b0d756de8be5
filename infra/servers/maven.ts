import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ELASTICSEARCH, KAFKA, LOG4J } from './versions.ts'

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1'
const POM = resolve(import.meta.dirname, '../kafka/pom.xml')

/**
 * Where fetched servers are kept between runs, one folder a version; SERVERS_CACHE moves it. Root's own home is closed to the
 * unprivileged account that Elasticsearch runs under, so root keeps them under /var/cache.
 */
export function cacheFolder(): string {
  if (process.env.SERVERS_CACHE) return resolve(process.env.SERVERS_CACHE)
  if (process.getuid?.() === 0) return '/var/cache/guanlan-servers'
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'guanlan-servers')
}

/** The folder of jars that is a Kafka broker's class path; fetched once a version (43 MB). */
export function kafkaJars(): Promise<string> {
  return cached(`kafka-${KAFKA}`, target => {
    const versions = [`-Dkafka.version=${KAFKA}`, `-Dlog4j.version=${LOG4J}`]
    const what = ['-DincludeScope=runtime', `-DoutputDirectory=${target}`]
    return maven([`-f${POM}`, `${PLUGIN}:copy-dependencies`, ...versions, ...what], dirname(target))
  })
}

/** The unpacked home of Elasticsearch, to be shared by every run and never written to; fetched once a version (136 MB). */
export async function elasticsearchHome(): Promise<string> {
  const folder = await cached(`elasticsearch-${ELASTICSEARCH}`, async target => {
    const artifact = `org.elasticsearch.distribution.integ-test-zip:elasticsearch:${ELASTICSEARCH}:zip`
    await maven([`${PLUGIN}:unpack`, `-Dartifact=${artifact}`, `-DoutputDirectory=${target}`], dirname(target))
    const bin = join(target, `elasticsearch-${ELASTICSEARCH}/bin`)
    for (const program of readdirSync(bin)) chmodSync(join(bin, program), 0o755)
    // Its settings come readable by their owner alone; a cache may be filled by one account and used by another.
    for (const entry of readdirSync(join(target, `elasticsearch-${ELASTICSEARCH}/config`), {
      recursive: true,
      withFileTypes: true,
    }))
      chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644)
  })
  return join(folder, `elasticsearch-${ELASTICSEARCH}`)
}

/** Filled beside its place and then renamed, so that a broken or a second fetch never leaves half a server. */
async function cached(name: string, fill: (target: string) => Promise<void>): Promise<string> {
  const place = join(cacheFolder(), name)
  if (existsSync(place)) return place
  mkdirSync(cacheFolder(), { recursive: true, mode: 0o755 })
  const staging = mkdtempSync(join(cacheFolder(), `.${name}-`))
  try {
    process.stderr.write(`首次使用，正在取得 ${name}（存入 ${cacheFolder()}）……\n`)
    const filled = join(staging, 'filled') // Maven leaves marks in the folder it runs in: that one is thrown away
    await fill(filled)
    if (!existsSync(place)) renameSync(filled, place)
  } catch (error) {
    if (!existsSync(place)) throw error // another process may have been quicker: then its copy serves
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
  return place
}

function maven(args: readonly string[], cwd: string): Promise<void> {
  const { promise, resolve: done, reject } = Promise.withResolvers<void>()
  const child = spawn('mvn', ['-B', '-q', ...args], { stdio: ['ignore', 'pipe', 'pipe'], cwd })
  let output = ''
  const hear = (chunk: Buffer) => {
    output = (output + chunk.toString('utf8')).slice(-8_000)
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  child.once('error', cause =>
    reject(new Error('找不到 mvn（Maven），无法取得服务器程序。请先安装 Maven。', { cause })),
  )
  child.once('close', status => {
    if (status === 0) return done()
    const said = output.split('\n').find(line => line.includes('ERROR')) ?? output.slice(-500)
    reject(new Error(`Maven 未能取得服务器程序（退出码 ${status}）：${said.trim()}`))
  })
  return promise
}
