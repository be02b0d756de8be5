import { createHash } from 'node:crypto'
import type { estypes } from '@elastic/elasticsearch'
import { Unavailable } from '@guanlan/domain'
import type { Elastic } from './elastic-client.ts'
import { refresh, standing, WHOLE } from './elastic-read.ts'
import type { Collection } from './index-templates.ts'

/** Which state of a document was seen: a change names it, and fails when another came between. */
export type Seen = Readonly<{ seqNo: number; term: number }>

/** A document with the state it was seen in. */
export type Found<Body> = Readonly<{ body: Body; seen: Seen }>

/** What one search is for; its sort must tell any two documents apart. `after` holds the sort values of the last one seen. */
export type Look = Readonly<{
  query: NonNullable<estypes.SearchRequest['query']>
  sort: readonly Readonly<Record<string, 'asc' | 'desc'>>[]
  after?: readonly (string | number)[]
}>

/** Documents of one collection by id. Reads by id are real-time; a search sees this process's own writes. */
export type Documents<Body> = Readonly<{
  get: (id: string) => Promise<Found<Body> | null>
  /** In the order asked. */
  getMany: (ids: readonly string[]) => Promise<readonly (Found<Body> | null)[]>
  /** False when there is one already. */
  create: (id: string, body: Body) => Promise<boolean>
  /** False when another change came between, or it is gone. */
  replace: (id: string, body: Body, seen: Seen) => Promise<boolean>
  put: (id: string, body: Body) => Promise<void>
  /** Each put, or created, or replaced, as it names no state, `null` or a state; false where that failed. Not all or nothing. */
  putMany: (writes: readonly Write<Body>[]) => Promise<readonly boolean[]>
  remove: (ids: readonly string[]) => Promise<void>
  /** The first `limit` documents that answer, or all of them, read page by page. */
  search: (look: Look, limit?: number) => Promise<readonly Body[]>
  /** Their ids, likewise. */
  ids: (look: Look, limit?: number) => Promise<readonly string[]>
  /** To be called when something else wrote to the collection: the next search must see it. */
  changed: () => void
}>

/** One write of many; `seen` null asks that there be none yet, none given asks nothing. */
export type Write<Body> = Readonly<{ id: string; body: Body; seen?: Seen | null }>

const PAGE = 1000

/** An id for names of any length and any characters. */
export function hashedId(...names: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('hex')
}

/** Where a collection stands, and whether something was written that no search sees yet. */
type Place = { readonly elastic: Elastic; readonly index: string; unsearchable: boolean }

/** The documents behind a collection's alias. @throws {Unavailable} elastic/away from every method */
export function documents<Body extends object>(elastic: Elastic, collection: Collection): Documents<Body> {
  // What an earlier process wrote last may not be searchable yet.
  const place: Place = { elastic, index: `${elastic.prefix}-${collection}`, unsearchable: true }
  return {
    ...writing<Body>(place),
    getMany: ids => getMany(place, ids),
    get: async id => (await getMany<Body>(place, [id]))[0]!,
    search: async (look, limit) => (await hits<Body>(place, look, limit)).map(hit => hit._source!),
    ids: async (look, limit) => (await hits<Body>(place, look, limit)).map(hit => hit._id!),
    changed() {
      place.unsearchable = true
    },
  }
}

function writing<Body extends object>(
  place: Place,
): Pick<Documents<Body>, 'create' | 'replace' | 'put' | 'putMany' | 'remove'> {
  const { elastic, index } = place
  const bulk = async (operations: object[]) => {
    if (operations.length === 0) return []
    try {
      return (await elastic.ask(client => client.bulk({ index, operations, require_alias: true }))).items
    } finally {
      place.unsearchable = true
    }
  }
  const putMany = async (writes: readonly Write<Body>[]) => {
    const operations = writes.flatMap(({ id, body, seen }) => [
      seen === null ? { create: { _id: id } } : { index: { _id: id, ...(seen ? conditionOf(seen) : {}) } },
      body,
    ])
    return (await bulk(operations)).map(item => isTaken((item.index ?? item.create)!))
  }
  return {
    putMany,
    async create(id, body) {
      return (await putMany([{ id, body, seen: null }]))[0]!
    },
    async replace(id, body, seen) {
      return (await putMany([{ id, body, seen }]))[0]!
    },
    async put(id, body) {
      await putMany([{ id, body }])
    },
    async remove(ids) {
      const items = await bulk(ids.map(_id => ({ delete: { _id } })))
      for (const item of items) if (item.delete!.result !== 'not_found') isTaken(item.delete!)
    },
  }
}

async function getMany<Body>({ elastic, index }: Place, ids: readonly string[]) {
  const found: (Found<Body> | null)[] = []
  for (let from = 0; from < ids.length; from += PAGE) {
    const page = ids.slice(from, from + PAGE)
    const { docs } = await elastic.ask(client => client.mget<Body>({ index, ids: page }))
    found.push(...docs.map(foundOf))
  }
  return found
}

async function hits<Body>(place: Place, { query, sort, after }: Look, limit = Number.POSITIVE_INFINITY) {
  const { elastic, index } = place
  if (place.unsearchable) {
    place.unsearchable = false // before: a write that ends meanwhile sets it again
    await refresh(elastic, index).catch(error => {
      place.unsearchable = true
      throw error
    })
  }
  const found: estypes.SearchHit<Body>[] = []
  for (let from = after; found.length < limit; ) {
    const size = Math.min(PAGE, limit - found.length)
    const start = from === undefined ? {} : { search_after: [...from] }
    const order = sort.map(one => ({ ...one }))
    const answer = await elastic.ask(client =>
      client.search<Body>({ index, query, sort: order, size, track_total_hits: false, ...WHOLE, ...start }),
    )
    const page = answer.hits.hits
    found.push(...page)
    if (page.length < size) break
    from = page.at(-1)!.sort as (string | number)[]
  }
  return found
}

const conditionOf = ({ seqNo, term }: Seen) => ({ if_seq_no: seqNo, if_primary_term: term })

function foundOf<Body>(doc: estypes.MgetResponseItem<Body>): Found<Body> | null {
  const found = standing(doc)
  return found && { body: found._source!, seen: { seqNo: found._seq_no!, term: found._primary_term! } }
}

/** False for a lost race; whatever else went wrong is thrown. */
function isTaken({ status, error }: estypes.BulkResponseItem): boolean {
  if (status < 300) return true
  if (status === 409) return false
  const detail = `${status} ${error?.type ?? 'unknown'}`
  if (status === 400) throw new Error(`Elasticsearch refused a document: ${detail}`)
  throw new Unavailable('elastic/away', { detail })
}
