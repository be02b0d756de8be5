import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  applyTopics,
  type KafkaBus,
  type KafkaBusOptions,
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

/** A bus on topics of its own, and others on the same topics as further processes would have them. */
export type KafkaPlace = Opened<KafkaBus> &
  Readonly<{ settings: KafkaSettings; another: (options?: Partial<KafkaBusOptions>) => Promise<KafkaBus> }>

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
export async function kafkaPlace(bootstrap: readonly string[], brokers: 1 | 3 = 1): Promise<KafkaPlace> {
  const settings = settingsFor(bootstrap)
  await applyTopics(settings, topicsFor(brokers))
  const opened: KafkaBus[] = []
  const another = async (options: Partial<KafkaBusOptions> = {}) => {
    const bus = await openKafkaBus(settings, { clock: systemClock, patience: PATIENCE, ...options })
    opened.push(bus)
    return bus
  }
  return {
    port: await another(),
    settings,
    another,
    reopen: another,
    async destroy() {
      // One whose handler never comes back is never closed, as a killed process is not; nothing more waits for it.
      const closing = opened.map(bus => bus.close().catch(() => undefined))
      await Promise.race([Promise.all(closing), systemClock.waitUntil(systemClock.now() + 5000)])
      await deleteTopics(settings)
    },
  }
}

async function deleteTopics(settings: KafkaSettings): Promise<void> {
  const admin = kafkaClient(settings).admin()
  await admin.connect()
  const mine = (await admin.listTopics()).filter(topic => topic.startsWith(settings.prefix))
  await admin.deleteTopics({ topics: mine })
  await admin.disconnect()
}
