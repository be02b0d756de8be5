import { Rejected, Unavailable } from '@guanlan/domain'

/** A secure listener spoken to in the clear answers with a TLS alert (0x15) or drops us; plain Kafka spoken to in TLS fails the handshake. */
const TLS_TROUBLE = /SSL|TLS|certificate|self[- ]signed|altnames|EPROTO|wrong version number/i

/**
 * What a failed first contact means for the person who set it up: what was found, what was expected, what to do.
 * setup/kafka-password: the cluster does not know us, or forbids us something · setup/kafka-tls · setup/not-kafka: something else answers
 * there · setup/kafka-away (Unavailable): nothing answers, or not now · setup/kafka-refused: it answers no, for its own reason
 */
export function kafkaFault(cause: unknown): Rejected | Unavailable {
  const errors = chain(cause)
  const words = errors.map(described).join(' ')
  if (/ILLEGAL_SASL_STATE|UNSUPPORTED_SASL_MECHANISM/.test(words)) {
    const detail = 'Kafka 在这个端口没有启用设置中的登录方式；请核对 SASL 设置与端口。'
    return new Rejected('setup/kafka-password', { cause, detail })
  }
  if (/SASL|authentication|AUTHORIZATION_FAILED|not authorized/i.test(words)) {
    const detail = 'Kafka 不认我们的账号或口令，或没有给这个账号相应权限；请核对 SASL 设置与授权。'
    return new Rejected('setup/kafka-password', { cause, detail })
  }
  if (TLS_TROUBLE.test(words)) {
    const detail = '与 Kafka 建立加密连接失败：证书不被信任、名称不符，或一方加密而另一方没有；请核对 TLS 设置与证书。'
    return new Rejected('setup/kafka-tls', { cause, detail })
  }
  if (/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|Connection timeout/.test(words)) {
    return new Unavailable('setup/kafka-away', { cause, detail: 'Kafka 没有应答；请核对地址与端口，并确认它已启动。' })
  }
  if (/timed out|Closed connection|Broker not connected|ERR_|LockTimeout/i.test(words)) {
    const detail = '这个地址有应答，但不像 Kafka，或它要求加密而我们没有加密；请核对地址、端口与 TLS 设置。'
    return new Rejected('setup/not-kafka', { cause, detail })
  }
  const reason = errors.at(-1)?.message ?? String(cause)
  if (errors.some(error => 'type' in error && 'retriable' in error && error.retriable === true)) {
    return new Unavailable('setup/kafka-away', { cause, detail: `Kafka 暂时不能办理（${reason}）；请稍后再试。` })
  }
  return new Rejected('setup/kafka-refused', { cause, detail: `Kafka 拒绝办理（${reason}）；请核对设置与它的版本。` })
}

/** An error, those it gathers, and those behind it. */
function chain(cause: unknown, depth = 0): readonly Error[] {
  if (!(cause instanceof Error) || depth > 10) return []
  const gathered = 'errors' in cause && Array.isArray(cause.errors) ? cause.errors : []
  return [cause, ...gathered.flatMap(one => chain(one, depth + 1)), ...chain(cause.cause, depth + 1)]
}

function described(error: Error): string {
  const type = 'type' in error ? String(error.type) : ''
  const code = 'code' in error ? String(error.code) : ''
  return `${error.name} ${error.message} ${type} ${code}`
}
