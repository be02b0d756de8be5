import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { SERVICES } from '@guanlan/host'
import { readConfig } from '@guanlan/runtime'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { ELASTICSEARCH, KAFKA } from '../../infra/servers/versions.ts'
import { readPlainYaml } from './plain-yaml.ts'
import { ROOT } from './workspace.ts'

const INFRA = join(ROOT, 'infra')
const closed = { additionalProperties: false }
const Words = Type.Array(Type.String())
const Duration = Type.String({ pattern: '^\\d+(ms|s|m)$' })
const Name = Type.String({ pattern: '^[a-z][a-z0-9-]*$' })

/** What a service of ours may say, after the Compose specification (compose-spec.io): fewer keys, each of one form. */
const Service = Type.Object(
  {
    image: Type.String(),
    build: Type.Optional(Type.Object({ context: Type.String(), dockerfile: Type.String() }, closed)),
    hostname: Type.Optional(Name),
    user: Type.Optional(Type.String()),
    entrypoint: Type.Optional(Words),
    command: Type.Optional(Words),
    env_file: Type.Optional(Type.String()),
    environment: Type.Optional(Type.Record(Type.String(), Type.String())),
    volumes: Type.Optional(Words),
    secrets: Type.Optional(Words),
    networks: Words,
    ports: Type.Optional(Words),
    restart: Type.Union([Type.Literal('no'), Type.Literal('unless-stopped')]),
    stop_grace_period: Type.Optional(Duration),
    depends_on: Type.Optional(
      Type.Record(
        Type.String(),
        Type.Object(
          { condition: Type.Union([Type.Literal('service_healthy'), Type.Literal('service_completed_successfully')]) },
          closed,
        ),
      ),
    ),
    healthcheck: Type.Optional(
      Type.Object(
        { test: Words, interval: Duration, timeout: Duration, retries: Type.String(), start_period: Duration },
        closed,
      ),
    ),
    deploy: Type.Object(
      {
        replicas: Type.Optional(Type.String({ pattern: '^\\d+$' })),
        resources: Type.Object(
          {
            limits: Type.Object(
              { cpus: Type.String({ pattern: '^\\d+$' }), memory: Type.String({ pattern: '^\\d+[mg]$' }) },
              closed,
            ),
          },
          closed,
        ),
      },
      closed,
    ),
    ulimits: Type.Optional(Type.Record(Type.String(), Type.String())),
    logging: Type.Object(
      { driver: Type.Literal('json-file'), options: Type.Record(Type.String(), Type.String()) },
      closed,
    ),
  },
  closed,
)

const Compose = Type.Object(
  {
    name: Name,
    services: Type.Record(Name, Service),
    volumes: Type.Record(Name, Type.Object({}, closed)),
    networks: Type.Record(Name, Type.Object({ internal: Type.Optional(Type.Literal('true')) }, closed)),
    secrets: Type.Record(Name, Type.Object({ file: Type.String() }, closed)),
  },
  closed,
)

const read: unknown = readPlainYaml(readFileSync(join(INFRA, 'compose.yaml'), 'utf8'))
const compose = read as Static<typeof Compose>
const services = Object.entries(compose.services).map(([name, service]) => ({ name, service }))

test('compose.yaml has the form that Compose reads, and nothing in it is misspelt', () => {
  expect([...Value.Errors(Compose, read)]).toEqual([])
  expect(services.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'kafka-1',
      'kafka-2',
      'kafka-3',
      'elasticsearch-1',
      'elasticsearch-2',
      'elasticsearch-3',
      'kibana',
    ]),
  )
})

test('a misspelt key is noticed', () => {
  const wrong = {
    ...compose,
    services: { ...compose.services, kibana: { ...compose.services.kibana, helthcheck: {} } },
  }
  expect(Value.Check(Compose, wrong)).toBe(false)
})

describe.each(services)('$name', ({ name, service }) => {
  const lasting = service.restart !== 'no'

  test('whatever it refers to is declared', () => {
    for (const target of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty([target])
    for (const secret of service.secrets ?? []) expect(compose.secrets).toHaveProperty([secret])
    for (const network of service.networks) expect(compose.networks).toHaveProperty([network])
    for (const [source] of (service.volumes ?? []).map(volume => volume.split(':')))
      if (source!.startsWith('.')) readFileSync(resolve(INFRA, source!))
      else expect(compose.volumes).toHaveProperty([source!])
    if (service.env_file) expect(readFileSync(resolve(INFRA, service.env_file), 'utf8')).toMatch(/^\w/m)
  })

  test('runs the version that our tests run, from the vendor or from here', () => {
    const images = [`apache/kafka:${KAFKA}`, `elasticsearch:${ELASTICSEARCH}`, `kibana:${ELASTICSEARCH}`, 'guanlan']
    expect(images).toContain(service.image)
  })

  test('waits for the healthy, and for those that end, to have ended', () => {
    for (const [target, { condition }] of Object.entries(service.depends_on ?? {})) {
      const { healthcheck, restart } = compose.services[target]!
      if (condition === 'service_healthy') expect(healthcheck, `${name} → ${target}`).toBeDefined()
      else expect(restart, `${name} → ${target}`).toBe('no')
    }
  })

  test('is asked for its health where it answers others, and its ports are for this machine alone', () => {
    const answers = service.image !== 'guanlan' || service.ports !== undefined
    if (lasting && answers) expect(service.healthcheck).toBeDefined()
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
  })

  test('has no password in its settings: secrets come as files', () => {
    const settings = service.env_file ? readFileSync(resolve(INFRA, service.env_file), 'utf8').split('\n') : []
    const all = [...settings, ...Object.entries(service.environment ?? {}).map(pair => pair.join('='))]
    const secret = all.filter(line => /^[^#=]*(PASSWORD|SECRET|API_?KEY|TOKEN)[^=]*=/i.test(line))
    for (const line of secret) expect(line).toMatch(/_FILE=\/run\/secrets\//)
  })
})

const ours = services.filter(({ service }) => service.image === 'guanlan')
const pairsIn = (text: string, pattern: RegExp) =>
  Object.fromEntries([...text.matchAll(pattern)].map(([, name, value]) => [name!, value!]))

test('our settings are real ones with values that are taken, in compose and in the image', () => {
  const settings = readFileSync(join(INFRA, 'compose/guanlan.env'), 'utf8')
  const image = readFileSync(join(INFRA, 'Dockerfile'), 'utf8')
  const stated = {
    ...pairsIn(settings, /^(GUANLAN_\w+)=(.*)$/gm),
    ...pairsIn(image, /\b(GUANLAN_\w+)=(\S+)/g),
  }
  const { GUANLAN_ELASTICSEARCH_PASSWORD_FILE: secret, ...rest } = stated
  expect(secret).toBe('/run/secrets/elastic-password')
  const config = readConfig({ ...rest, GUANLAN_ELASTICSEARCH_PASSWORD: 'as the file says' })
  expect(config).toMatchObject({ mode: 'distributed', kafkaReplication: 3, elasticUser: 'elastic' })
  for (const { service } of ours) expect(service.env_file).toBe('compose/guanlan.env')
})

test('every service of the house runs, by commands there are, and is asked for its health', () => {
  const lasting = ours.filter(({ name }) => name !== 'setup')
  expect(lasting.flatMap(({ service }) => service.command!.slice(1)).toSorted()).toEqual([...SERVICES].toSorted())
  for (const { service } of lasting) {
    expect(service.command![0]).toBe('run')
    expect(service.healthcheck).toBeDefined()
  }
  expect(compose.services.setup!.command).toEqual(['setup'])
})

test('Kafka, which speaks in the clear, stands on a network that leads nowhere else', () => {
  expect(compose.networks.servers).toEqual({ internal: 'true' })
  for (const { name, service } of services)
    if (name.startsWith('kafka-')) expect([service.networks, service.ports]).toEqual([['servers'], undefined])
})
