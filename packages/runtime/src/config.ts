import { readFileSync } from 'node:fs'
import { Rejected } from '@guanlan/domain'

/** One row of the configuration table: everything a person needs to set it. */
export type Setting<Value> = Readonly<{
  env: string
  unit: string
  fallback: Value
  about: string // one Chinese sentence
  read: (text: string) => Value | null // null: malformed
  secret?: true // a password or key: also taken from the file that <env>_FILE names, and never shown
}>

const text: (most: number) => (value: string) => string | null = most => value => (value.length > most ? null : value)

const count =
  (least: number, most: number) =>
  (value: string): number | null => {
    if (!/^\d{1,9}$/.test(value)) return null
    const n = Number(value)
    return n >= least && n <= most ? n : null
  }

const yesNo = (value: string): boolean | null => (value === 'true' ? true : value === 'false' ? false : null)

const list = (value: string): readonly string[] =>
  value
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '')

const addresses = (value: string): readonly string[] | null => {
  const items = list(value)
  return items.every(item => /^[\w.-]+:\d{1,5}$|^\[[\da-f:]+\]:\d{1,5}$/i.test(item)) ? items : null
}

const oneOf =
  <Word extends string>(...words: readonly Word[]) =>
  (value: string): Word | null =>
    words.find(word => word === value) ?? null

const setting = <Value>(row: Setting<Value>): Setting<Value> => row

/** The one configuration table. docs/config.md is generated from it. */
export const SETTINGS = {
  data: setting({
    env: 'GUANLAN_DATA',
    unit: '路径',
    fallback: './data',
    about: '数据文件夹，内嵌方式下全部数据都在这里。',
    read: text(500),
  }),
  keys: setting({
    env: 'GUANLAN_KEYS',
    unit: '路径',
    fallback: '',
    about: '密钥与台账锚点所在文件夹，须在数据文件夹之外；留空时为“数据文件夹-keys”。',
    read: text(500),
  }),
  host: setting({
    env: 'GUANLAN_HOST',
    unit: '地址',
    fallback: '127.0.0.1',
    about: '网页与接口监听的地址；演示账号只在 127.0.0.1 上有效。',
    read: text(200),
  }),
  port: setting({
    env: 'GUANLAN_PORT',
    unit: '端口',
    fallback: 8787,
    about: '网页与接口监听的端口，0 表示由系统分配。',
    read: count(0, 65535),
  }),
  metricsPort: setting({
    env: 'GUANLAN_METRICS_PORT',
    unit: '端口',
    fallback: 0,
    about: '没有网页与接口的进程（如 indexer）在此端口提供 /metrics 与 /healthz；0 表示不提供。',
    read: count(0, 65535),
  }),
  mode: setting({
    env: 'GUANLAN_MODE',
    unit: '方式',
    fallback: 'embedded' as 'embedded' | 'distributed',
    about: 'embedded：一个进程、一个数据文件夹；distributed：Kafka 与 Elasticsearch。',
    read: oneOf('embedded', 'distributed'),
  }),
  prefix: setting({
    env: 'GUANLAN_PREFIX',
    unit: '文字',
    fallback: 'guanlan',
    about: '分布式方式下索引与消息主题名称的前缀，供多套观澜共用一个集群。',
    read: value => (/^[a-z][a-z0-9-]{0,39}$/.test(value) ? value : null),
  }),
  kafkaBrokers: setting({
    env: 'GUANLAN_KAFKA_BROKERS',
    unit: '主机:端口，逗号分隔',
    fallback: [] as readonly string[],
    about: 'Kafka 地址，分布式方式必填。',
    read: addresses,
  }),
  kafkaReplication: setting({
    env: 'GUANLAN_KAFKA_REPLICATION',
    unit: '份',
    fallback: 3,
    about: '每条消息在 Kafka 里存几份；少于三个节点的集群须调小。',
    read: count(1, 9),
  }),
  kafkaSessionSeconds: setting({
    env: 'GUANLAN_KAFKA_SESSION_SECONDS',
    unit: '秒',
    fallback: 20,
    about: '进程失联多久后由别的进程接手它的消息；机器很忙时不宜小于 6。',
    read: count(3, 300),
  }),
  kafkaTls: setting({
    env: 'GUANLAN_KAFKA_TLS',
    unit: 'true/false',
    fallback: false,
    about: '与 Kafka 的连接是否加密，证书总是核验。',
    read: yesNo,
  }),
  kafkaCa: setting({
    env: 'GUANLAN_KAFKA_CA',
    unit: '路径',
    fallback: '',
    about: '签发 Kafka 证书的机构证书（PEM），留空用系统自带的机构。',
    read: text(500),
  }),
  kafkaSasl: setting({
    env: 'GUANLAN_KAFKA_SASL',
    unit: '方式',
    fallback: 'none' as 'none' | 'plain' | 'scram-sha-256' | 'scram-sha-512',
    about: 'Kafka 的登录方式。',
    read: oneOf('none', 'plain', 'scram-sha-256', 'scram-sha-512'),
  }),
  kafkaUser: setting({
    env: 'GUANLAN_KAFKA_USER',
    unit: '文字',
    fallback: '',
    about: 'Kafka 的账号。',
    read: text(200),
  }),
  kafkaPassword: setting({
    env: 'GUANLAN_KAFKA_PASSWORD',
    unit: '文字',
    fallback: '',
    about: 'Kafka 的口令，宜用 GUANLAN_KAFKA_PASSWORD_FILE 指向文件。',
    read: text(500),
    secret: true,
  }),
  elasticNodes: setting({
    env: 'GUANLAN_ELASTICSEARCH',
    unit: '网址，逗号分隔',
    fallback: [] as readonly string[],
    about: 'Elasticsearch 地址，分布式方式必填。',
    read: list,
  }),
  elasticCa: setting({
    env: 'GUANLAN_ELASTICSEARCH_CA',
    unit: '路径',
    fallback: '',
    about: '签发 Elasticsearch 证书的机构证书（PEM），留空用系统自带的机构。',
    read: text(500),
  }),
  elasticApiKey: setting({
    env: 'GUANLAN_ELASTICSEARCH_API_KEY',
    unit: '文字',
    fallback: '',
    about: 'Elasticsearch 的 API 密钥，宜用 GUANLAN_ELASTICSEARCH_API_KEY_FILE 指向文件。',
    read: text(500),
    secret: true,
  }),
  elasticUser: setting({
    env: 'GUANLAN_ELASTICSEARCH_USER',
    unit: '文字',
    fallback: '',
    about: 'Elasticsearch 的账号，未用 API 密钥时填写。',
    read: text(200),
  }),
  elasticPassword: setting({
    env: 'GUANLAN_ELASTICSEARCH_PASSWORD',
    unit: '文字',
    fallback: '',
    about: 'Elasticsearch 的口令，宜用 GUANLAN_ELASTICSEARCH_PASSWORD_FILE 指向文件。',
    read: text(500),
    secret: true,
  }),
  bureau: setting({
    env: 'GUANLAN_BUREAU',
    unit: '文字',
    fallback: '市交通运输局',
    about: '单位名称，显示在页眉与简报上。',
    read: text(60),
  }),
  logLevel: setting({
    env: 'GUANLAN_LOG_LEVEL',
    unit: '级别',
    fallback: 'info' as 'debug' | 'info' | 'warn' | 'error' | 'silent',
    about: '日志详细程度：debug、info、warn、error 或 silent。',
    read: oneOf('debug', 'info', 'warn', 'error', 'silent'),
  }),
  textWorkers: setting({
    env: 'GUANLAN_TEXT_WORKERS',
    unit: '线程',
    fallback: 1,
    about: '中文分析线程数，每个约占 250 MB 内存。',
    read: count(1, 64),
  }),
  models: setting({
    env: 'GUANLAN_MODELS',
    unit: '路径',
    fallback: '',
    about: '本局自行训练的模型所在文件夹，留空为数据文件夹下的 models；其中没有 current.json 时用随程序附带的模型。',
    read: text(500),
  }),
  contact: setting({
    env: 'GUANLAN_CONTACT',
    unit: '文字',
    fallback: '',
    about: '采集时向对方网站表明的联系方式（邮箱或网址），建议填写。',
    read: text(200),
  }),
  allowPrivate: setting({
    env: 'GUANLAN_ALLOW_PRIVATE',
    unit: '主机:端口，逗号分隔',
    fallback: [] as readonly string[],
    about: '允许采集的内网地址；其他内网地址一律拒绝。',
    read: list,
  }),
  hostPaceMs: setting({
    env: 'GUANLAN_HOST_PACE_MS',
    unit: '毫秒',
    fallback: 3000,
    about: '对同一主机两次请求的最小间隔。',
    read: count(200, 600_000),
  }),
  fetchMaxMb: setting({
    env: 'GUANLAN_FETCH_MAX_MB',
    unit: 'MB',
    fallback: 8,
    about: '单个页面解压后的大小上限。',
    read: count(1, 256),
  }),
  fetchDeadlineSeconds: setting({
    env: 'GUANLAN_FETCH_DEADLINE_SECONDS',
    unit: '秒',
    fallback: 20,
    about: '一次抓取（含跳转）的总时限。',
    read: count(1, 600),
  }),
  doorMaxMb: setting({
    env: 'GUANLAN_DOOR_MAX_MB',
    unit: 'MB',
    fallback: 8,
    about: '推送入口单次请求的大小上限。',
    read: count(1, 256),
  }),
  rsshub: setting({
    env: 'GUANLAN_RSSHUB',
    unit: '网址',
    fallback: '',
    about: '本单位自建的 RSSHub 的地址；填写后信源网址可写作 rsshub:/路由。在内网的还须列入 GUANLAN_ALLOW_PRIVATE。',
    read: value => (value === '' || /^https?:\/\/[^\s?#]+$/i.test(value) ? value : null),
  }),
  importMaxMb: setting({
    env: 'GUANLAN_IMPORT_MAX_MB',
    unit: 'MB',
    fallback: 512,
    about: '一次文件导入的大小上限。',
    read: count(1, 8192),
  }),
  sessionHours: setting({
    env: 'GUANLAN_SESSION_HOURS',
    unit: '小时',
    fallback: 12,
    about: '登录有效时长。',
    read: count(1, 72),
  }),
  secureCookies: setting({
    env: 'GUANLAN_SECURE_COOKIES',
    unit: 'true/false',
    fallback: false,
    about: '经 HTTPS 访问时设为 true，登录凭据只随加密连接发送。',
    read: yesNo,
  }),
  chrome: setting({
    env: 'GUANLAN_CHROME',
    unit: '路径',
    fallback: '',
    about: '浏览器测试所用的 Chrome；留空时在 Linux 上用随包安装的浏览器。运行时不用。',
    read: text(500),
  }),
} as const

/** The configuration as a value: read once, passed on, never read again from the environment. */
export type Config = Readonly<{ [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name]['fallback'] }>

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the environment once, and the files that its `_FILE` names point to.
 * @throws {Rejected} config/unknown (a GUANLAN_ name not in the table), config/malformed (a value outside its range, or a file that cannot be read); detail names it
 */
export function readConfig(env: Environment): Config {
  const rows = Object.entries(SETTINGS) as [keyof Config, Setting<unknown>][]
  const known = new Set(rows.flatMap(([, row]) => (row.secret ? [row.env, `${row.env}_FILE`] : [row.env])))
  for (const name of Object.keys(env)) {
    if (name.startsWith('GUANLAN_') && !known.has(name)) throw new Rejected('config/unknown', { detail: name })
  }
  const values = rows.map(([name, row]) => {
    const stated = row.secret ? secretOf(row.env, env) : env[row.env]
    if (stated === undefined || stated === '') return [name, row.fallback]
    const value = row.read(stated)
    if (value === null) {
      const shown = row.secret ? '' : `=${stated.slice(0, 80)}`
      throw new Rejected('config/malformed', { detail: `${row.env}${shown}（${row.unit}）` })
    }
    return [name, value]
  })
  return Object.freeze(Object.fromEntries(values)) as Config
}

function secretOf(name: string, env: Environment): string | undefined {
  const path = env[`${name}_FILE`]
  if (path === undefined || path === '') return env[name]
  if (env[name] !== undefined && env[name] !== '') {
    throw new Rejected('config/malformed', { detail: `${name} 与 ${name}_FILE 只能设一个` })
  }
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (cause) {
    throw new Rejected('config/malformed', { cause, detail: `${name}_FILE=${path}（读不到这个文件）` })
  }
}
