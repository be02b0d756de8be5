import { setTimeout as pause } from 'node:timers/promises'
import { kafkaClient } from '@guanlan/distributed'
import type { Json } from '@guanlan/domain'
import type { Stream } from '@guanlan/ports'
import { sampleMention } from '../../contract/mention-sample.ts'
import type { Fault, Round } from './fault.ts'
import type { Ground } from './ground.ts'

/** What goes wrong with Kafka and Elasticsearch, and with what stands in them. */
export const SERVER_FAULTS: readonly Fault[] = [
  { name: '写入时强杀一个 Kafka 节点', round: brokerWhileProducing },
  { name: '消费时强杀一个 Kafka 节点', round: brokerWhileConsuming },
  { name: 'Elasticsearch 停机', round: elasticStopped },
  { name: 'Elasticsearch 拒收（429）', round: elasticFull },
  { name: '字段类型不符', round: mappingError },
  { name: '无法处理的消息', round: poison },
]

/** Long enough for the others to give a broker up (6 s) with the time its start takes. */
const DOWN_MS = 3000

async function brokerWhileProducing({ ground, load, chance, meanwhile }: Round): Promise<void> {
  const broker = ground.kafka.broker(chance.whole(1, 3))
  await load.reached(chance.whole(50, 150))
  await broker.kill('SIGKILL')
  await load.reached(100)
  meanwhile(broker.start())
}

/** The classifier is held until there is something to consume; then it and those after it work while the broker dies. */
async function brokerWhileConsuming({ ground, load, chance, meanwhile }: Round): Promise<void> {
  const { classifier } = ground.processes
  const broker = ground.kafka.broker(chance.whole(1, 3))
  await classifier.pause()
  await load.reached(200)
  await load.stop()
  await classifier.resume()
  await pause(chance.whole(0, 500))
  await broker.kill('SIGKILL')
  meanwhile(pause(DOWN_MS).then(broker.start))
}

async function elasticStopped({ ground, load, chance, stopMs }: Round): Promise<void> {
  await load.reached(chance.whole(50, 150))
  await ground.elastic.kill('SIGTERM')
  await pause(stopMs)
  await ground.elastic.start()
  await load.reached(100)
}

/** Real refusals: with this limit the server's own circuit breaker finds every request too much. */
async function elasticFull({ ground, load, chance, note }: Round): Promise<void> {
  const before = await refusals(ground)
  await load.reached(chance.whole(50, 150))
  await breaker(ground, '1%')
  await pause(chance.whole(1000, 4000))
  await breaker(ground, null)
  note(`429 ${(await refusals(ground)) - before} 次`)
  await load.reached(100)
}

async function breaker({ elastic }: Ground, limit: string | null): Promise<void> {
  const answer = await fetch(`${elastic.url}/_cluster/settings`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persistent: { 'indices.breaker.total.limit': limit } }),
  })
  if (!answer.ok) throw new Error(`the breaker was not set: ${answer.status} ${await answer.text()}`)
}

async function refusals({ elastic }: Ground): Promise<number> {
  const answer = await fetch(`${elastic.url}/_nodes/stats/breaker`)
  type Stats = Readonly<{ nodes: Record<string, { breakers: { parent: { tripped: number } } }> }>
  const { nodes } = (await answer.json()) as Stats
  return Object.values(nodes).reduce((sum, node) => sum + node.breakers.parent.tripped, 0)
}

/** Whole for whoever reads it, but with an object where the index holds a word; about nothing that a watch follows. */
async function mappingError({ ground, load, chance, planted }: Round): Promise<void> {
  for (let n = 0; n < 3; n++) {
    await load.reached(chance.whole(20, 80))
    const key = `${load.tag}-mapping-${n}`
    const mention = { ...sampleMention({ id: key, text: '与本市无关' }), sourceId: { not: 'a word' } }
    await plant(ground, 'analysed', key, mention as unknown as Json)
    planted({ key, groups: ['indexer'] })
  }
  await load.reached(50)
}

const READERS: readonly (readonly [Stream, readonly string[]])[] = [
  ['raw', ['ingest']],
  ['mentions', ['classifier']],
  ['analysed', ['indexer', 'alerting']],
]

/** On every stream one of another shape and one that is no JSON, in the middle of the load. */
async function poison({ ground, load, chance, planted }: Round): Promise<void> {
  for (const [stream, groups] of READERS) {
    await load.reached(chance.whole(20, 80))
    const [shape, bytes] = [`${load.tag}-shape-${stream}`, `${load.tag}-bytes-${stream}`]
    await plant(ground, stream, shape, { is: 'not ours' })
    await plantBytes(ground, stream, bytes, 'no JSON')
    planted({ key: shape, groups })
    planted({ key: bytes, groups })
  }
  await load.reached(50)
}

const plant = ({ house }: Ground, stream: Stream, key: string, body: Json) =>
  house.ports.bus.append(stream, [{ key, body }])

async function plantBytes({ kafka, prefix }: Ground, stream: Stream, key: string, value: string): Promise<void> {
  const settings = { brokers: kafka.bootstrap, clientId: 'stranger', prefix: `${prefix}.`, tls: null, sasl: null }
  const producer = kafkaClient(settings).producer()
  await producer.connect()
  await producer.send({ topic: `${settings.prefix}${stream}`, messages: [{ key, value }] })
  await producer.disconnect()
}
