import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startElasticsearch } from '../../infra/servers/elasticsearch.ts'
import { findJava } from '../../infra/servers/java.ts'
import { startKafka } from '../../infra/servers/kafka.ts'
import { brokersSeen } from '../../infra/servers/kafka-metadata.ts'
import { ELASTICSEARCH, KAFKA } from '../../infra/servers/versions.ts'
import { command } from './command.ts'
import { alive, type Ground, ground } from './left-behind.ts'

let here: Ground

beforeEach(() => {
  here = ground()
  vi.stubEnv('TMPDIR', here.path)
})

afterEach(() => {
  vi.unstubAllEnvs()
  here.remove()
})

const portOf = (address: string) => Number(address.split(':')[1])
const gone = { timeout: 20_000, interval: 200 }

describe(`Kafka ${KAFKA}`, () => {
  test('three brokers start, one is killed, comes back on its own data, and stop leaves nothing', async () => {
    const kafka = await startKafka({ brokers: 3 })
    const pids = [1, 2, 3].map(number => kafka.broker(number).pid()!)
    expect(kafka.bootstrap).toHaveLength(3)
    for (const address of kafka.bootstrap) expect(await brokersSeen(portOf(address))).toEqual([1, 2, 3])
    expect(new Set(here.processes())).toEqual(new Set(pids))

    await kafka.broker(2).kill()
    expect(alive(pids[1]!)).toBe(false)
    expect(kafka.broker(2).pid()).toBeNull()
    await vi.waitFor(async () => expect(await brokersSeen(portOf(kafka.bootstrap[0]!))).toEqual([1, 3]), gone)

    await kafka.broker(2).start()
    expect(kafka.broker(2).address).toBe(kafka.bootstrap[1])
    await vi.waitFor(async () => expect(await brokersSeen(portOf(kafka.bootstrap[0]!))).toEqual([1, 2, 3]), gone)

    await kafka.stop()
    expect(here.processes()).toEqual([])
    expect(here.files()).toEqual([])
  })

  test('a broker that ends by itself leaves its log, and nothing else', async () => {
    const kafka = await startKafka({ brokers: 1 })
    process.kill(kafka.broker(1).pid()!, 'SIGKILL')
    await vi.waitFor(() => expect(here.processes()).toEqual([]), gone)
    await kafka.stop()
    expect(here.files()).toEqual([expect.stringMatching(/^guanlan-logs-/)])
  })

  test('settings the broker refuses stop the start with its own words', async () => {
    const start = startKafka({ brokers: 1, settings: { 'process.roles': 'cook' } })
    await expect(start).rejects.toThrow(/不接受所给设置：.*process\.roles/)
    expect(here.processes()).toEqual([])
    expect(here.files()).toEqual([])
  })
})

describe(`Elasticsearch ${ELASTICSEARCH}`, () => {
  test('starts, is paused, is killed, comes back with its documents, and stop leaves nothing', async () => {
    const server = await startElasticsearch()
    const call = (path: string, method = 'GET', body?: object) =>
      fetch(server.url + path, {
        method,
        signal: AbortSignal.timeout(5_000),
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      })
    expect((await call('/kept', 'PUT', { settings: { number_of_replicas: 0 } })).status).toBe(200)
    expect((await call('/kept/_doc/1', 'PUT', { said: '公交晚点' })).status).toBe(201)

    server.pause()
    const unanswered = fetch(`${server.url}/_cluster/health`, { signal: AbortSignal.timeout(500) })
    await expect(unanswered).rejects.toThrow(expect.objectContaining({ name: 'TimeoutError' }))
    server.resume()
    expect((await call('/_cluster/health')).status).toBe(200)

    await server.kill()
    expect(here.processes()).toEqual([])
    await expect(call('/_cluster/health')).rejects.toThrow('fetch failed')

    await server.start()
    expect(await (await call('/kept/_doc/1')).json()).toMatchObject({ found: true, _source: { said: '公交晚点' } })

    await server.stop()
    expect(here.processes()).toEqual([])
    expect(here.files()).toEqual([])
  })
})

describe('the command line', () => {
  test('all: prints both addresses, runs until Ctrl-C, leaves nothing', async () => {
    const servers = command(['all', '1'], here.path)
    await servers.ready
    const { KAFKA_BOOTSTRAP, ELASTICSEARCH_URL } = servers.printed()
    expect(await brokersSeen(portOf(KAFKA_BOOTSTRAP!))).toEqual([1])
    expect((await fetch(`${ELASTICSEARCH_URL}/_cluster/health`)).status).toBe(200)

    servers.signal('SIGINT')
    expect(await servers.ended).toBe(0)
    expect(here.processes()).toEqual([])
    expect(here.files()).toEqual([])
  })

  test('kill -9 of the command itself takes the servers and their folder along', async () => {
    const servers = command(['kafka'], here.path)
    await servers.ready
    expect(here.processes()).toHaveLength(1)
    servers.signal('SIGKILL')
    await servers.ended
    await vi.waitFor(() => expect([here.processes(), here.files()]).toEqual([[], []]), gone)
  })

  test.each([
    { args: [], says: /用法：/, status: 2 },
    { args: ['kafka', '2'], says: /用法：/, status: 2 },
  ])('$args is answered with the usage', async ({ args, says, status }) => {
    const servers = command(args, here.path)
    expect(await servers.ended).toBe(status)
    expect(servers.said()).toMatch(says)
  })

  test('no fitting Java: says what was found and what to do', async () => {
    vi.stubEnv('JAVA_KAFKA', '/nowhere')
    const servers = command(['kafka'], here.path)
    expect(await servers.ended).toBe(1)
    expect(servers.said()).toMatch(/无法启动：环境变量 JAVA_KAFKA 指向 \/nowhere，那里没有可用的 Java/)
  })
})

describe('finding Java', () => {
  const need = { atLeast: 17, named: 'JAVA_KAFKA', server: 'Kafka ' }
  const javaHome = (version: string) => {
    const home = join(here.path, `jdk-${version}`)
    const program = join(home, 'bin/java')
    mkdirSync(dirname(program), { recursive: true })
    writeFileSync(program, '#!/bin/sh\nexit 1\n')
    chmodSync(program, 0o755)
    writeFileSync(join(home, 'release'), `JAVA_VERSION="${version}"\n`)
    return home
  }

  test.each([
    { version: '17.0.15', major: 17 },
    { version: '25', major: 25 },
    { version: '26-ea', major: 26 },
  ])('$version is $major', ({ version, major }) => {
    const home = javaHome(version)
    vi.stubEnv('JAVA_KAFKA', home)
    expect(findJava(need)).toEqual({ home, major })
  })

  test.each([
    { version: '1.8.0_402', major: 8 },
    { version: '11.0.2', major: 11 },
  ])('$version is too old', ({ version, major }) => {
    vi.stubEnv('JAVA_KAFKA', javaHome(version))
    expect(() => findJava(need)).toThrow(`那里是 Java ${major}；Kafka 需要 Java 17 或更新版本`)
  })

  test('among several the lowest that will do', () => {
    vi.stubEnv('JAVA_HOME', javaHome('9999.1'))
    vi.stubEnv('PATH', '')
    expect(findJava({ ...need, atLeast: 9000 }).major).toBe(9999)
  })

  test('when none will do, all that were seen are named', () => {
    vi.stubEnv('JAVA_HOME', javaHome('8888.1'))
    expect(() => findJava({ ...need, atLeast: 9000 })).toThrow(/需要 Java 9000 或更新版本；本机：.*Java 8888/)
  })
})
