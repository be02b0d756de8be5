import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  applyTopics,
  type KafkaBus,
  type KafkaSettings,
  kafkaClient,
  openKafkaBus,
  parseTopics,
  type TopicSetting,
} from '@guanlan/distributed'
import { systemClock } from '@guanlan/embedded'
import { ROOT } from '../arch/workspace.ts'
import type { Opened } from '../contract/opened.ts'

/** Short, so that a dead member is noticed within a test. */
export const PATIENCE = { sessionMs: 3000, rebalanceMs: 3000, silenceMs: 60_000 }

/** A cluster without encryption or passwords, under a prefix of its own. */
export function settingsFor(bootstrap: readonly string[]): KafkaSettings {
  const prefix = `t${randomUUID().slice(0, 8)}.`
  return { brokers: bootstrap, clientId: 'test', prefix, tls: null, sasl: null }
}

/** The house's topics with as many copies as there are brokers. */
export function topicsFor(brokers: 1 | 3): readonly TopicSetting[] {
  const topics = parseTopics(readFileSync(join(ROOT, 'infra/kafka/topics.yaml'), 'utf8'))
  return topics.map(({ config, ...topic }) => {
    const copies = { 'min.insync.replicas': brokers === 1 ? '1' : '2' }
    return { ...topic, replication: brokers, config: { ...config, ...copies } }
  })
}

/** Opens an empty bus on topics of its own. */
export async function kafkaPlace(bootstrap: readonly string[], brokers: 1 | 3 = 1): Promise<Opened<KafkaBus>> {
  const settings = settingsFor(bootstrap)
  const kafka = kafkaClient(settings)
  await applyTopics(settings, topicsFor(brokers))
  const open = () => openKafkaBus(settings, { clock: systemClock, patience: PATIENCE })
  const port = await open()
  const opened = [port]
  return {
    port,
    async reopen() {
      const again = await open()
      opened.push(again)
      return again
    },
    async destroy() {
      // One that "was killed" may sit on a handler that never comes back, so only the newest is waited for.
      for (const old of opened.slice(0, -1)) void old.close()
      await opened.at(-1)!.close()
      const admin = kafka.admin()
      await admin.connect()
      const mine = (await admin.listTopics()).filter(topic => topic.startsWith(settings.prefix))
      await admin.deleteTopics({ topics: mine })
      await admin.disconnect()
    },
  }
}
