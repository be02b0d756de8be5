import { Rejected } from '@guanlan/domain'
import { STREAMS } from '@guanlan/ports'
import { LONGEST_BODY_BYTES } from './bus-body.ts'

/** One topic as it should stand. */
export type TopicSetting = Readonly<{
  name: string // without the prefix: a stream, or `<stream>.dead`
  partitions: number // fixed once
  replication: number // copies of each message
  config: Readonly<Record<string, string>> // Kafka's own names
}>

const NAMES = STREAMS.flatMap(stream => [stream, `${stream}.dead`])
const FIELD = /^( *)(- )?([a-z][a-z.]*):(?: +(\S.*))?$/

/** What a key and headers may add to the longest body. */
const LEAST_MESSAGE_BYTES = LONGEST_BODY_BYTES + 256 * 1024

/**
 * Reads infra/kafka/topics.yaml. Only this much of YAML: a list `topics:` of flat maps whose values are plain words, each with one map
 * `config:`; comments. Anything else is refused with its line, rather than read as something it does not say.
 * @throws {Rejected} setup/bad-topics-file
 */
export function parseTopics(text: string): readonly TopicSetting[] {
  const topics: { fields: Map<string, string>; config: Map<string, string> }[] = []
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/(^|\s)#.*$/, '').trimEnd()
    if (line === '' || (line === 'topics:' && topics.length === 0)) return
    const [, indent, dash, name, value] = FIELD.exec(line) ?? []
    const at = index + 1
    if (indent === undefined || name === undefined) throw bad(`第 ${at} 行看不懂：${line.trim()}`)
    const depth = indent.length + (dash?.length ?? 0)
    if (dash !== undefined) topics.push({ fields: new Map(), config: new Map() })
    const topic = topics.at(-1)
    const place = depth === 4 ? topic?.fields : depth === 6 && dash === undefined ? topic?.config : undefined
    if (place === undefined || (value === undefined) !== (depth === 4 && name === 'config')) {
      throw bad(`第 ${at} 行的位置不对：${line.trim()}`)
    }
    if (place.has(name)) throw bad(`第 ${at} 行重复：${name}`)
    place.set(name, value ?? '')
  })
  return complete(topics.map(({ fields, config }) => topicOf(fields, config)))
}

function topicOf(fields: ReadonlyMap<string, string>, config: ReadonlyMap<string, string>): TopicSetting {
  const name = fields.get('name') ?? ''
  for (const field of fields.keys()) {
    if (!['name', 'partitions', 'replication', 'config'].includes(field)) throw bad(`${name} 有不认识的一项 ${field}`)
  }
  const whole = (field: string, most: number) => {
    const value = Number(fields.get(field))
    if (Number.isInteger(value) && value >= 1 && value <= most) return value
    throw bad(`${name} 的 ${field} 应为 1 至 ${most} 的整数`)
  }
  const topic = { name, partitions: whole('partitions', 1000), replication: whole('replication', 9) }
  if (name.endsWith('.dead') && topic.partitions !== 1) throw bad(`${name} 的 partitions 应为 1，死信按到达先后排序`)
  if (Number(config.get('max.message.bytes')) >= LEAST_MESSAGE_BYTES)
    return { ...topic, config: Object.fromEntries(config) }
  throw bad(`${name} 的 max.message.bytes 应不小于 ${LEAST_MESSAGE_BYTES}`)
}

function complete(topics: readonly TopicSetting[]): readonly TopicSetting[] {
  const names = topics.map(({ name }) => name)
  const missing = NAMES.filter(name => !names.includes(name))
  const unknown = names.filter((name, index) => !NAMES.includes(name) || names.indexOf(name) !== index)
  if (missing.length > 0) throw bad(`缺少 ${missing.join('、')}`)
  if (unknown.length > 0) throw bad(`有多余的 ${unknown.join('、')}`)
  return topics
}

function bad(what: string): Rejected {
  return new Rejected('setup/bad-topics-file', { detail: `数据流设置文件 topics.yaml 有误：${what}。` })
}
