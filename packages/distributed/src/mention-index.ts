import { type Analysed, Rejected, Unavailable } from '@guanlan/domain'
import type { MentionIndex, Page, PageRequest, Search } from '@guanlan/ports'
import type { Elastic } from './elastic-client.ts'
import { refresh, scrubIndices, standing } from './elastic-read.ts'
import { type Cursor, readCursor, writeCursor } from './mention-cursor.ts'
import { type MentionSource, mentionOf } from './mention-document.ts'
import { type MentionMemory, mentionMemory } from './mention-memory.ts'
import { type Asked, ask, countOf, decided, pageOf } from './mention-search.ts'
import { facetsOf, histogramOf } from './mention-tally.ts'
import { mentionWriter, type WriteFigures } from './mention-write.ts'
import { readAlias, yearIndices } from './mention-years.ts'

const MOST_ON_A_PAGE = 1000

/** The mention index with what its writing has done. */
export type ElasticMentionIndex = MentionIndex & Readonly<{ figures: () => WriteFigures }>

/** `waitsMs`: how long to wait before lines the server had no room for are sent again, and so how often. */
export type ElasticIndexOptions = Readonly<{ waitsMs?: readonly number[] }>

/**
 * The mention index in Elasticsearch, one index a year behind one read alias; the connection stays its opener's. A batch that holds
 * a mention the server can never take is `Rejected` after the others were written: writing those again changes nothing.
 * What the engine cannot express exactly (distances, an open end after other words) costs the reading of every candidate.
 * After `close`, which lets running calls finish, every call is `Unavailable` index/closed.
 * `write` @throws {Rejected} index/refused @throws {Unavailable} elastic/away
 */
export function openElasticMentionIndex(elastic: Elastic, { waitsMs }: ElasticIndexOptions = {}): ElasticMentionIndex {
  const writer = mentionWriter(elastic, waitsMs)
  const memory = mentionMemory()
  const running = new Set<Promise<unknown>>()
  let closed = false
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) throw new Unavailable('index/closed')
    const call = work()
    running.add(call)
    return call.finally(() => running.delete(call))
  }
  return {
    write: mentions => during(() => writer.write(mentions)),
    getMany: ids => during(() => getMany(elastic, ids)),
    search: (search, page) => during(() => searched(elastic, memory, search, page)),
    count: search => during(() => counted(elastic, memory, ask(search))),
    facets: (search, fields) => during(() => facetsOf(elastic, memory, ask(search), fields)),
    histogram: (search, interval, fromAt, toAt) =>
      during(() => histogramOf(elastic, memory, ask(search), interval, fromAt, toAt)),
    refresh: () => during(() => refresh(elastic, readAlias(elastic.prefix))),
    scrub: () => during(() => scrubIndices(elastic, readAlias(elastic.prefix))),
    async close() {
      closed = true
      await Promise.allSettled(running)
    },
    figures: writer.figures,
  }
}

/** Real-time: what was written is found before it can be searched. The year of an id is not known, so each is asked. */
async function getMany(elastic: Elastic, ids: readonly string[]): Promise<readonly (Analysed | null)[]> {
  if (ids.length === 0) return []
  const indices = await yearIndices(elastic)
  const distinct = [...new Set(ids)]
  const docs = indices.flatMap(_index => distinct.map(_id => ({ _index, _id })))
  if (docs.length === 0) return ids.map(() => null)
  const found = await elastic.ask(client => client.mget<MentionSource>({ docs }))
  const byId = new Map<string, Analysed>()
  for (const doc of found.docs) {
    const one = standing(doc)
    if (one !== null) byId.set(one._id, mentionOf(one._source!))
  }
  return ids.map(id => byId.get(id) ?? null)
}

async function searched(
  elastic: Elastic,
  memory: MentionMemory,
  search: Search,
  { limit, after }: PageRequest,
): Promise<Page> {
  if (!Number.isInteger(limit) || limit < 0 || limit > MOST_ON_A_PAGE)
    throw new Rejected('index/bad-page', { detail: `limit ${limit}, at most ${MOST_ON_A_PAGE}` })
  const cursor = after === undefined ? null : readCursor(after)
  const asked = ask(search)
  const wanted = limit + 1 // one more tells whether anything follows
  const { mentions, total } =
    asked.decides === null
      ? await pageOf(elastic, asked.dsl, wanted, cursor)
      : await walked(elastic, memory, asked, wanted, cursor)
  const page = mentions.slice(0, limit)
  const last = page.at(-1)
  return { mentions: page, total, next: mentions.length > limit && last !== undefined ? writeCursor(last) : null }
}

async function walked(elastic: Elastic, memory: MentionMemory, asked: Asked, wanted: number, cursor: Cursor | null) {
  const mentions: Analysed[] = []
  let total = 0
  for await (const slice of decided(elastic, memory, asked)) {
    total += slice.length
    for (const mention of slice) if (mentions.length < wanted && isAfter(mention, cursor)) mentions.push(mention)
  }
  return { mentions, total }
}

const isAfter = (mention: Analysed, cursor: Cursor | null) =>
  cursor === null || mention.seenAt < cursor.seenAt || (mention.seenAt === cursor.seenAt && mention.id > cursor.id)

async function counted(elastic: Elastic, memory: MentionMemory, asked: Asked): Promise<number> {
  if (asked.decides === null) return countOf(elastic, asked.dsl)
  let total = 0
  for await (const slice of decided(elastic, memory, asked)) total += slice.length
  return total
}
