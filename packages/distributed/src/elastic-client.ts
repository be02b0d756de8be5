import { Client, errors } from '@elastic/elasticsearch'
import { Rejected, Unavailable } from '@guanlan/domain'
import { failure, reasonOf } from './elastic-failure.ts'
import { clientOptions, type ElasticSettings } from './elastic-settings.ts'

/** Older servers lack what the queries ask for, and the client speaks to its own major version only. */
const OLDEST = 9

/** A start that fails is tried again by whoever started it. */
const ONCE = { maxRetries: 0 }

/** One cluster, spoken to by every port. */
export type Elastic = Readonly<{
  prefix: string
  /** One request; whatever fails comes as one of the four errors. @throws {Unavailable} elastic/away, elastic/not-admitted */
  ask: <T>(request: (client: Client) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}>

/**
 * Connects and makes sure of what is at the other end; each refusal is a sentence: what was found, what was expected, what to do.
 * @throws {Rejected} setup/elastic-settings, setup/elastic-login, setup/elastic-certificate, setup/not-elasticsearch, setup/elastic-old
 * @throws {Unavailable} elastic/away
 */
export async function openElastic(settings: ElasticSettings): Promise<Elastic> {
  const client = new Client(clientOptions(settings))
  try {
    await greet(client, settings.nodes.join('、'))
  } catch (error) {
    await client.close()
    throw error
  }
  return {
    prefix: settings.prefix,
    async ask(request) {
      try {
        return await request(client)
      } catch (error) {
        throw failure(error)
      }
    },
    close: () => client.close(),
  }
}

async function greet(client: Client, where: string): Promise<void> {
  const stranger = (found: string, cause?: unknown) =>
    new Rejected('setup/not-elasticsearch', {
      cause,
      detail: `${where} 上是${found}，需要的是 Elasticsearch ${OLDEST} 或更新；请核对 GUANLAN_ELASTICSEARCH`,
    })
  let versions: readonly string[]
  try {
    // Not `GET /`: test distributions lack it, and a monitor's key may not be allowed to ask it.
    const health: unknown = await client.cluster.health({}, ONCE)
    if (typeof health !== 'object' || health === null || !('cluster_name' in health)) throw stranger('别的服务')
    const { nodes } = await client.nodes.info({ metric: 'http', filter_path: 'nodes.*.version' }, ONCE)
    versions = Object.values(nodes ?? {}).map(node => String(node.version))
  } catch (error) {
    if (error instanceof Rejected) throw error
    throw refusal(error, where, stranger)
  }
  const old = versions.find(version => Number.parseInt(version, 10) < OLDEST)
  if (versions.length === 0) throw stranger('别的服务')
  if (old !== undefined) throw tooOld(where, old)
}

const tooOld = (where: string, found: string, cause?: unknown) =>
  new Rejected('setup/elastic-old', {
    cause,
    detail: `${where} 上的 Elasticsearch 是 ${found}，需要 ${OLDEST} 或更新；请先升级集群`,
  })

function refusal(error: unknown, where: string, stranger: (found: string, cause?: unknown) => Rejected): unknown {
  if (error instanceof errors.ProductNotSupportedError)
    return stranger('别的服务（不是 Elasticsearch）', failure(error))
  if (error instanceof errors.DeserializationError) return stranger('别的服务（回答不是 JSON）', failure(error))
  if (error instanceof errors.ConnectionError && isAboutCertificate(error))
    return new Rejected('setup/elastic-certificate', {
      cause: failure(error),
      detail: `${where} 的证书不可信（${error.message.slice(0, 100)}），应由设置中的证书机构签发；请检查 GUANLAN_ELASTICSEARCH_CA 和主机名`,
    })
  if (error instanceof errors.ResponseError) {
    const status = error.statusCode ?? 0
    if (status === 401 || status === 403)
      return new Rejected('setup/elastic-login', {
        cause: failure(error),
        detail: `${where} 拒绝了我们的账号（${status}），需要能管理并读写本前缀索引的账号或 API 密钥；请检查账号、口令文件和授权`,
      })
    // A server of the major version before refuses the client's media type and tells nothing else.
    if (reasonOf(error) === 'media_type_header_exception') return tooOld(where, '更旧的版本', failure(error))
    const told = failure(error)
    return told instanceof Unavailable ? told : stranger(`别的服务（回答 ${status}）`, told)
  }
  return failure(error)
}

/** Node's and OpenSSL's codes for a certificate that was refused, and for a server that does not speak TLS at all. */
function isAboutCertificate(error: Error): boolean {
  return /certificate|self.signed|CERT_|UNABLE_TO_(VERIFY|GET)|altnames|SSL routines|wrong version number/i.test(
    error.message,
  )
}
