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
  note: string
}>

const UNSAID: Corrected = { sentiment: null, topics: null, government: null, entities: null, relevant: null }

/** One entity of the mention however often it stands there; `key` tells it from the others. */
export function namedEntities(mention: Pick<MentionView, 'entities'>) {
  const found = new Map(mention.entities.map(({ kind, name }) => [entityKey({ kind, name }), { kind, name }]))
  return [...found].map(([key, entity]) => ({ key, ...entity }))
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
    note: '',
  }
}

/** The fields a person changed against what people said before; null takes one back. Empty when nothing changed. */
export function correctionOf(mention: MentionView, fields: CorrectionFields): Partial<Corrected> {
  const before = mention.label ?? UNSAID
  const right = new Set(fields.entities)
  const after: Corrected = {
    sentiment: fields.sentiment === '' ? null : fields.sentiment,
    topics: fields.saysTopics ? fields.topics : null,
    government: fields.government === '' ? null : fields.government,
    entities: fields.saysEntities
      ? namedEntities(mention)
          .filter(({ key }) => right.has(key))
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
