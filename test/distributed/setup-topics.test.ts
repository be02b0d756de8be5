import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  applyTopics,
  checkTopics,
  kafkaClient,
  openKafkaBus,
  planTopics,
  type TopicPlan,
  topicPlanLines,
} from '@guanlan/distributed'
import { systemClock } from '@guanlan/embedded'
import { ConfigResourceTypes } from 'kafkajs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { settingsFor, topicsFor } from './kafka-place.ts'

let servers: KafkaServers
beforeAll(async () => {
  servers = await startKafka({ brokers: 1 })
})
afterAll(() => servers.stop())

const wanted = topicsFor(1)

test('shows what it will do, does it, and has nothing to do the second time', async () => {
  const settings = settingsFor(servers.bootstrap)
  const before = await planTopics(settings, wanted)
  expect(before.create).toHaveLength(8)
  expect(topicPlanLines(before)[1]).toBe(`新建 ${settings.prefix}raw：6 个分区，1 份副本`)
  expect((await planTopics(settings, wanted)).create).toHaveLength(8) // a plan changes nothing

  const shown: TopicPlan[] = []
  await applyTopics(settings, wanted, plan => shown.push(plan))
  expect(shown).toEqual([before])
  const after = await applyTopics(settings, wanted)
  expect(after).toMatchObject({ create: [], change: [] })
  expect(topicPlanLines(after)[1]).toBe(`不变 ${settings.prefix}raw`)
})

test('a setting that drifted is set right, and what we do not name stays', async () => {
  const settings = settingsFor(servers.bootstrap)
  const topic = `${settings.prefix}mentions`
  await applyTopics(settings, wanted)
  const drifted = { 'max.message.bytes': '5242880', 'retention.ms': '1000', 'segment.bytes': '1048576' }
  await setTopic(topic, drifted)
  const plan = await planTopics(settings, wanted)
  expect(plan.change).toContainEqual({ topic, setting: 'retention.ms', from: '1000', to: '7776000000' })
  expect(topicPlanLines(plan)).toContain(`修改 ${topic} 的 retention.ms：由 1000 改为 7776000000`)
  expect(await checkTopics(settings, wanted)).toEqual(plan.change) // no reason not to start
  await applyTopics(settings, wanted)
  expect(await checkTopics(settings, wanted)).toEqual([])
  expect(await settingOf(topic, 'segment.bytes')).toBe('1048576')
})

test('another number of partitions stops it, with both numbers', async () => {
  const settings = settingsFor(servers.bootstrap)
  await applyTopics(settings, wanted)
  const more = wanted.map(topic => (topic.name === 'raw' ? { ...topic, partitions: 12 } : topic))
  const refused = expect(applyTopics(settings, more)).rejects
  await refused.toMatchObject({
    code: 'setup/topic-partitions',
    detail: expect.stringMatching(/raw 有 6 个分区，设置要求 12 个/),
  })
})

test('more copies than brokers, or than a topic has, stop it', async () => {
  const settings = settingsFor(servers.bootstrap)
  const three = wanted.map(topic => ({ ...topic, replication: 3 }))
  const few = { code: 'setup/too-few-brokers', detail: expect.stringContaining('只有 1 个节点') }
  await expect(planTopics(settings, three)).rejects.toMatchObject(few)
  await applyTopics(settings, wanted)
  const copies = { code: 'setup/topic-replication', detail: expect.stringContaining('只存 1 份副本，设置要求 3 份') }
  await expect(planTopics(settings, three)).rejects.toMatchObject(copies)
})

test('what Kafka itself refuses is told with its reason', async () => {
  const odd = wanted.map(topic => ({ ...topic, config: { ...topic.config, 'cleanup.policy': 'sometimes' } }))
  const refused = expect(applyTopics(settingsFor(servers.bootstrap), odd)).rejects
  await refused.toMatchObject({
    code: 'setup/kafka-refused',
    detail: expect.stringContaining('Configuration is invalid'),
  })
})

test('a bus without its topics does not open, and says what to run', async () => {
  const opening = openKafkaBus(settingsFor(servers.bootstrap), { clock: systemClock })
  const missing = { code: 'setup/topic-missing', detail: expect.stringContaining('guanlan setup') }
  await expect(opening).rejects.toMatchObject(missing)
  await expect(checkTopics(settingsFor(servers.bootstrap), wanted)).rejects.toMatchObject(missing)
})

test('an address where something else answers, and one where nothing does', async () => {
  const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const at = (address: string) => planTopics(settingsFor([address]), wanted)
  await expect(at(`127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'setup/not-kafka' })
  server.close()
  await expect(at(`127.0.0.1:${port}`)).rejects.toMatchObject({ name: 'Unavailable', code: 'setup/kafka-away' })
})

async function setTopic(topic: string, values: Readonly<Record<string, string>>): Promise<void> {
  const configEntries = Object.entries(values).map(([name, value]) => ({ name, value }))
  await withAdmin(admin =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configEntries }],
    }),
  )
}

async function settingOf(topic: string, name: string): Promise<string | undefined> {
  const resources = [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: [name] }]
  const answer = await withAdmin(admin => admin.describeConfigs({ resources, includeSynonyms: false }))
  return answer.resources[0]?.configEntries[0]?.configValue
}

async function withAdmin<T>(
  work: (admin: ReturnType<ReturnType<typeof kafkaClient>['admin']>) => Promise<T>,
): Promise<T> {
  const admin = kafkaClient(settingsFor(servers.bootstrap)).admin()
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.disconnect()
  }
}
