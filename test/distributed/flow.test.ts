import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ElasticsearchServer, startElasticsearch } from '../../infra/servers/elasticsearch.ts'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { ROOT } from '../arch/workspace.ts'
import { temporaryFolder } from '../contract/place.ts'

let kafka: KafkaServers
let elastic: ElasticsearchServer
beforeAll(async () => {
  kafka = await startKafka({ brokers: 1 })
  elastic = await startElasticsearch()
})
afterAll(async () => {
  await elastic.stop()
  await kafka.stop()
})

/** Runs a command of `guanlan` on the servers to its end. */
async function guanlan(...words: readonly string[]): Promise<Readonly<{ code: number | null; said: string }>> {
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'services/host/src/main.ts'), ...words], {
    env: {
      ...{ PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) },
      GUANLAN_MODE: 'distributed',
      GUANLAN_KAFKA_BROKERS: kafka.bootstrap.join(),
      GUANLAN_KAFKA_REPLICATION: '1',
      GUANLAN_ELASTICSEARCH: elastic.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8')
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, said }
}

test('one process a service: the city’s storm comes to its alert, and the ledger verifies afterwards', async () => {
  const folder = await temporaryFolder()
  const data = join(folder.path, 'data')
  const demo = await guanlan('demo', '--port', '0', '--until-alert', '--keep', data)
  expect(demo.code, demo.said).toBe(0)
  for (const service of ['indexer', 'alerting', 'classifier', 'ingest、doors', 'crawler', 'briefs', 'desk'])
    expect(demo.said).toMatch(new RegExp(`进程 \\d+：${service}`))
  const [, members, ofStorm] = /风波的预警已产生：\S+，其事件的 (\d+) 条提及中有 (\d+) 条确属/.exec(demo.said) ?? []
  expect(Number(ofStorm), demo.said).toBeGreaterThan(Number(members) / 2)

  const verified = await guanlan('verify', '--data', data)
  expect(verified).toMatchObject({ code: 0, said: expect.stringMatching(/^台账完好：共 \d+ 条/m) })
  console.log(`${members} 条提及的预警；${verified.said.trim()}`)
  await folder.remove()
}, 600_000)
