import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Analysed,
  CHANNELS,
  DAY_MS,
  dayStart,
  HOUR_MS,
  parseQuery,
  SENTIMENTS,
  TOPICS,
  type Topic,
} from '@guanlan/domain'
import { openMentionIndex } from '@guanlan/embedded'
import type { MentionIndex, Search } from '@guanlan/ports'
import { chance, sampleMention } from '../contract/mention-sample.ts'

/** Milliseconds at the middle and at the 95th of a hundred calls. */
export type Spread = Readonly<{ p50: number; p95: number }>

/** What a mention index of `size` mentions takes: writes in mentions a second, sizes in bytes, times in milliseconds. */
export type SearchFigures = Readonly<{
  size: number
  charactersEach: number // mean length of title and text
  writesPerSecond: number
  bytes: number
  openMs: number // from the closed file to the first answer
  search: Spread // first page of 20 with its total
  facets: Spread // all five fields
  histogram: Spread // 720 hours
  near: Spread // distances, decided on the text
}>

const SEED = 20_261_124
const BATCH = 1000
const END = 1_780_000_000_000
const SPAN_MS = 90 * DAY_MS
const TERMS = [
  '公交',
  '出租汽车',
  '停运',
  '罢运',
  '事故',
  '95路',
  'G15',
  '晚点',
  '老年卡',
  '绕路',
  '拒载',
  '施工',
  '司机',
  '换乘站',
]

type Random = () => number
const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!

/** A vocabulary of two to four ideographs, used as language is: the n-th word about 1/n as often as the first. */
function vocabulary(random: Random): () => string {
  const characters = Array.from({ length: 2200 }, () =>
    String.fromCharCode(0x4e00 + Math.floor(random() ** 1.5 * 0x5000)),
  )
  const character = () => characters[Math.floor(random() ** 2 * characters.length)]!
  const word = () => Array.from({ length: 2 + Math.floor(random() ** 3 * 3) }, character).join('')
  const words = Array.from({ length: 30_000 }, word)
  for (const [n, term] of TERMS.entries()) words[15 + n * 40] = term
  return () => words[Math.floor(words.length ** random()) - 1]!
}

function* corpus(size: number): Generator<Analysed> {
  const random = chance(SEED)
  const word = vocabulary(random)
  const topics = Object.keys(TOPICS) as Topic[]
  for (let n = 0; n < size; n++) {
    let text = ''
    for (let left = 20 + Math.floor(random() ** 2 * 200); left > 0; left--)
      text += word() + (random() < 0.12 ? '，' : '')
    const seenAt = Math.floor(END - SPAN_MS + (SPAN_MS * n) / size + random() * HOUR_MS)
    yield sampleMention({
      id: Array.from({ length: 8 }, () =>
        Math.floor(random() * 2 ** 32)
          .toString(16)
          .padStart(8, '0'),
      ).join(''),
      sourceId: `source-${Math.floor(random() ** 3 * 800)}`,
      channel: pick(random, CHANNELS),
      url: `https://news.example/${n}`,
      title: word() + word() + word() + word(),
      text,
      author: random() < 0.3 ? word() : null,
      authorIsOrganisation: random() < 0.3,
      seenAt,
      region: random() < 0.4 ? null : `第${Math.floor(random() * 12)}区`,
      analysis: {
        sentiment: pick(random, SENTIMENTS),
        topics: [pick(random, topics)].map(topic => ({ topic, confidence: 0.8, reasons: [] })),
        fingerprint: Array.from({ length: 64 }, () => Math.floor(random() * 2 ** 32)),
        words: [word(), word(), word(), word()],
      },
    })
  }
}

/** A query as an officer writes it, rarely the same twice. */
function officerQuery(random: Random, word: () => string): string {
  const term = () => (random() < 0.6 ? pick(random, TERMS) : word())
  return pick(random, [
    () => term(),
    () => `${term()} ${term()}`,
    () => `(${term()} OR ${term()} OR ${term()}) ${term()}`,
    () => `${term()} -${term()}`,
    () => `channel:微博 (${term()} OR ${term()})`,
    () => `title:${term()} OR text:"${word()}${word()}"`,
    () => `${term()} sentiment:负面`,
  ])()
}

async function timed(run: (n: number) => Promise<unknown>): Promise<Spread> {
  const times: number[] = []
  for (let n = 0; n < 100; n++) {
    const from = performance.now()
    await run(n)
    times.push(performance.now() - from)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round(times[Math.floor(times.length * share)]! * 10) / 10
  return { p50: at(0.5), p95: at(0.95) }
}

async function fill(index: MentionIndex, size: number): Promise<{ writesPerSecond: number; charactersEach: number }> {
  let batch: Analysed[] = []
  let writing = 0
  let characters = 0
  const flush = async () => {
    const from = performance.now()
    await index.write(batch)
    writing += performance.now() - from
    batch = []
  }
  for (const mention of corpus(size)) {
    characters += mention.title.length + mention.text.length
    batch.push(mention)
    if (batch.length === BATCH) await flush()
  }
  await flush()
  return { writesPerSecond: Math.round((size / writing) * 1000), charactersEach: Math.round(characters / size) }
}

/** Fills an index of its own with `size` generated mentions and measures it; every timed call asks something new. */
export async function benchSearch(size: number): Promise<SearchFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-bench-search-'))
  const path = join(folder, 'index.db')
  try {
    const filling = await openMentionIndex(path, { readers: 1 })
    const { writesPerSecond, charactersEach } = await fill(filling, size)
    await filling.close()
    const { size: bytes } = await stat(path)
    const opening = performance.now()
    const index = await openMentionIndex(path)
    await index.count({ query: null, filters: {} })
    const openMs = Math.round(performance.now() - opening)
    const random = chance(SEED + 1)
    const word = vocabulary(chance(SEED))
    const ask = (n: number): Search => ({
      query: parseQuery(officerQuery(random, word)),
      filters: n % 3 === 0 ? { fromAt: END - (1 + (n % 30)) * DAY_MS } : {},
    })
    const nearQuery = () => ({
      query: parseQuery(`${pick(random, TERMS)} NEAR/${5 + Math.floor(random() * 20)} ${word()}`),
      filters: {},
    })
    const start = dayStart(END) - 30 * DAY_MS
    const search = await timed(n => index.search(ask(n), { limit: 20 }))
    const facets = await timed(n => index.facets(ask(n), ['channel', 'sentiment', 'topic', 'source', 'region']))
    const histogram = await timed(n => index.histogram(ask(n), 'hour', start, start + 720 * HOUR_MS))
    const near = await timed(() => index.search(nearQuery(), { limit: 20 }))
    await index.close()
    return { size, charactersEach, writesPerSecond, bytes, openMs, search, facets, histogram, near }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(await benchSearch(Number(process.argv[2] ?? 100_000)))
