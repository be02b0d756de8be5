import type { Analysed, EntityKind, Span } from '../analysis.ts'
import type { Mention } from '../mention.ts'
import { type Folded, fold } from './fold.ts'
import { nearby } from './near.ts'
import { isWordField, type Label, type NameField, type Near, type Phrase, type Query } from './query.ts'
import { occurrences, type Pattern, type Tokens, tokens } from './tokens.ts'

/** One field as the search sees it; `known` (made when first asked) answers most questions, which are "no", without a walk. */
type Reading = Readonly<{ folded: Folded; tokens: Tokens }> & { known: ReadonlySet<string> | null }

/** Half-open ranges of the folded text, in order of `from`. */
type Range = Readonly<{ from: number; to: number }>

const FIELDS = ['title', 'text'] as const
type Place = (typeof FIELDS)[number]

/** A stake mark and a station are places to whoever looks for one. */
const PLACES: ReadonlySet<EntityKind> = new Set(['place', 'stake', 'station'])

/** What a name field holds: nothing for the author of anything but an organisation's account (people are never searched). */
export function namesOf(mention: Analysed, field: NameField): readonly string[] {
  switch (field) {
    case 'author':
      return mention.authorIsOrganisation && mention.author !== null ? [mention.author] : []
    case 'region':
      return mention.region === null ? [] : [mention.region]
    case 'url':
      return mention.url === null ? [] : [mention.url]
    case 'place':
      return mention.analysis.entities.filter(({ kind }) => PLACES.has(kind)).map(entity => entity.name)
    default:
      return mention.analysis.entities.filter(entity => entity.kind === field).map(entity => entity.name)
  }
}

const read = (original: string): Reading => {
  const folded = fold(original)
  const own = tokens(folded.text)
  return { folded, tokens: own, known: null }
}

/** Whether the tokens hold the pattern; every word of it but an open last one must be a token. */
function holdsPattern(here: Reading, pattern: Pattern): boolean {
  const { words, prefix } = pattern
  const own = here.tokens
  here.known ??= new Set(own.words)
  const { known } = here
  const whole = prefix ? words.length - 1 : words.length
  for (let n = 0; n < whole; n++) if (!known.has(words[n]!)) return false
  if (words.length === 1) return prefix ? own.words.some(word => word.startsWith(words[0]!)) : true
  return occurrences(own, pattern).length > 0
}

/** What words are looked for in. */
type Written = Pick<Mention, Place>

type Read = { title?: Reading; text?: Reading; names?: Partial<Record<NameField, readonly Reading[]>> }

/** A mention read once for many queries; a mention never changes, so what was read of it stays true. */
const readings = new WeakMap<Written, Read>()

function readSoFar(mention: Written): Read {
  let read = readings.get(mention)
  if (!read) {
    read = {}
    readings.set(mention, read)
  }
  return read
}

function reading(mention: Written, place: Place): Reading {
  const sofar = readSoFar(mention)
  sofar[place] ??= read(mention[place])
  return sofar[place]
}

function nameReadings(mention: Analysed, field: NameField): readonly Reading[] {
  const sofar = readSoFar(mention)
  sofar.names ??= {}
  sofar.names[field] ??= namesOf(mention, field).map(read)
  return sofar.names[field]
}

/**
 * Whether a mention answers a query, and where: null when it does not, else the words found in title and text, at
 * UTF-16 offsets of the original, title first, by position. Identical spans are given once, overlapping ones are kept.
 * What is excluded or is no word of title or text (a channel, an author) marks nothing, so the list may be empty.
 * This decides; an index only narrows.
 */
export function matches(query: Query, mention: Analysed): readonly Span[] | null {
  if (!holds(query, mention)) return null
  const found = spans(query, mention)
  if (found === null || found.length < 2) return found
  const sorted = found.sort(
    (a, b) => (a.field === b.field ? 0 : a.field === 'title' ? -1 : 1) || a.from - b.from || a.to - b.to,
  )
  return sorted.filter((span, n) => {
    const before = sorted[n - 1]
    return !before || before.field !== span.field || before.from !== span.from || before.to !== span.to
  })
}

/** The answer without the places: nearly all mentions are turned away here, at little cost. */
function holds(query: Query, mention: Analysed): boolean {
  switch (query.kind) {
    case 'phrase':
      return holdsPhrase(query, mention)
    case 'label':
      return hasLabel(query, mention)
    case 'near':
      return query.left.some(one => holdsPhrase(one, mention)) && matchesNear(query, mention)
    case 'and':
      return query.all.every(one => holds(one, mention)) && !query.none.some(one => holds(one, mention))
    case 'or':
      return query.any.some(one => holds(one, mention))
  }
}

/** The places of everything that is not excluded and holds; null when the query does not hold. */
function spans(query: Query, mention: Analysed): Span[] | null {
  switch (query.kind) {
    case 'phrase':
      return phraseSpans(query, mention)
    case 'label':
      return hasLabel(query, mention) ? [] : null
    case 'near':
      return nearSpans(query, mention)
    case 'and': {
      const found: Span[] = []
      for (const one of query.all) {
        const here = spans(one, mention)
        if (here === null) return null
        found.push(...here)
      }
      return query.none.some(one => holds(one, mention)) ? null : found
    }
    case 'or': {
      const here = query.any.map(one => spans(one, mention)).filter(one => one !== null)
      return here.length === 0 ? null : here.flat()
    }
  }
}

/** Whether the mention carries the label. */
export function hasLabel({ field, value }: Label, mention: Analysed): boolean {
  switch (field) {
    case 'channel':
      return mention.channel === value
    case 'sentiment':
      return mention.analysis.sentiment === value
    case 'source':
      return mention.sourceId === value
    case 'topic':
      return mention.analysis.topics.some(({ topic }) => topic === value)
  }
}

/** Ranges of the folded text where the phrase stands. An open end marks only the characters asked for. */
function ranges({ pattern }: Phrase, { tokens: own }: Reading): Range[] {
  const last = pattern.words.length - 1
  const width = pattern.words[last]!.length
  return occurrences(own, pattern).map(at => ({
    from: own.from[at]!,
    to: pattern.prefix ? own.from[at + last]! + width : own.to[at + last]!,
  }))
}

const inOriginal = (field: Place, { folded }: Reading, { from, to }: Range): Span => ({
  field,
  from: folded.from[from]!,
  to: folded.to[to - 1]!,
})

const looksIn = (phrase: Phrase, field: Place) => phrase.field === 'any' || phrase.field === field

function holdsPhrase({ field, pattern }: Phrase, mention: Analysed): boolean {
  if (field === 'any')
    return holdsPattern(reading(mention, 'title'), pattern) || holdsPattern(reading(mention, 'text'), pattern)
  if (field === 'title' || field === 'text') return holdsPattern(reading(mention, field), pattern)
  return nameReadings(mention, field).some(name => holdsPattern(name, pattern))
}

function phraseSpans(phrase: Phrase, mention: Analysed): Span[] | null {
  if (!isWordField(phrase.field)) return holdsPhrase(phrase, mention) ? [] : null
  const found = FIELDS.filter(place => looksIn(phrase, place)).flatMap(place => {
    const here = reading(mention, place)
    return ranges(phrase, here).map(range => inOriginal(place, here, range))
  })
  return found.length === 0 ? null : found
}

/** Whether title or text holds the pair: for an index that can only narrow a distance, and stores no analysis beside it. */
export function matchesNear(near: Near, written: Written): boolean {
  return nearSpans(near, written) !== null
}

function nearSpans(near: Near, mention: Written): Span[] | null {
  const found = FIELDS.flatMap(place => {
    const here = reading(mention, place)
    const side = (phrases: readonly Phrase[]) =>
      phrases.filter(phrase => looksIn(phrase, place)).flatMap(phrase => ranges(phrase, here))
    const pair = nearby(side(near.left), side(near.right), near, here.folded.text)
    return pair.map(range => inOriginal(place, here, range))
  })
  return found.length === 0 ? null : found
}
