import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KafkaBus, openKafkaBus } from '@guanlan/distributed'
import type { Json } from '@guanlan/domain'
import { systemClock } from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { freePorts } from '../../infra/servers/ports.ts'
import { until } from '../../infra/servers/waiting.ts'
import { testServer } from '../contract/elastic-place.ts'
import { sampleMention } from '../contract/mention-sample.ts'
import { guanlan, MAIN } from './guanlan.ts'

const elastic = testServer()
let kafka: KafkaServers
let bus: KafkaBus
let settings: Readonly<Record<string, string>>
let folder: string
let port: number

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-'))
  kafka = await startKafka({ brokers: 1 })
  await elastic.start()
  port = (await freePorts(1))[0]!
  settings = {
    GUANLAN_MODE: 'distributed',
    GUANLAN_DATA: join(folder, 'data'),
    GUANLAN_METRICS_PORT: String(port),
    GUANLAN_KAFKA_BROKERS: kafka.bootstrap.join(','),
    GUANLAN_KAFKA_REPLICATION: '1',
    GUANLAN_ELASTICSEARCH: elastic.url(),
  }
  const { code, said } = await guanlan('setup', settings)
  if (code !== 0) throw new Error(said)
  const place = { brokers: kafka.bootstrap, clientId: 'test', prefix: 'guanlan.', tls: null, sasl: null }
  bus = await openKafkaBus(place, { clock: systemClock })
})
afterAll(async () => {
  await bus.close()
  await elastic.stop()
  await kafka.stop()
  rmSync(folder, { recursive: true })
})

const page = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()
const figures = async () =>
  Object.fromEntries(
    (await page('/metrics'))
      .split('\n')
      .filter(line => /^guanlan/.test(line))
      .map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  )

test('a process that only indexes shows its health, what waits, how long bulk takes and what was set aside', async () => {
  const child = spawn(process.execPath, [MAIN, 'run', 'indexer'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    await until('等待 indexer', 60_000, [], async () => (await page('/healthz')) === '{"ok":true}')
    const good = ['a', 'b'].map(id => ({ key: id, body: sampleMention({ id }) as unknown as Json }))
    await bus.append('analysed', [...good, { key: 'c', body: { not: 'analysed' } }])
    await until('等待入库', 60_000, [], async () => {
      const now = await figures()
      return now['guanlan_index_written_total{}'] === 2 && now['guanlan_bus_dead_letters{stream="analysed"}'] === 1
    })
    const group = '{stream="analysed",group="indexer"}'
    const now = await figures()
    expect(now[`guanlan_bus_lag${group}`]).toBe(0)
    expect(now[`guanlan_bus_consumed_total${group}`]).toBe(3)
    expect(now[`guanlan_bus_set_aside_total${group}`]).toBe(1)
    expect(now['guanlan_index_refused_total{}']).toBe(0)
    expect(now['guanlan_index_bulk_requests_total{}']).toBeGreaterThan(0)
    expect(now['guanlan_index_bulk_seconds_total{}']).toBeGreaterThan(0)
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  // While it is away, what waits for it can be seen by any other process.
  await bus.append('analysed', [{ key: 'd', body: sampleMention({ id: 'd' }) as unknown as Json }])
  expect(await bus.lags()).toContainEqual({ stream: 'analysed', group: 'indexer', waiting: 1 })
})
