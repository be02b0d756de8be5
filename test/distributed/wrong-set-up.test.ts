import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from '@elastic/elasticsearch'
import { applyTopics, type KafkaSettings } from '@guanlan/distributed'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { freePorts } from '../../infra/servers/ports.ts'
import { badInput } from '../arch/bad-input.ts'
import { testServer } from '../contract/elastic-place.ts'
import { guanlan } from './guanlan.ts'
import { topicsFor } from './kafka-place.ts'

const LOGIN = 'org.apache.kafka.common.security.plain.PlainLoginModule required'
const HOUSE = 'house'
const PATIENT_MS = 90_000

const elastic = testServer()
let kafka: KafkaServers
let withPassword: number // the port where Kafka asks for one
let client: Client
let folder: string
const strangers: Server[] = []

/** A server of our own on this machine: `host:port`. */
async function stranger(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  strangers.push(server)
  await once(server, 'listening')
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** One that passes for Elasticsearch of a version, or refuses every password. */
const likeElasticsearch = (version: string | null) =>
  stranger(({ url }, response) => {
    const product = { 'x-elastic-product': 'Elasticsearch', 'content-type': 'application/json' }
    response.writeHead(version === null ? 401 : 200, product)
    const health = url!.startsWith('/_cluster/health') ? { cluster_name: 'c', status: 'green' } : null
    response.end(
      JSON.stringify(version === null ? { error: {}, status: 401 } : (health ?? { nodes: { n: { version } } })),
    )
  })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-'))
  withPassword = (await freePorts(1))[0]!
  const asking = `SECURED://127.0.0.1:${withPassword}`
  const settings = {
    listeners: `PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controllerPort},${asking}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:{port},${asking}`,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURED:SASL_PLAINTEXT',
    'sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.secured.plain.sasl.jaas.config': `${LOGIN} user_guanlan="right";`,
  }
  kafka = await startKafka({ brokers: 1, settings })
  await elastic.start()
  client = new Client({ node: elastic.url() })
  const { code, said } = await guanlan('setup', right())
  if (code !== 0) throw new Error(said)
})
afterAll(async () => {
  for (const server of strangers) server.close()
  await client.close()
  await elastic.stop()
  await kafka.stop()
  rmSync(folder, { recursive: true })
})

/** Settings with which everything goes well; what is given stands above them. */
const right = (wrong: Readonly<Record<string, string>> = {}) => ({
  GUANLAN_MODE: 'distributed',
  GUANLAN_DATA: join(folder, 'data'),
  GUANLAN_PREFIX: HOUSE,
  GUANLAN_KAFKA_BROKERS: kafka.bootstrap.join(','),
  GUANLAN_KAFKA_REPLICATION: '1',
  GUANLAN_ELASTICSEARCH: elastic.url(),
  ...wrong,
})

/** The command ends, not well, with the code and every one of the words; no stack is shown and no secret. */
async function refused(command: string, wrong: Readonly<Record<string, string>>, code: string, ...words: string[]) {
  const ended = await guanlan(command, right(wrong))
  expect(ended.said).toContain(`（${code}）`)
  expect(ended.code).toBe(1)
  for (const word of words) expect(ended.said).toContain(word)
  expect(ended.said).not.toMatch(/ at .*\.ts:|hush/)
}

/** Topics under a prefix of their own, but for `raw`, which has so many partitions. */
async function topicsWith(prefix: string, partitions: number): Promise<void> {
  const settings: KafkaSettings = {
    ...{ brokers: kafka.bootstrap, clientId: 'test', tls: null, sasl: null },
    prefix: `${prefix}.`,
  }
  const wanted = topicsFor(1).map(topic => (topic.name === 'raw' ? { ...topic, partitions } : topic))
  await applyTopics(settings, wanted)
}

test('set up a second time, there is nothing to do', async () => {
  const { code, said } = await guanlan('setup', right())
  expect(code).toBe(0)
  expect(said).toContain('Elasticsearch　不变')
  expect(said).not.toContain('新建')
})

badInput({ input: '设置的名称拼错', code: 'config/unknown', kept: '没有启动；集群未被触及' }, () =>
  refused('run indexer', { GUANLAN_ELASTICSERCH: 'http://127.0.0.1:9200' }, 'config/unknown', 'GUANLAN_ELASTICSERCH'),
)

badInput({ input: '没有给出 Kafka 的地址', code: 'config/malformed', kept: '没有启动；集群未被触及' }, () =>
  refused('run indexer', { GUANLAN_KAFKA_BROKERS: '' }, 'config/malformed', 'GUANLAN_KAFKA_BROKERS', '必填'),
)

badInput(
  { input: '没有给出 Elasticsearch 的地址', code: 'setup/elastic-settings', kept: '没有启动；集群未被改动' },
  () => refused('run indexer', { GUANLAN_ELASTICSEARCH: '' }, 'setup/elastic-settings', '请设置 GUANLAN_ELASTICSEARCH'),
)

badInput({ input: '口令文件不存在', code: 'config/malformed', kept: '没有启动；集群未被触及' }, () => {
  const missing = { GUANLAN_ELASTICSEARCH_PASSWORD_FILE: join(folder, 'none') }
  return refused('setup', missing, 'config/malformed', 'GUANLAN_ELASTICSEARCH_PASSWORD_FILE', '读不到')
})

badInput({ input: '证书机构文件不存在', code: 'config/malformed', kept: '没有启动；集群未被改动' }, () => {
  const missing = { GUANLAN_ELASTICSEARCH: 'https://127.0.0.1:9', GUANLAN_ELASTICSEARCH_CA: join(folder, 'none.pem') }
  return refused('run indexer', missing, 'config/malformed', '读不到证书文件')
})

badInput({ input: '证书机构文件里不是证书', code: 'setup/elastic-settings', kept: '没有启动；集群未被改动' }, () => {
  const path = join(folder, 'ca.pem')
  writeFileSync(path, 'not a certificate')
  const wrong = { GUANLAN_ELASTICSEARCH: 'https://127.0.0.1:9', GUANLAN_ELASTICSEARCH_CA: path }
  return refused('run indexer', wrong, 'setup/elastic-settings', 'PEM')
})

badInput({ input: 'run 后面的环节名称拼错', code: 'run/unknown-service', kept: '没有启动' }, () =>
  refused('run indxer', {}, 'run/unknown-service', 'indxer', 'indexer、'),
)

badInput({ input: '内嵌方式下分环节运行', code: 'run/embedded', kept: '没有启动；数据文件夹未被触及' }, () =>
  refused('run indexer', { GUANLAN_MODE: 'embedded' }, 'run/embedded'),
)

badInput(
  { input: 'Kafka 的地址上没有程序应答', code: 'setup/kafka-away', kept: '没有启动' },
  async () => {
    const [free] = await freePorts(1)
    await refused(
      'run indexer',
      { GUANLAN_KAFKA_BROKERS: `127.0.0.1:${free}` },
      'setup/kafka-away',
      '没有应答',
      '请核对',
    )
  },
  PATIENT_MS,
)

badInput(
  { input: 'Kafka 的地址上是网页服务', code: 'setup/not-kafka', kept: '没有启动' },
  async () => {
    const web = await stranger((_, response) => response.end('<html></html>'))
    await refused('run indexer', { GUANLAN_KAFKA_BROKERS: web }, 'setup/not-kafka', '不像 Kafka', '请核对')
  },
  PATIENT_MS,
)

badInput(
  { input: 'Kafka 的口令错误', code: 'setup/kafka-password', kept: '没有启动；口令不显示' },
  () => {
    const login = { GUANLAN_KAFKA_SASL: 'plain', GUANLAN_KAFKA_USER: 'guanlan', GUANLAN_KAFKA_PASSWORD: 'hush' }
    const wrong = { ...login, GUANLAN_KAFKA_BROKERS: `127.0.0.1:${withPassword}` }
    return refused('run indexer', wrong, 'setup/kafka-password', '不认我们的账号或口令', '请核对')
  },
  PATIENT_MS,
)

badInput(
  { input: '设了加密而 Kafka 没有加密', code: 'setup/kafka-tls', kept: '没有启动' },
  () => refused('run indexer', { GUANLAN_KAFKA_TLS: 'true' }, 'setup/kafka-tls', '请核对 TLS 设置'),
  PATIENT_MS,
)

badInput({ input: '还没有运行 guanlan setup', code: 'setup/topic-missing', kept: '没有启动；没有自行建立什么' }, () =>
  refused('run indexer', { GUANLAN_PREFIX: 'empty' }, 'setup/topic-missing', 'empty.raw', '请先运行 guanlan setup'),
)

badInput(
  { input: '只建了数据流，没有建索引', code: 'setup/indices-missing', kept: '没有启动；没有自行建立什么' },
  async () => {
    await topicsWith('half', 6)
    await refused('run indexer', { GUANLAN_PREFIX: 'half' }, 'setup/indices-missing', '还缺', '请先运行 guanlan setup')
    expect(await client.indices.exists({ index: 'half-ledger' })).toBe(false)
  },
)

badInput(
  { input: '数据流的分区少于设置', code: 'setup/topic-partitions', kept: '没有启动；分区未被改动' },
  async () => {
    await topicsWith('few', 3)
    const words = ['few.raw 有 3 个分区', '要求 6 个', '先后会乱']
    await refused('run indexer', { GUANLAN_PREFIX: 'few' }, 'setup/topic-partitions', ...words)
    await refused('setup', { GUANLAN_PREFIX: 'few' }, 'setup/topic-partitions', ...words)
  },
)

badInput({ input: 'Kafka 的节点少于要存的份数', code: 'setup/too-few-brokers', kept: '没有建立任何数据流' }, () => {
  const wrong = { GUANLAN_PREFIX: 'copies', GUANLAN_KAFKA_REPLICATION: '3' }
  return refused('setup', wrong, 'setup/too-few-brokers', '只有 1 个节点', '要存 3 份', '请补足节点')
})

badInput(
  { input: '已建的数据流存的份数少于设置', code: 'setup/topic-replication', kept: '没有启动；副本未被改动' },
  () =>
    refused('run indexer', { GUANLAN_KAFKA_REPLICATION: '3' }, 'setup/topic-replication', '只存 1 份副本', '要求 3 份'),
)

badInput({ input: 'Elasticsearch 的口令错误', code: 'setup/elastic-login', kept: '没有启动；口令不显示' }, async () => {
  const login = { GUANLAN_ELASTICSEARCH_USER: 'guanlan', GUANLAN_ELASTICSEARCH_PASSWORD: 'hush' }
  const wrong = { ...login, GUANLAN_ELASTICSEARCH: `http://${await likeElasticsearch(null)}` }
  await refused('run indexer', wrong, 'setup/elastic-login', '拒绝了我们的账号（401）', '请检查')
})

badInput({ input: 'Elasticsearch 的版本过旧', code: 'setup/elastic-old', kept: '没有启动' }, async () => {
  const wrong = { GUANLAN_ELASTICSEARCH: `http://${await likeElasticsearch('8.19.3')}` }
  await refused('run indexer', wrong, 'setup/elastic-old', '是 8.19.3', '需要 9 或更新', '请先升级')
})

badInput({ input: 'Elasticsearch 的地址上是别的服务', code: 'setup/not-elasticsearch', kept: '没有启动' }, async () => {
  const web = await stranger((_, response) => response.end('<html></html>'))
  const words = ['别的服务', '需要的是 Elasticsearch', '请核对 GUANLAN_ELASTICSEARCH']
  await refused('setup', { GUANLAN_ELASTICSEARCH: `http://${web}` }, 'setup/not-elasticsearch', ...words)
})

badInput(
  { input: '索引的字段与观澜的不符', code: 'setup/foreign-mapping', kept: '没有启动；该索引未被改动' },
  async () => {
    await topicsWith('odd', 6)
    const properties = { id: { type: 'long' as const } }
    await client.indices.create({ index: 'odd-accounts-1', aliases: { 'odd-accounts': {} }, mappings: { properties } })
    await refused(
      'setup',
      { GUANLAN_PREFIX: 'odd' },
      'setup/foreign-mapping',
      'odd-accounts-1',
      '应为',
      '请换一个索引前缀',
    )
    await client.indices.delete({ index: 'odd-accounts-1' })
  },
)

badInput(
  { input: '别名的位置上是一个索引', code: 'setup/foreign-index', kept: '没有启动；该索引未被改动' },
  async () => {
    await topicsWith('taken', 6)
    await client.indices.create({ index: 'taken-ledger' })
    await refused(
      'run indexer',
      { GUANLAN_PREFIX: 'taken' },
      'setup/foreign-index',
      '名为 taken-ledger 的索引',
      '应是观澜的别名',
    )
  },
)
