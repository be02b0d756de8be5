import type { EpochMs } from '@guanlan/domain'
import type { Frontier, SourceHealth, Visit } from '@guanlan/ports'
import { documents, hashedId, type Look } from './documents.ts'
import type { Elastic } from './elastic-client.ts'
import { refresh, WHOLE } from './elastic-read.ts'

/** What is searched by, beside the visit itself. */
type KeptVisit = Readonly<{
  source: string
  url: string
  nextAt: EpochMs
  firstSeenAt: EpochMs
  waiting: boolean // discovered and not fetched
  visit: Visit
}>
type Note = Readonly<{ body: Readonly<{ value: string; at: EpochMs }> }>
type Health = Readonly<{ body: SourceHealth }>

/**
 * The crawler's memory in Elasticsearch. One worker owns a host, so a visit has one writer at a time.
 * Recording a visit again keeps its first `firstSeenAt`.
 */
export function openElasticFrontier(elastic: Elastic): Frontier {
  const visits = documents<KeptVisit>(elastic, 'visits')
  const notes = documents<Note>(elastic, 'host-notes')
  const healths = documents<Health>(elastic, 'source-health')
  const idOf = ({ sourceId, url }: Pick<Visit, 'sourceId' | 'url'>) => hashedId(sourceId, url)

  return {
    async visit(sourceId, url) {
      return (await visits.get(idOf({ sourceId, url })))?.body.visit ?? null
    },
    async unseen(sourceId, urls) {
      const found = await visits.getMany(urls.map(url => idOf({ sourceId, url })))
      return urls.filter((_, n) => found[n] === null)
    },
    async record(given) {
      const newest = new Map<string, Visit>()
      for (const one of given) {
        const id = idOf(one)
        newest.set(id, { ...one, firstSeenAt: newest.get(id)?.firstSeenAt ?? one.firstSeenAt })
      }
      const ids = [...newest.keys()]
      const before = await visits.getMany(ids)
      const writes = ids.map((id, n) => ({ id, body: kept(newest.get(id)!, before[n]?.body.visit.firstSeenAt) }))
      await visits.putMany(writes)
    },
    async due(sourceId, now, limit) {
      const look: Look = {
        query: {
          bool: {
            filter: [{ term: { source: sourceId } }, { term: { waiting: true } }, { range: { nextAt: { lte: now } } }],
          },
        },
        sort: [{ nextAt: 'asc' }, { firstSeenAt: 'asc' }, { url: 'asc' }],
      }
      const found = await visits.search(look, limit)
      return found.map(one => one.visit)
    },
    waiting: () => waitingBySource(elastic),
    putNote: (host, name, value, at) => notes.put(hashedId(host, name), { body: { value, at } }),
    async note(host, name) {
      return (await notes.get(hashedId(host, name)))?.body.body ?? null
    },
    putHealth: health => healths.put(hashedId(health.sourceId), { body: health }),
    async health() {
      const found = await healths.search({ query: { match_all: {} }, sort: [{ _seq_no: 'asc' }] })
      return found.map(one => one.body).sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1))
    },
    close: async () => undefined,
  }
}

/** As many sources as Elasticsearch counts at once by default: more than any bureau reads. */
const MOST_SOURCES = 10_000

async function waitingBySource(elastic: Elastic): Promise<ReadonlyMap<string, number>> {
  const index = `${elastic.prefix}-visits`
  await refresh(elastic, index)
  const query = { term: { waiting: true } }
  const aggs = { sources: { terms: { field: 'source', size: MOST_SOURCES } } }
  const answer = await elastic.ask(client =>
    client.search<unknown, Readonly<{ sources: Readonly<{ buckets: readonly Bucket[] }> }>>({
      ...{ index, query, aggs, size: 0, track_total_hits: false, ...WHOLE },
    }),
  )
  return new Map((answer.aggregations?.sources.buckets ?? []).map(({ key, doc_count: pages }) => [key, pages]))
}

type Bucket = Readonly<{ key: string; doc_count: number }>

function kept(given: Visit, firstSeenAt: EpochMs = given.firstSeenAt): KeptVisit {
  const visit = { ...given, firstSeenAt }
  const { sourceId: source, url, nextAt, fetchedAt } = visit
  return { source, url, nextAt, firstSeenAt, waiting: fetchedAt === null, visit }
}
