import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Rejected } from '@guanlan/domain'
import { describe, expect, test } from 'vitest'
import { readConfig, SETTINGS } from './config.ts'

describe('readConfig', () => {
  test('an empty environment gives every default', () => {
    const config = readConfig({})
    expect(config.port).toBe(SETTINGS.port.fallback)
    expect(config.host).toBe('127.0.0.1')
  })

  test.each([
    { env: { GUANLAN_PORT: '0' }, name: 'port', value: 0 },
    { env: {}, name: 'metricsPort', value: 0 }, // none unless asked for
    { env: { GUANLAN_METRICS_PORT: '9464' }, name: 'metricsPort', value: 9464 },
    {
      env: { GUANLAN_ALLOW_PRIVATE: '127.0.0.1:9000, 10.0.0.2:80' },
      name: 'allowPrivate',
      value: ['127.0.0.1:9000', '10.0.0.2:80'],
    },
    { env: { GUANLAN_SECURE_COOKIES: 'true' }, name: 'secureCookies', value: true },
    { env: { GUANLAN_BUREAU: '' }, name: 'bureau', value: '市交通运输局' }, // set but empty is not set
  ])('$env', ({ env, name, value }) => {
    expect(readConfig(env)[name as 'port']).toEqual(value)
  })

  test.each([
    { env: { GUANLAN_PROT: '80' }, code: 'config/unknown', names: 'GUANLAN_PROT' }, // a slip must not pass silently
    { env: { GUANLAN_PORT: 'http' }, code: 'config/malformed', names: 'GUANLAN_PORT' },
    { env: { GUANLAN_PORT: '70000' }, code: 'config/malformed', names: 'GUANLAN_PORT' },
    { env: { GUANLAN_SECURE_COOKIES: 'yes' }, code: 'config/malformed', names: 'GUANLAN_SECURE_COOKIES' },
  ])('$env stops the start by name', ({ env, code, names }) => {
    expect(() => readConfig(env)).toThrow(Rejected)
    expect(() => readConfig(env)).toThrow(new RegExp(`${code}.*${names}`))
  })

  test('a secret may stand in a file, never in both places, and never in the message', () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'))
    const path = join(folder, 'key')
    writeFileSync(path, 'hush\n')
    expect(readConfig({ GUANLAN_ELASTICSEARCH_API_KEY_FILE: path }).elasticApiKey).toBe('hush')
    expect(readConfig({ GUANLAN_ELASTICSEARCH_API_KEY: 'hush' }).elasticApiKey).toBe('hush')
    const both = { GUANLAN_KAFKA_PASSWORD: 'hush', GUANLAN_KAFKA_PASSWORD_FILE: path }
    expect(() => readConfig(both)).toThrow(/只能设一个/)
    expect(() => readConfig({ GUANLAN_KAFKA_PASSWORD_FILE: join(folder, 'none') })).toThrow(/config\/malformed.*_FILE/)
    expect(() => readConfig({ GUANLAN_KAFKA_PASSWORD: 'x'.repeat(501) })).toThrow(/GUANLAN_KAFKA_PASSWORD（/)
    rmSync(folder, { recursive: true })
  })

  test('addresses of brokers are host and port', () => {
    expect(readConfig({ GUANLAN_KAFKA_BROKERS: 'k1:9092, [::1]:9092' }).kafkaBrokers).toEqual(['k1:9092', '[::1]:9092'])
    expect(() => readConfig({ GUANLAN_KAFKA_BROKERS: 'k1' })).toThrow(/GUANLAN_KAFKA_BROKERS=k1/)
  })
})
