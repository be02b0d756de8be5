import { Kafka, type KafkaConfig, logLevel, type SASLOptions } from 'kafkajs'

/** How to reach a Kafka cluster: everything the client is told, as one value. Secrets are the words themselves, read from files before. */
export type KafkaSettings = Readonly<{
  brokers: readonly string[] // host:port of at least one broker; the others are learnt from it
  clientId: string // how we appear in the brokers' logs
  prefix: string // before every topic and group, for a cluster shared with others; '' where it is ours alone
  tls: KafkaTls | null // null: in the clear
  sasl: Readonly<{ mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string }> | null
}>

/** PEM texts. The brokers' certificates are always checked: against `ca`, or the machine's own authorities where it is null. */
export type KafkaTls = Readonly<{
  ca: string | null
  client: Readonly<{ cert: string; key: string }> | null // where the cluster asks clients for a certificate
}>

/** Where the client's own log lines go. `level` is ours: a failed try that is repeated is no error yet. */
export type KafkaNote = (
  level: 'warn' | 'info' | 'debug',
  message: string,
  fields: Readonly<Record<string, unknown>>,
) => void

/** A broker that was killed is known to be gone after this long, instead of kafkajs's five minutes. */
export const METADATA_MAX_AGE_MS = 5000

/** Waits between tries. All set here: kafkajs takes others where NODE_ENV is `test`. */
const RETRY = { initialRetryTime: 200, maxRetryTime: 4000, multiplier: 2, factor: 0.2 } as const

/** How long one call may take: every try `requestMs` at most, and so many more tries. */
export type KafkaTiming = Readonly<{ requestMs: number; retries: number }>

/**
 * Tries over 18 s while brokers refuse, since a killed broker's partitions have a new leader after about ten; under two minutes when they
 * swallow everything, since a caller must not wait for ever.
 */
export const TIMING: KafkaTiming = { requestMs: 10_000, retries: 8 }

/** For a person who is waiting: few tries, since a wrong address stays wrong, but long calls for a cluster that is busy. */
export const SETUP_TIMING: KafkaTiming = { requestMs: 30_000, retries: 3 }

/** kafkajs's words for how often and how fast. */
export const retryOf = ({ retries }: KafkaTiming) => ({ ...RETRY, retries })

/** What kafkajs is given. */
export function kafkaConfig(
  settings: KafkaSettings,
  note: KafkaNote = () => undefined,
  timing: KafkaTiming = TIMING,
): KafkaConfig {
  const { brokers, clientId, tls, sasl } = settings
  return {
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3000,
    requestTimeout: timing.requestMs,
    retry: retryOf(timing),
    logLevel: logLevel.INFO,
    logCreator: () => entry => {
      const { message, timestamp: _, ...fields } = entry.log
      note(entry.level <= logLevel.WARN ? 'warn' : entry.level === logLevel.INFO ? 'info' : 'debug', message, {
        part: entry.namespace,
        ...fields,
      })
    },
    ...(tls === null ? {} : { ssl: tlsOptions(tls) }),
    ...(sasl === null ? {} : { sasl: { ...sasl } as SASLOptions }),
  }
}

/** A client for these settings; it connects to nothing yet. */
export function kafkaClient(settings: KafkaSettings, note?: KafkaNote, timing?: KafkaTiming): Kafka {
  return new Kafka(kafkaConfig(settings, note, timing))
}

function tlsOptions({ ca, client }: KafkaTls) {
  return {
    rejectUnauthorized: true,
    ...(ca === null ? {} : { ca: [ca] }),
    ...(client === null ? {} : { cert: client.cert, key: client.key }),
  }
}
