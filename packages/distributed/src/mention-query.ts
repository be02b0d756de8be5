import type { estypes } from '@elastic/elasticsearch'
import { isWordField, type Near, type Phrase, type Query } from '@guanlan/domain'
import type { Filters } from '@guanlan/ports'
import { firstCharacter } from './mention-document.ts'

type Dsl = NonNullable<estypes.SearchRequest['query']>
type Rule = estypes.QueryDslIntervalsContainer

/** What every mention that answers a query also answers; `exact` when no other does. */
export type Narrowing = Readonly<{ dsl: Dsl; exact: boolean }>

/** Elasticsearch refuses queries nested over 30 deep; deeper parts are left to `matches`. */
const DEEPEST = 20
/** More pairs than this are narrowed by presence instead of distance: a search has a bounded number of clauses. */
const MOST_PAIRS = 16

const UNDECIDED: Narrowing = { dsl: { match_all: {} }, exact: false }

/** Compiles a query as far as Elasticsearch can express it. A person's words are only ever terms, never syntax. */
export function narrowing(query: Query): Narrowing {
  return compiled(flat(query), 0)
}

/** The filters of a search. */
export function filterClauses(filters: Filters): readonly Dsl[] {
  const { fromAt, toAt } = filters
  const clauses: Dsl[] = []
  const period = { ...(fromAt === undefined ? {} : { gte: fromAt }), ...(toAt === undefined ? {} : { lt: toAt }) }
  if (Object.keys(period).length > 0) clauses.push({ range: { seenAt: period } })
  const oneOf = (field: string, values: readonly string[] | undefined) => {
    if (values && values.length > 0) clauses.push({ terms: { [field]: values.map(value => value.toWellFormed()) } })
  }
  oneOf('channel', filters.channels)
  oneOf('sentiment', filters.sentiments)
  oneOf('topic', filters.topics)
  oneOf('government', filters.governments)
  oneOf('source', filters.sourceIds)
  oneOf('region', filters.regions)
  oneOf('id', filters.ids)
  const unsure = { exists: { field: 'unsure' } }
  if (filters.unsure !== undefined) clauses.push(filters.unsure ? unsure : { bool: { must_not: [unsure] } })
  return clauses
}

function compiled(query: Query, depth: number): Narrowing {
  if (depth > DEEPEST) return UNDECIDED
  switch (query.kind) {
    case 'phrase':
      return any(fieldsOf(query).map(field => phrase(query, field)))
    case 'label':
      return { dsl: { term: { [query.field]: query.value.toWellFormed() } }, exact: true }
    case 'near':
      return { dsl: near(query), exact: false }
    case 'or':
      return any(query.any.map(one => compiled(one, depth + 1)))
    case 'and': {
      const all = query.all.map(one => compiled(one, depth + 1))
      const none = query.none.map(one => compiled(one, depth + 1))
      // What is only narrowed must not exclude: it would turn away mentions that are not excluded.
      const excluded = none.filter(({ exact }) => exact).map(({ dsl }) => dsl)
      const dsl = { bool: { filter: all.map(one => one.dsl), must_not: excluded } }
      return { dsl, exact: [...all, ...none].every(({ exact }) => exact) }
    }
  }
}

function any(parts: readonly Narrowing[]): Narrowing {
  if (parts.length === 1) return parts[0]!
  const dsl = { bool: { should: parts.map(one => one.dsl), minimum_should_match: 1 } }
  return { dsl, exact: parts.every(({ exact }) => exact) }
}

/** Takes brackets away that change nothing, so that what people nest to the language's limit stays within the engine's. */
function flat(query: Query): Query {
  if (query.kind === 'or') {
    const parts = query.any.map(flat).flatMap(one => (one.kind === 'or' ? one.any : [one]))
    return { kind: 'or', any: parts }
  }
  if (query.kind !== 'and') return query
  const all = query.all.map(flat)
  const none = query.none.map(flat).flatMap(one => (one.kind === 'or' ? one.any : [one]))
  return {
    kind: 'and',
    all: all.flatMap(one => (one.kind === 'and' ? one.all : [one])),
    none: [...all.flatMap(one => (one.kind === 'and' ? one.none : [])), ...none],
  }
}

const fieldsOf = ({ field }: Phrase): readonly string[] => (field === 'any' ? ['title', 'text'] : [field])

function phrase({ pattern }: Phrase, field: string): Narrowing {
  const { words, prefix } = pattern
  const last = words.at(-1)!
  const [tokens, firsts] = [`tokens.${field}`, `firsts.${field}`]
  if (words.length === 1) {
    if (!prefix) return { dsl: { term: { [tokens]: last } }, exact: true }
    const dsl: Dsl = isOne(last) ? { term: { [firsts]: last } } : { prefix: { [tokens]: last } }
    return { dsl, exact: true }
  }
  if (!prefix) return { dsl: { match_phrase: { [tokens]: words.join(' ') } }, exact: true }
  const rule = ruleOf(pattern, field)
  if (rule !== null) return { dsl: intervals(tokens, rule), exact: true }
  const before = words.slice(0, -1).join(' ')
  return {
    dsl: { bool: { filter: [{ match_phrase: { [tokens]: before } }, { prefix: { [tokens]: last } }] } },
    exact: false,
  }
}

const isOne = (word: string) => firstCharacter(word) === word
const intervals = (field: string, rule: Rule): Dsl => ({ intervals: { [field]: rule } })

/** A phrase as an interval; null for a longer open end, whose words Elasticsearch would have to count out. */
function ruleOf({ words, prefix }: Phrase['pattern'], field: string): Rule | null {
  const consecutive = (query: string): Rule => ({ match: { query, ordered: true, max_gaps: 0 } })
  if (!prefix) return consecutive(words.join(' '))
  const last = words.at(-1)!
  if (!isOne(last)) return null
  const open: Rule = { match: { query: last, use_field: `firsts.${field}` } }
  if (words.length === 1) return open
  const whole = consecutive(words.slice(0, -1).join(' '))
  return { all_of: { intervals: [whole, open], ordered: true, max_gaps: 0 } }
}

/**
 * Every character begins at most one token, but a phrase of ideographs leaves out its last single one, so n characters between are
 * at most n + 1 tokens. Distances are counted in characters, so `matches` decides.
 */
function near({ left, right, within, ordered }: Near): Dsl {
  const pairs = left.flatMap(a => right.flatMap(b => sharedFields(a, b).map(field => ({ a, b, field }))))
  const rules = pairs.map(({ a, b, field }) => ({ field, sides: [ruleOf(a.pattern, field), ruleOf(b.pattern, field)] }))
  // Lucene makes one repeated source of two equal ones, and finds no distance between its parts.
  const isTwice = pairs.some(({ a, b }) => JSON.stringify(a.pattern) === JSON.stringify(b.pattern))
  if (isTwice || pairs.length > MOST_PAIRS || rules.some(({ sides }) => sides.includes(null))) {
    const either = (phrases: readonly Phrase[]) =>
      any(phrases.flatMap(one => fieldsOf(one).map(field => phrase(one, field))))
    return { bool: { filter: [either(left).dsl, either(right).dsl] } }
  }
  if (rules.length === 0) return { match_none: {} }
  const should = rules.map(({ field, sides }) =>
    intervals(`tokens.${field}`, { all_of: { intervals: sides as Rule[], ordered, max_gaps: within + 1 } }),
  )
  return { bool: { should, minimum_should_match: 1 } }
}

/** Fields in which both may stand; a distance is measured in title and text only. */
function sharedFields(a: Phrase, b: Phrase): readonly string[] {
  if (!isWordField(a.field) || !isWordField(b.field)) return []
  const others = fieldsOf(b)
  return fieldsOf(a).filter(field => others.includes(field))
}
