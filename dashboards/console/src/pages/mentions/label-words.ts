import type { Corrected, MachineSaid } from '../../api/label.ts'
import { ENTITY_NAMES, GOVERNMENT_NAMES, nameOf, SENTIMENT_NAMES, TOPIC_NAMES } from '../../words.ts'

/** What each part of a label is called. */
export const PART_NAMES: Readonly<Record<keyof Corrected, string>> = {
  sentiment: '情感',
  topics: '主题',
  government: '归口',
  relevant: '与本局相关',
  entities: '实体',
}

/** Whose business in words: `本局`, or `转办：城乡建设`. */
export function governmentWords(topic: string): string {
  return topic === 'transport' ? '本局' : `转办：${nameOf(GOVERNMENT_NAMES, topic)}`
}

/**
 * Topics that are the bureau's own duty whatever a general scheme of government business says: that scheme counts city buses and
 * taxis as city construction. Parking is left out, most of it is other offices' (城管、公安).
 */
const OWN_TOPICS: ReadonlySet<string> = new Set([
  'taxi',
  'ridehail',
  'bus',
  'rural',
  'maint',
  'overload',
  'coach',
  'freight',
  'driving',
  'repair',
  'water',
  'toll',
])

/** Topics of a mention that speak against passing it on: its own-duty ones where the scheme says it is another's business. */
export function ownTopicsAgainst(government: string, topics: readonly string[]): readonly string[] {
  return government === 'transport' ? [] : topics.filter(topic => OWN_TOPICS.has(topic))
}

const listed = (words: readonly string[]) => (words.length === 0 ? '无' : [...words].sort().join('、'))

/** Each part of a label in words; null where it was not said. */
export function labelWords(said: Corrected): Readonly<Record<keyof Corrected, string | null>> {
  const { sentiment, topics, government, relevant, entities } = said
  return {
    sentiment: sentiment === null ? null : nameOf(SENTIMENT_NAMES, sentiment),
    topics: topics === null ? null : listed(topics.map(topic => nameOf(TOPIC_NAMES, topic))),
    government: government === null ? null : governmentWords(government),
    relevant: relevant === null ? null : relevant ? '相关' : '无关',
    entities:
      entities === null ? null : listed(entities.map(({ kind, name }) => `${name}（${nameOf(ENTITY_NAMES, kind)}）`)),
  }
}

const UNSAID: Corrected = { sentiment: null, topics: null, government: null, entities: null, relevant: null }

/** One correction in words: `情感 中性；收回主题的更正`. */
export function correctedWords(corrected: Partial<Corrected>): string {
  const words = labelWords({ ...UNSAID, ...corrected })
  const parts = (Object.keys(PART_NAMES) as (keyof Corrected)[]).filter(part => corrected[part] !== undefined)
  return parts
    .map(part => (words[part] === null ? `收回${PART_NAMES[part]}的更正` : `${PART_NAMES[part]} ${words[part]}`))
    .join('；')
}

/** What the machine said at the time, in words. */
export function machineWords({ sentiment, topics, government }: MachineSaid): string {
  const words = labelWords({ ...UNSAID, sentiment, topics, government })
  return `情感 ${words.sentiment}；主题 ${words.topics}；归口 ${words.government ?? '未判断'}`
}

const MODEL_PARTS: Readonly<Record<string, string>> = {
  sentiment: '情感模型',
  government: '归口模型',
  rules: '规则',
  dictionary: '词典',
  words: '本局词表',
  names: '名称表',
}

/** The version of an analysis with its parts named: `情感模型 411aee6d78ac · 规则 1`; a part we know no name of stays as it is. */
export function modelWords(model: string): string {
  return model
    .split(' · ')
    .map(part => {
      const [name = '', ...version] = part.split(' ')
      return [nameOf(MODEL_PARTS, name), ...version].join(' ')
    })
    .join(' · ')
}
