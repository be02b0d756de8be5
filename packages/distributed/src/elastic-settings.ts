import type { Client } from '@elastic/elasticsearch'
import { Rejected } from '@guanlan/domain'

type ClientOptions = ConstructorParameters<typeof Client>[0]

/** How we prove who we are to Elasticsearch; the secrets come from files and are never logged. */
export type ElasticLogin =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'api-key'; key: string }> // as Kibana shows it, base64 of id:key
  | Readonly<{ kind: 'basic'; user: string; password: string }>

/** Where Elasticsearch is and how to speak to it. */
export type ElasticSettings = Readonly<{
  nodes: readonly string[] // http(s)://host:port, every one of the same cluster
  login: ElasticLogin
  ca: string | null // PEM of the authority that signed the nodes' certificates; null: those the machine trusts
  prefix: string // of every index and template, so that several houses may share a cluster
  requestMs: number // longest wait for one answer
}>

/** Settings for a cluster without passwords on this machine; what is given wins. */
export function elasticSettings(given: Partial<ElasticSettings> & Pick<ElasticSettings, 'nodes'>): ElasticSettings {
  return { login: { kind: 'none' }, ca: null, prefix: 'guanlan', requestMs: 30_000, ...given }
}

/**
 * What the client is given: certificates are always checked, a request lost on the way is sent again on another node at most twice.
 * @throws {Rejected} setup/elastic-settings, in Chinese: what was found, what was expected, what to do
 */
export function clientOptions(settings: ElasticSettings): ClientOptions {
  const { nodes, login, ca, requestMs } = checked(settings)
  return {
    nodes: [...nodes],
    name: 'guanlan',
    requestTimeout: requestMs,
    maxRetries: 2,
    ...(login.kind === 'api-key' ? { auth: { apiKey: login.key } } : {}),
    ...(login.kind === 'basic' ? { auth: { username: login.user, password: login.password } } : {}),
    ...(nodes.every(isEncrypted) ? { tls: { rejectUnauthorized: true, ...(ca === null ? {} : { ca }) } } : {}),
  }
}

const isEncrypted = (node: string) => node.startsWith('https:')

function checked(settings: ElasticSettings): ElasticSettings {
  const { nodes, login, ca, prefix, requestMs } = settings
  const wrong = (detail: string) => new Rejected('setup/elastic-settings', { detail })
  if (nodes.length === 0)
    throw wrong('没有给出 Elasticsearch 的地址，应至少有一个 http(s)://主机:端口；请设置 GUANLAN_ELASTICSEARCH')
  for (const node of nodes) {
    const url = URL.canParse(node) ? new URL(node) : null
    if (url === null || !['http:', 'https:'].includes(url.protocol))
      throw wrong(
        `Elasticsearch 的地址写成了“${withoutLogin(node)}”，应为 http(s)://主机:端口；请改正 GUANLAN_ELASTICSEARCH`,
      )
    if (url.username !== '' || url.password !== '')
      throw wrong(`地址 ${url.host} 里带有账号口令，口令只能来自文件；请从地址中去掉`)
  }
  if (new Set(nodes.map(isEncrypted)).size > 1)
    throw wrong('Elasticsearch 的地址有的加密（https）有的不加密，应全部一致；请统一')
  if (ca !== null && !nodes.every(isEncrypted))
    throw wrong('给了证书机构文件（GUANLAN_ELASTICSEARCH_CA）而地址不是 https；请改用 https 地址')
  if (ca !== null && !ca.includes('-----BEGIN CERTIFICATE-----'))
    throw wrong(
      '证书机构文件里没有 PEM 格式的证书（应以 BEGIN CERTIFICATE 开头）；请把 GUANLAN_ELASTICSEARCH_CA 指向正确的文件',
    )
  if (login.kind === 'api-key' && login.key.trim() === '')
    throw wrong('API 密钥是空的，应为 Kibana 给出的一行文字；请检查 GUANLAN_ELASTICSEARCH_API_KEY_FILE 指向的文件')
  if (login.kind === 'basic' && (login.user === '' || login.password === ''))
    throw wrong('Elasticsearch 的账号或口令是空的，应两者都有；请检查 GUANLAN_ELASTICSEARCH_USER 和口令文件')
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(prefix))
    throw wrong(`索引前缀写成了“${prefix.slice(0, 40)}”，应为小写字母开头、只含小写字母、数字和连字符；请改正`)
  if (!Number.isInteger(requestMs) || requestMs < 1) throw wrong(`等待时限写成了 ${requestMs}，应为正整数毫秒；请改正`)
  return settings
}

const withoutLogin = (node: string) => node.replace(/\/\/.*@/, '//').slice(0, 80)
