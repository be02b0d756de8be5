import { expect, test } from 'vitest'
import { type KafkaSettings, kafkaConfig } from './kafka-settings.ts'

const plain: KafkaSettings = { brokers: ['k1:9092', 'k2:9092'], clientId: 'guanlan', prefix: '', tls: null, sasl: null }

test('in the clear, kafkajs is given the brokers and nothing of TLS or SASL', () => {
  const config = kafkaConfig(plain)
  expect(config).toMatchObject({ brokers: ['k1:9092', 'k2:9092'], clientId: 'guanlan' })
  expect(config).not.toHaveProperty('ssl')
  expect(config).not.toHaveProperty('sasl')
})

test('certificates are checked whatever else is set', () => {
  const client = { cert: 'CERT', key: 'KEY' }
  expect(kafkaConfig({ ...plain, tls: { ca: null, client: null } }).ssl).toEqual({ rejectUnauthorized: true })
  expect(kafkaConfig({ ...plain, tls: { ca: 'CA', client } }).ssl).toEqual({
    rejectUnauthorized: true,
    ca: ['CA'],
    cert: 'CERT',
    key: 'KEY',
  })
})

test.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)(
  'logs in by %s with the name and password given',
  mechanism => {
    const sasl = { mechanism, username: 'guanlan', password: 'a b&c=' }
    expect(kafkaConfig({ ...plain, sasl }).sasl).toEqual(sasl)
  },
)

test('tries are ours also where NODE_ENV is test, and end', () => {
  const { retry } = kafkaConfig(plain, undefined, { requestMs: 1000, retries: 2 })
  expect(retry).toEqual({ initialRetryTime: 200, maxRetryTime: 4000, multiplier: 2, factor: 0.2, retries: 2 })
})

test('what the client says goes where we say, no louder than a warning', () => {
  const said: unknown[] = []
  const config = kafkaConfig(plain, (level, message, fields) => said.push([level, message, fields]))
  const log = { timestamp: 'now', message: 'Connection error', broker: 'k1:9092' }
  config.logCreator!(4)({ namespace: 'Connection', level: 1, label: 'ERROR', log })
  config.logCreator!(4)({ namespace: 'Consumer', level: 4, label: 'INFO', log: { ...log, message: 'Starting' } })
  expect(said).toEqual([
    ['warn', 'Connection error', { part: 'Connection', broker: 'k1:9092' }],
    ['info', 'Starting', { part: 'Consumer', broker: 'k1:9092' }],
  ])
})
