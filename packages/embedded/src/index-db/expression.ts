import { isWordField, type Near, type Phrase, type Query } from '@guanlan/domain'

/** Which full-text table can say a query by itself. */
export type Table = 'words' | 'names'

/** Brackets deeper than this are worked out piece by piece: FTS5's own parser has a small stack. */
const DEEPEST = 12
/** More pairs than this are narrowed by presence instead of distance. */
const MOST_PAIRS = 64

/** The one table that can express a query exactly; null when it needs more than one, or labels or distances. */
export function tableOf(query: Query): Table | null {
  return depthOf(query) > DEEPEST ? null : within(query)
}

function within(query: Query): Table | null {
  if (query.kind === 'phrase') return isWordField(query.field) ? 'words' : 'names'
  if (query.kind !== 'and' && query.kind !== 'or') return null
  const [first, ...rest] = (query.kind === 'and' ? [...query.all, ...query.none] : query.any).map(within)
  return first !== undefined && rest.every(table => table === first) ? first : null
}

function depthOf(query: Query): number {
  if (query.kind === 'and') return 1 + Math.max(...[...query.all, ...query.none].map(depthOf))
  return query.kind === 'or' ? 1 + Math.max(...query.any.map(depthOf)) : 0
}

/** The MATCH expression of a query that `tableOf` gave a table. Tokens are quoted, so none of them is read as syntax. */
export function expression(query: Query): string {
  switch (query.kind) {
    case 'phrase':
      return `${column(query)}${written(query)}`
    case 'and': {
      const all = query.all.map(bracketed).join(' AND ')
      return query.none.length === 0 ? all : `(${all}) NOT (${query.none.map(bracketed).join(' OR ')})`
    }
    case 'or':
      return query.any.map(bracketed).join(' OR ')
    default:
      throw new TypeError(`no full-text table holds a ${query.kind}`)
  }
}

const bracketed = (query: Query) => (query.kind === 'phrase' ? expression(query) : `(${expression(query)})`)
const written = ({ pattern }: Phrase) => `"${pattern.words.join(' ')}"${pattern.prefix ? ' *' : ''}`
const column = ({ field }: Phrase) => (field === 'any' ? '' : `{${field}} : `)

/**
 * An expression that every mention with the pair answers, and some others do. Every character begins at most one token,
 * but a phrase of ideographs leaves out its last single one, so n characters are at most n + 1 tokens.
 */
export function narrowed({ left, right, within: characters }: Near): string {
  const pairs = left.flatMap(a => right.map(b => [a, b] as const)).filter(([a, b]) => sharedField(a, b) !== null)
  if (pairs.length > MOST_PAIRS) {
    const either = (phrases: readonly Phrase[]) => `(${phrases.map(expression).join(' OR ')})`
    return `${either(left)} AND ${either(right)}`
  }
  return pairs
    .map(
      ([a, b]) => `${column({ ...a, field: sharedField(a, b)! })}NEAR(${written(a)} ${written(b)}, ${characters + 1})`,
    )
    .join(' OR ')
}

function sharedField(a: Phrase, b: Phrase): Phrase['field'] | null {
  if (a.field === b.field || b.field === 'any') return a.field
  return a.field === 'any' ? b.field : null
}
