import { setTimeout as pause } from 'node:timers/promises'
import { Rejected, Unavailable } from '@guanlan/domain'
import kafkajs, { type Admin } from 'kafkajs'
import { kafkaFault } from './kafka-fault.ts'
import { type KafkaSettings, kafkaClient, SETUP_TIMING } from './kafka-settings.ts'
import type { TopicSetting } from './kafka-topics.ts'

/** Node finds only some of this module's names by themselves. */
const { ConfigResourceTypes, ConfigSource } = kafkajs

const CALL_MS = 20_000

/** How often and how long a new topic is asked whether its leaders serve yet. */
const READY = { tries: 100, pauseMs: 200 }

/** One setting of a standing topic that differs from the wanted one. */
export type TopicChange = Readonly<{ topic: string; setting: string; from: string; to: string }>

/** What `applyTopics` would do; nothing to do where both lists are empty. `settled` topics stand as wanted. */
export type TopicPlan = Readonly<{
  create: readonly Readonly<{ topic: string; setting: TopicSetting }>[]
  change: readonly TopicChange[]
  settled: readonly string[]
}>

/**
 * Compares the cluster with the wanted topics; changes nothing.
 * @throws {Unavailable} setup/kafka-away
 * @throws {Rejected} setup/not-kafka, setup/kafka-password, setup/kafka-tls, setup/kafka-refused, setup/too-few-brokers, setup/topic-partitions, setup/topic-replication
 */
export function planTopics(settings: KafkaSettings, wanted: readonly TopicSetting[]): Promise<TopicPlan> {
  return asking(settings, admin => plan(admin, settings.prefix, wanted))
}

/**
 * Creates what is missing and changes settings that differ; never partitions or copies. Doing it twice changes nothing.
 * @param tell is given the plan before anything is done
 * @throws as planTopics
 */
export function applyTopics(
  settings: KafkaSettings,
  wanted: readonly TopicSetting[],
  tell: (plan: TopicPlan) => void = () => undefined,
): Promise<TopicPlan> {
  return asking(settings, async admin => {
    const todo = await plan(admin, settings.prefix, wanted)
    tell(todo)
    if (todo.create.length > 0) {
      const topics = todo.create.map(({ topic, setting }) => ({
        topic,
        numPartitions: setting.partitions,
        replicationFactor: setting.replication,
        configEntries: Object.entries(setting.config).map(([name, value]) => ({ name, value })),
      }))
      await admin.createTopics({ topics, timeout: CALL_MS, waitForLeaders: false })
      for (const { topic, setting } of todo.create) await served(admin, topic, setting.partitions)
    }
    await change(admin, todo.change)
    return todo
  })
}

/** Settles when every partition answers: until then a producer or a consumer would be turned away. */
async function served(admin: Admin, topic: string, partitions: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      if ((await admin.fetchTopicOffsets(topic)).length === partitions) return
    } catch (cause) {
      if (tries === READY.tries) throw cause
    }
    if (tries === READY.tries)
      throw new Unavailable('setup/kafka-away', { detail: `数据流 ${topic} 已建立，但还不能使用；请稍后再试。` })
    await pause(READY.pauseMs)
  }
}

/**
 * For the start of a process: the topics must stand as wanted, or the start stops. Settings that only drifted do not stop it.
 * @returns what drifted
 * @throws as planTopics, and {Rejected} setup/topic-missing
 */
export async function checkTopics(
  settings: KafkaSettings,
  wanted: readonly TopicSetting[],
): Promise<readonly TopicChange[]> {
  const { create, change: drifted } = await planTopics(settings, wanted)
  if (create.length > 0) throw missingTopics(create.map(({ topic }) => topic))
  return drifted
}

/** Says which topics are not there and how to make them. */
export function missingTopics(topics: readonly string[]): Rejected {
  const detail = `Kafka 中没有数据流 ${topics.join('、')}；请先运行 guanlan setup 建立。`
  return new Rejected('setup/topic-missing', { detail })
}

/** The plan in one sentence a line, for the command line. */
export function topicPlanLines({ create, change, settled }: TopicPlan): readonly string[] {
  return [
    ...create.map(({ topic, setting }) => `新建 ${topic}：${setting.partitions} 个分区，${setting.replication} 份副本`),
    ...change.map(({ topic, setting, from, to }) => `修改 ${topic} 的 ${setting}：由 ${from} 改为 ${to}`),
    ...settled.map(topic => `不变 ${topic}`),
  ]
}

async function asking<T>(settings: KafkaSettings, work: (admin: Admin) => Promise<T>): Promise<T> {
  const admin = kafkaClient(settings, undefined, SETUP_TIMING).admin()
  try {
    await admin.connect()
    return await work(admin)
  } catch (cause) {
    if (cause instanceof Rejected || cause instanceof Unavailable) throw cause
    throw kafkaFault(cause)
  } finally {
    await admin.disconnect().catch(() => undefined)
  }
}

async function plan(admin: Admin, prefix: string, wanted: readonly TopicSetting[]): Promise<TopicPlan> {
  const { brokers } = await admin.describeCluster()
  const named = wanted.map(setting => ({ topic: `${prefix}${setting.name}`, setting }))
  const standing = new Set(await admin.listTopics())
  const create = named.filter(({ topic }) => !standing.has(topic))
  for (const { topic, setting } of create) {
    if (setting.replication <= brokers.length) continue
    const found = `Kafka 只有 ${brokers.length} 个节点，数据流 ${topic} 要存 ${setting.replication} 份副本`
    throw new Rejected('setup/too-few-brokers', { detail: `${found}；请补足节点，或把设置中的 replication 改小。` })
  }
  const old = named.filter(({ topic }) => standing.has(topic))
  if (old.length === 0) return { create, change: [], settled: [] }
  await checkShape(admin, old)
  const changes = await differences(admin, old)
  const settled = old.map(({ topic }) => topic).filter(topic => !changes.some(one => one.topic === topic))
  return { create, change: changes, settled }
}

type Named = Readonly<{ topic: string; setting: TopicSetting }>

async function checkShape(admin: Admin, named: readonly Named[]): Promise<void> {
  const { topics } = await admin.fetchTopicMetadata({ topics: named.map(({ topic }) => topic) })
  for (const { topic, setting } of named) {
    const partitions = topics.find(({ name }) => name === topic)?.partitions ?? []
    if (partitions.length !== setting.partitions) {
      const found = `数据流 ${topic} 有 ${partitions.length} 个分区，设置要求 ${setting.partitions} 个`
      const advice = '请改设置与之一致；若确要改分区数，须先停用并清空这个数据流，再重新建立'
      throw new Rejected('setup/topic-partitions', { detail: `${found}；${advice}，否则同一对象的先后会乱。` })
    }
    const copies = Math.min(...partitions.map(({ replicas }) => replicas.length))
    if (copies < setting.replication) {
      const found = `数据流 ${topic} 只存 ${copies} 份副本，设置要求 ${setting.replication} 份`
      throw new Rejected('setup/topic-replication', { detail: `${found}；请用 Kafka 自带工具增加副本，或把设置改小。` })
    }
  }
}

async function differences(admin: Admin, named: readonly Named[]): Promise<readonly TopicChange[]> {
  const entries = await configs(
    admin,
    named.map(({ topic }) => topic),
  )
  return named.flatMap(({ topic, setting }) =>
    Object.entries(setting.config).flatMap(([name, to]) => {
      const from = entries.get(topic)?.find(one => one.configName === name)?.configValue ?? ''
      return from === to ? [] : [{ topic, setting: name, from, to }]
    }),
  )
}

/** Kafka's call sets all of a topic's own settings at once, so those it has and we do not name go along. */
async function change(admin: Admin, changes: readonly TopicChange[]): Promise<void> {
  const topics = [...new Set(changes.map(({ topic }) => topic))]
  if (topics.length === 0) return
  const standing = await configs(admin, topics)
  const resources = topics.map(topic => {
    const own = standing.get(topic)!.filter(({ configSource }) => configSource === ConfigSource.TOPIC_CONFIG)
    const values = new Map(own.map(({ configName, configValue }) => [configName, configValue]))
    for (const one of changes) if (one.topic === topic) values.set(one.setting, one.to)
    const configEntries = [...values].map(([name, value]) => ({ name, value }))
    return { type: ConfigResourceTypes.TOPIC, name: topic, configEntries }
  })
  await admin.alterConfigs({ validateOnly: false, resources })
}

async function configs(admin: Admin, topics: readonly string[]) {
  const resources = topics.map(name => ({ type: ConfigResourceTypes.TOPIC, name }))
  const answer = await admin.describeConfigs({ resources, includeSynonyms: false })
  return new Map(answer.resources.map(({ resourceName, configEntries }) => [resourceName, configEntries]))
}
