import { SENTIMENT_NAMES, SENTIMENTS } from '../analysis.ts'
import { CHANNEL_NAMES, CHANNELS } from '../channel.ts'
import { isTopic, TOPICS, type Topic } from '../topic.ts'
import type { Label, Phrase } from './query.ts'

/** Every field a query can name. */
export type Field = Exclude<Phrase['field'], 'any'> | Label['field']

/** What a field is called in a query: its own word, other spellings, and its name on screen first of the Chinese ones. */
export const FIELD_WORDS: Readonly<Record<Field, readonly string[]>> = {
  title: ['title', '标题'],
  text: ['text', '正文'],
  author: ['author', '发布者', '账号'],
  channel: ['channel', '渠道'],
  topic: ['topic', '主题'],
  sentiment: ['sentiment', '情感', '倾向'],
  source: ['source', '信源'],
  region: ['region', '地区', '区域'],
  url: ['url', '网址'],
  place: ['place', '地点'],
  road: ['road', '道路'],
  line: ['line', '线路'],
  organisation: ['organisation', 'organization', 'org', '机构', '单位'],
}

const byWord = new Map<string, Field>()
for (const [field, words] of Object.entries(FIELD_WORDS) as [Field, readonly string[]][]) {
  for (const word of words) byWord.set(word, field)
}

/** The field of a word before a colon; null for a word that names none. */
export function fieldNamed(word: string): Field | null {
  return byWord.get(word.normalize('NFKC').toLowerCase()) ?? null
}

/** Whether a field holds one label of a fixed set, rather than words to look for. */
export function isLabelField(field: Field): field is Label['field'] {
  return field === 'channel' || field === 'topic' || field === 'sentiment' || field === 'source'
}

const topics = Object.keys(TOPICS).filter(isTopic)

/** Label of a code or its Chinese name; null when the field has no such value. A source is any id. */
export function labelOf(field: Label['field'], written: string): Label | null {
  const value = written.normalize('NFKC').trim()
  if (field === 'source') return value === '' ? null : { kind: 'label', field, value: written.trim() }
  const code = value.toLowerCase()
  if (field === 'channel') {
    const found = CHANNELS.find(channel => channel === code || CHANNEL_NAMES[channel] === value)
    return found ? { kind: 'label', field, value: found } : null
  }
  if (field === 'sentiment') {
    const found = SENTIMENTS.find(sentiment => sentiment === code || SENTIMENT_NAMES[sentiment] === value)
    return found ? { kind: 'label', field, value: found } : null
  }
  const found = topics.find(topic => topic === code || TOPICS[topic] === value)
  return found ? { kind: 'label', field, value: found } : null
}

/** Names a label field takes, for people: what an error offers and a search box suggests. Empty for a source. */
export function labelNames(field: Label['field']): readonly string[] {
  if (field === 'channel') return CHANNELS.map(channel => CHANNEL_NAMES[channel])
  if (field === 'sentiment') return SENTIMENTS.map(sentiment => SENTIMENT_NAMES[sentiment])
  return field === 'topic' ? topics.map((topic: Topic) => TOPICS[topic]) : []
}
