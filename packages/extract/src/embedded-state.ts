import { boundedJson, member } from './bounded-json.ts'
import { cleanLine } from './clean.ts'
import type { FoundScript } from './page-findings.ts'
import { plainText } from './plain-text.ts'
import { readableState } from './state-script.ts'
import { parseTime, type StatedTime } from './time.ts'

/** An article as the data of a page's own scripts hold it; '' and null where they do not say. */
export type StateArticle = Readonly<{
  from: 'state' | 'json-ld' // data of the page's scripts, or JSON-LD that carries the whole text
  title: string
  text: string // paragraphs, one a line
  publishedAt: StatedTime | null
  outlet: string | null
  authors: readonly string[]
}>

const TITLES = ['title', 'headline', 'articleTitle', 'newsTitle', 'docTitle', 'subject', 'name']
const BODIES = [
  'content',
  'articleBody',
  'body',
  'articleContent',
  'contentHtml',
  'html',
  'text',
  'detail',
  'docContent',
  'newsContent',
  'richText',
  'paragraphs',
  'blocks',
  'description',
]
const TIMES = [
  'publishedAt',
  'publishTime',
  'publishDate',
  'published_at',
  'publish_time',
  'datePublished',
  'pubTime',
  'pubDate',
  'pub_time',
  'releaseTime',
  'releaseDate',
  'ptime',
  'docRelTime',
  'createTime',
  'createdAt',
  'create_time',
  'created_at',
  'ctime',
  'date',
  'time',
]
const OUTLETS = ['source', 'sourceName', 'mediaName', 'media', 'origin', 'outlet', 'docSource']
const AUTHORS = ['authors', 'author', 'authorName', 'byline', 'writer', 'reporter']

/** Fewer UTF-16 units of text than this are a teaser, not an article; more than the most are cut. */
const SHORTEST = 60
const LONGEST = 1_000_000
const MOST_NODES = 200_000
const MOST_SCRIPTS = 8
const MOST_CANDIDATES = 200
/** Candidates whose HTML is turned into text: the best may turn out to be all markup. */
const MOST_READ = 3

/**
 * The article in `__NEXT_DATA__`, `__NUXT_DATA__`, `window.__INITIAL_STATE__ = {…}` and their like, or in JSON-LD with an articleBody:
 * the object with a title and the longest text, one with a time and one titled as the page before others. Only JSON is read, nothing
 * is ever run. null when there is none.
 * @param pageTitle what the page calls itself, '' when it does not
 */
export function stateArticle(
  scripts: readonly FoundScript[],
  pageTitle: string,
  now: number | null = null,
): StateArticle | null {
  const drafts = readable(scripts).flatMap(({ from, text }) => {
    const root = readJson(text)
    const looked = lookIn(from === 'state' && Array.isArray(root) ? root : null)
    return candidates(root).flatMap(object => draftOf(object, from, looked, pageTitle, now) ?? [])
  })
  for (const { body, weight: _weight, ...article } of drafts.sort((a, b) => b.weight - a.weight).slice(0, MOST_READ)) {
    const text = plainText(body)
    if (text.length >= SHORTEST) return { ...article, text }
  }
  return null
}

type Readable = Readonly<{ from: StateArticle['from']; text: string }>

function readable(scripts: readonly FoundScript[]): readonly Readable[] {
  const found: Readable[] = []
  for (const script of scripts) {
    const text = readableState(script)
    if (text !== null) found.push({ from: /ld\+json/i.test(script.type) ? 'json-ld' : 'state', text })
    if (found.length >= MOST_SCRIPTS) break
  }
  return found
}

function readJson(text: string): unknown {
  try {
    return boundedJson(text)
  } catch {
    return null // data that is no JSON would have to be run to be read
  }
}

/** Objects that have a title and something like a body, in order, found without recursion. */
function candidates(root: unknown): readonly object[] {
  const found: object[] = []
  const pending: unknown[] = [root]
  for (let nodes = 0; pending.length > 0 && nodes < MOST_NODES && found.length < MOST_CANDIDATES; nodes++) {
    const value = pending.pop()
    if (typeof value !== 'object' || value === null) continue
    const says = (keys: readonly string[]) => keys.some(key => isSaid(member(value, key)))
    if (!Array.isArray(value) && says(TITLES) && says(BODIES)) found.push(value)
    const inner: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    for (let i = inner.length - 1; i >= 0; i--) if (typeof inner[i] === 'object') pending.push(inner[i])
  }
  return found
}

const isSaid = (value: unknown) => value !== undefined && value !== null && value !== ''

type Looked = (value: unknown) => unknown

/** Flat data give numbers for values: the place of the value in the outermost list (Nuxt 3 writes its state so). */
function lookIn(table: readonly unknown[] | null): Looked {
  return value => (table !== null && typeof value === 'number' ? table[value] : value)
}

/** A candidate before its body is turned into text; `weight` orders candidates. */
type Draft = Omit<StateArticle, 'text'> & Readonly<{ body: string; weight: number }>

function draftOf(
  object: object,
  from: StateArticle['from'],
  looked: Looked,
  pageTitle: string,
  now: number | null,
): Draft | null {
  const words = (key: string) => textOf(looked(member(object, key)), looked)
  const longest = BODIES.map(words).reduce((one, other) => (other.length > one.length ? other : one), '')
  const body = longest.slice(0, LONGEST)
  const title = cleanLine(plainText((TITLES.map(words).find(text => text !== '') ?? '').slice(0, 500)))
  if (title === '' || title.length > 200 || body.length < SHORTEST) return null
  const publishedAt = statedIn(object, looked, now)
  const titled = pageTitle !== '' && pageTitle.includes(title) ? 4 : 1
  return {
    from,
    title,
    body,
    weight: body.length * titled * (publishedAt === null ? 1 : 3),
    publishedAt,
    outlet: cleanLine(OUTLETS.map(words).find(text => text !== '' && text.length <= 40) ?? '') || null,
    authors: authorsOf(AUTHORS.map(key => looked(member(object, key))).find(isSaid), looked),
  }
}

/** Text of a string, of a list of strings or of `{ text | content | html | name }`, or of one such object. */
function textOf(value: unknown, looked: Looked): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value))
    return value
      .slice(0, 5_000)
      .map(one => piece(looked(one), looked))
      .filter(isSaid)
      .join('\n')
  return piece(value, looked)
}

function piece(value: unknown, looked: Looked): string {
  if (typeof value === 'string') return value
  for (const key of ['text', 'content', 'html', 'value', 'name']) {
    const inner = looked(member(value, key))
    if (typeof inner === 'string' && inner !== '') return inner
  }
  return ''
}

function statedIn(object: object, looked: Looked, now: number | null): StatedTime | null {
  for (const key of TIMES) {
    const said = looked(member(object, key))
    if (typeof said !== 'string' && typeof said !== 'number') continue
    const time = parseTime(String(said), now)
    if (time !== null && time.at > 0) return time
  }
  return null
}

function authorsOf(value: unknown, looked: Looked): readonly string[] {
  const all = Array.isArray(value) ? value.map(looked) : [value]
  return all
    .slice(0, 10)
    .map(one => cleanLine(piece(one, looked)))
    .filter(name => name !== '' && name.length <= 40)
}
