import { asText, boundedJson, member } from './bounded-json.ts'
import { cleanLine } from './clean.ts'

/** What a page's JSON-LD says about its article; null or empty where it does not say. */
export type LinkedArticle = Readonly<{
  title: string | null
  published: string | null // as written
  authors: readonly string[]
  editor: string | null
  publisher: string | null
}>

const NOTHING: LinkedArticle = { title: null, published: null, authors: [], editor: null, publisher: null }
const ARTICLE = /(?:Article|Posting|Report|Review|Blog|Recipe|Question|HowTo)$/
const MOST_OBJECTS = 500

/** Reads the article out of JSON-LD blocks: of several objects the one of an article's type, with a headline and a time. */
export function linkedArticle(texts: readonly string[]): LinkedArticle {
  const objects = texts.flatMap(text => objectsIn(readJson(text)))
  const byId = new Map<string, unknown>()
  for (const one of objects) {
    const id = asText(member(one, '@id'))
    if (id !== null && (member(one, 'name') !== undefined || !byId.has(id))) byId.set(id, one)
  }
  let best: unknown = null
  let bestRank = 0
  for (const one of objects) {
    const rank = rankOf(one)
    if (rank > bestRank) {
      best = one
      bestRank = rank
    }
  }
  if (best === null) return NOTHING
  const resolve = (value: unknown) => byId.get(asText(member(value, '@id')) ?? '') ?? value
  const named = (key: string) => namesIn(member(best, key), resolve)
  const published = member(best, 'datePublished') ?? member(best, 'pubDate') ?? member(best, 'dateCreated')
  const headline = asText(member(best, 'headline')) ?? asText(member(best, 'title'))
  const authors = named('author')
  return {
    title: headline === null ? null : cleanLine(headline),
    published: asText(published),
    authors: authors.length > 0 ? authors : named('creator'),
    editor: named('editor')[0] ?? null,
    publisher: named('publisher')[0] ?? named('sourceOrganization')[0] ?? null,
  }
}

/** An object of an article's type with a headline and a time outranks a page that merely has one of them. */
function rankOf(one: unknown): number {
  const typed = asList(member(one, '@type')).some(type => ARTICLE.test(asText(type) ?? ''))
  const dated = member(one, 'datePublished') !== undefined || member(one, 'pubDate') !== undefined
  const titled = member(one, 'headline') !== undefined || member(one, 'title') !== undefined
  if (!dated && !(typed && titled)) return 0
  return (typed ? 4 : 0) + (dated ? 2 : 0) + (titled ? 1 : 0)
}

function objectsIn(value: unknown): unknown[] {
  const found: unknown[] = []
  const pending: unknown[] = [value]
  while (pending.length > 0 && found.length < MOST_OBJECTS) {
    const one = pending.shift()
    if (Array.isArray(one)) pending.push(...one.slice(0, MOST_OBJECTS))
    else if (typeof one === 'object' && one !== null) {
      found.push(one)
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'author', 'publisher']) {
        const inner = member(one, key)
        if (typeof inner === 'object' && inner !== null) pending.push(inner)
      }
    }
  }
  return found
}

function namesIn(value: unknown, resolve: (value: unknown) => unknown): string[] {
  return asList(value)
    .slice(0, 20)
    .map(one => asText(one) ?? asText(member(resolve(one), 'name')) ?? asText(asList(member(resolve(one), 'name'))[0]))
    .filter(name => name !== null)
    .map(cleanLine)
    .filter(name => name !== '')
}

function readJson(text: string): unknown {
  try {
    // line breaks inside strings are common and mean a blank; some pages wrap the block in a comment
    return boundedJson(
      text
        .replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/g, '')
        .replace(/[\u0000-\u001f]+/g, ' '),
    )
  } catch {
    return null // a broken block of someone else's page says nothing; the layout is read instead
  }
}

const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
