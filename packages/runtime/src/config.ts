import { Rejected } from '@guanlan/domain'

/** One row of the configuration table: everything a person needs to set it. */
export type Setting<Value> = Readonly<{
  env: string
  unit: string
  fallback: Value
  about: string // one Chinese sentence
  read: (text: string) => Value | null // null: malformed
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

/**
 * Reads the environment once.
 * @throws {Rejected} config/unknown (a GUANLAN_ name not in the table), config/malformed (a value outside its range); detail names it
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const rows = Object.entries(SETTINGS) as [keyof Config, Setting<unknown>][]
  const known = new Set(rows.map(([, row]) => row.env))
  for (const name of Object.keys(env)) {
    if (name.startsWith('GUANLAN_') && !known.has(name)) throw new Rejected('config/unknown', { detail: name })
  }
  const values = rows.map(([name, row]) => {
    const stated = env[row.env]
    if (stated === undefined || stated === '') return [name, row.fallback]
    const value = row.read(stated)
    if (value === null)
      throw new Rejected('config/malformed', { detail: `${row.env}=${stated.slice(0, 80)}（${row.unit}）` })
    return [name, value]
  })
  return Object.freeze(Object.fromEntries(values)) as Config
}
