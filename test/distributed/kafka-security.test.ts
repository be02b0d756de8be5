import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { applyTopics, type KafkaSettings, openKafkaBus, planTopics } from '@guanlan/distributed'
import { systemClock } from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findJava } from '../../infra/servers/java.ts'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { freePorts } from '../../infra/servers/ports.ts'
import { KAFKA_JAVA } from '../../infra/servers/versions.ts'
import { bodies, gather, options } from '../contract/gather.ts'
import { PATIENCE, settingsFor, topicsFor } from './kafka-place.ts'

const STORE_PASSWORD = 'for tests only'
const SASL = { mechanism: 'plain', username: 'guanlan', password: 'right, with a comma' } as const

let folder: string
let ca: string
let port: number
let servers: KafkaServers
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-'))
  const store = join(folder, 'broker.p12')
  ca = certificate(store)
  port = (await freePorts(1))[0]!
  servers = await startKafka({ brokers: 1, settings: securedListener(store) })
})
afterAll(async () => {
  await servers.stop()
  rmSync(folder, { recursive: true })
})

/** A key with its own certificate for 127.0.0.1; gives the certificate as PEM. */
function certificate(store: string): string {
  const { home } = findJava({ atLeast: KAFKA_JAVA, named: 'JAVA_KAFKA', server: 'Kafka ' })
  const keytool = (...args: string[]) =>
    execFileSync(
      join(home, 'bin/keytool'),
      [...args, '-alias', 'broker', '-keystore', store, '-storepass', STORE_PASSWORD],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
  keytool('-genkeypair', '-keyalg', 'EC', '-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1', '-validity', '2')
  return keytool('-exportcert', '-rfc')
}

/** Beside the listener in the clear, over which the server is asked whether it is ready, one by TLS and password. */
function securedListener(store: string): Readonly<Record<string, string>> {
  const login = 'org.apache.kafka.common.security.plain.PlainLoginModule required'
  return {
    listeners: `PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controllerPort},SECURED://127.0.0.1:${port}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:{port},SECURED://127.0.0.1:${port}`,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SECURED:SASL_SSL',
    'sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.secured.plain.sasl.jaas.config': `${login} user_${SASL.username}="${SASL.password}";`,
    'listener.name.secured.ssl.keystore.type': 'PKCS12',
    'listener.name.secured.ssl.keystore.location': store,
    'listener.name.secured.ssl.keystore.password': STORE_PASSWORD,
    'listener.name.secured.ssl.key.password': STORE_PASSWORD,
  }
}

const secured = (over: Partial<KafkaSettings> = {}): KafkaSettings => ({
  ...settingsFor([`127.0.0.1:${port}`]),
  tls: { ca, client: null },
  sasl: SASL,
  ...over,
})

test('by TLS and password, topics are made and messages go through', async () => {
  const settings = secured()
  await applyTopics(settings, topicsFor(1))
  const bus = await openKafkaBus(settings, { clock: systemClock, patience: PATIENCE })
  await bus.append('raw', [{ key: 'k', body: '公交改线' }])
  const seen = gather()
  await bus.consume('raw', 'ingest', seen.handle, options)
  expect(bodies(await seen.reached(1))).toEqual(['公交改线'])
  await bus.close()
})

const wrong = (over: Partial<KafkaSettings>) => planTopics(secured(over), topicsFor(1))

test('a wrong password stops the set-up, and never appears in what is said', async () => {
  const failure = await wrong({ sasl: { ...SASL, password: 'wrong-one' } }).catch((error: Error) => error)
  expect(failure).toMatchObject({ code: 'setup/kafka-password' })
  expect(JSON.stringify([String(failure), failure])).not.toContain('wrong-one')
  const opening = openKafkaBus(secured({ sasl: { ...SASL, password: 'wrong-one' } }), { clock: systemClock })
  await expect(opening).rejects.toMatchObject({ code: 'setup/kafka-password' })
})

test('a certificate that nobody we trust has signed stops it', async () => {
  await expect(wrong({ tls: { ca: null, client: null } })).rejects.toMatchObject({ code: 'setup/kafka-tls' })
})

test('speaking in the clear to a listener that wants TLS stops it', async () => {
  await expect(wrong({ tls: null })).rejects.toMatchObject({ code: 'setup/not-kafka' })
})

test('a password for a listener that asks for none stops it', async () => {
  const clear = { ...settingsFor(servers.bootstrap), sasl: SASL }
  const asked = { code: 'setup/kafka-password', detail: expect.stringContaining('没有启用') }
  await expect(planTopics(clear, topicsFor(1))).rejects.toMatchObject(asked)
})

test('TLS to a listener in the clear stops it', async () => {
  const clear = { ...settingsFor(servers.bootstrap), tls: { ca, client: null } }
  await expect(planTopics(clear, topicsFor(1))).rejects.toMatchObject({ code: 'setup/kafka-tls' })
})
