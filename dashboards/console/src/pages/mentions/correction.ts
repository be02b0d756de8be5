import type { Corrected } from '../../api/label.ts'
import type { MentionView } from '../../api/mention.ts'

/** What the form of a correction holds; '' and an unticked box mean that the person does not say. */
export type CorrectionFields = Readonly<{
  sentiment: Corrected['sentiment'] | ''
  saysTopics: boolean
  topics: readonly string[]
  government: string
  relevant: 'yes' | 'no' | ''
  saysEntities: boolean
  entities: readonly string[] // keys of those that are right
  missedKind: string
  missedName: string // what the machine did not find; blank: nothing
  note: string
}>

const UNSAID: Corrected = { sentiment: null, topics: null, government: null, entities: null, relevant: null }

/** One entity of the mention however often it stands there; `key` tells it from the others. */
export function namedEntities(mention: Pick<MentionView, 'entities'>) {
  const found = new Map(mention.entities.map(({ kind, name }) => [entityKey({ kind, name }), { kind, name }]))
  return [...found].map(([key, entity]) => ({ key, ...entity }))
}

/** What a person can say is right: what the machine found, and what people added before. */
export function entityChoices(mention: Pick<MentionView, 'entities' | 'label'>) {
  const added = (mention.label?.entities ?? []).map(entity => ({ key: entityKey(entity), ...entity }))
  const found = namedEntities(mention)
  return [...found, ...added.filter(({ key }) => !found.some(one => one.key === key))]
}

/** Kinds of name that the bureau's table holds. */
export const TABLE_KINDS = ['place', 'road', 'line', 'station', 'organisation'] as const

/** Names people say are right that the machine did not link to the bureau's table: the table may lack them. */
export function namesToAdd(mention: Pick<MentionView, 'entities' | 'label'>) {
  const linked = new Set(mention.entities.filter(({ id }) => id !== null).map(entityKey))
  return (mention.label?.entities ?? []).filter(
    entity => TABLE_KINDS.some(kind => kind === entity.kind) && !linked.has(entityKey(entity)),
  )
}

function entityKey({ kind, name }: Readonly<{ kind: string; name: string }>): string {
  return `${kind} ${name}`
}

/** The form as it opens: what people said before, else the machine's own, not yet said. */
export function correctionFields(mention: MentionView): CorrectionFields {
  const said = mention.label ?? UNSAID
  return {
    sentiment: said.sentiment ?? '',
    saysTopics: said.topics !== null,
    topics: said.topics ?? mention.topics.map(({ topic }) => topic),
    government: said.government ?? '',
    relevant: said.relevant === null ? '' : said.relevant ? 'yes' : 'no',
    saysEntities: said.entities !== null,
    entities: (said.entities ?? namedEntities(mention)).map(entityKey),
    missedKind: 'road',
    missedName: '',
    note: '',
  }
}

/** The fields a person changed against what people said before; null takes one back. Empty when nothing changed. */
export function correctionOf(mention: MentionView, fields: CorrectionFields): Partial<Corrected> {
  const before = mention.label ?? UNSAID
  const right = new Set(fields.entities)
  const name = fields.missedName.normalize('NFKC').trim()
  const missed = { key: entityKey({ kind: fields.missedKind, name }), kind: fields.missedKind, name }
  const after: Corrected = {
    sentiment: fields.sentiment === '' ? null : fields.sentiment,
    topics: fields.saysTopics ? fields.topics : null,
    government: fields.government === '' ? null : fields.government,
    entities: fields.saysEntities
      ? [...entityChoices(mention).filter(({ key }) => right.has(key)), ...(name === '' ? [] : [missed])]
          .filter(({ key }, at, all) => all.findIndex(one => one.key === key) === at)
          .map(({ kind, name }) => ({ kind, name }))
      : null,
    relevant: fields.relevant === '' ? null : fields.relevant === 'yes',
  }
  const changed = Object.entries(after).filter(([field, value]) => !same(value, before[field as keyof Corrected]))
  return Object.fromEntries(changed)
}

function same(a: Corrected[keyof Corrected], b: Corrected[keyof Corrected]): boolean {
  const plain = (value: typeof a) =>
    Array.isArray(value)
      ? JSON.stringify(value.map(one => (typeof one === 'string' ? one : entityKey(one))).sort())
      : value
  return plain(a) === plain(b)
}
