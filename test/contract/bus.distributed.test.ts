import { afterAll, beforeAll } from 'vitest'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { kafkaPlace } from '../distributed/kafka-place.ts'
import { busContract } from './bus.ts'

let servers: KafkaServers
beforeAll(async () => {
  servers = await startKafka({ brokers: 1 })
})
afterAll(() => servers.stop())

busContract('distributed', () => kafkaPlace(servers.bootstrap))
