import type { estypes } from '@elastic/elasticsearch'
import { type Analysed, matches, Rejected } from '@guanlan/domain'
import type { Search } from '@guanlan/ports'
import type { Elastic } from './elastic-client.ts'
import { WHOLE } from './elastic-read.ts'
import type { Cursor } from './mention-cursor.ts'
import { type MentionSource, mentionOf } from './mention-document.ts'
import type { MentionMemory } from './mention-memory.ts'
import { filterClauses, narrowing } from './mention-query.ts'
import { readAlias } from './mention-years.ts'

type Dsl = NonNullable<estypes.SearchRequest['query']>

const MOST_IDS = 1000
/** Candidates read at a time while `matches` decides: about 4 MB of mentions. */
const SLICE = 1000
const KEEP_ALIVE = '2m'
/** The one order of mentions: seenAt descending, id ascending. */
const ORDER = [{ seenAt: 'desc' as const }, { id: 'asc' as const }]

/** A search as one query for Elasticsearch, with what is left to decide. */
export type Asked = Readonly<{ dsl: Dsl; decides: ((mention: Analysed) => boolean) | null }>

/** Compiles a search. @throws {Rejected} index/too-many-ids */
export function ask({ query, filters }: Search): Asked {
  const ids = filters.ids?.length ?? 0
  if (ids > MOST_IDS) throw new Rejected('index/too-many-ids', { detail: `${ids}, at most ${MOST_IDS}` })
  const filter = [...filterClauses(filters)]
  if (query === null) return { dsl: { bool: { filter } }, decides: null }
  const { dsl, exact } = narrowing(query)
  filter.push(dsl)
  return { dsl: { bool: { filter } }, decides: exact ? null : mention => matches(query, mention) !== null }
}

/** One page in the one order, with the exact number of all that answer. For queries that Elasticsearch decides. */
export async function pageOf(
  elastic: Elastic,
  dsl: Dsl,
  size: number,
  after: Cursor | null,
): Promise<Readonly<{ mentions: readonly Analysed[]; total: number }>> {
  const found = await elastic.ask(client =>
    client.search<MentionSource>({
      index: readAlias(elastic.prefix),
      ignore_unavailable: true,
      ...WHOLE,
      query: dsl,
      size,
      sort: ORDER,
      track_total_hits: true,
      ...(after === null ? {} : { search_after: [after.seenAt, after.id] }),
    }),
  )
  return { mentions: found.hits.hits.map(hit => mentionOf(hit._source!)), total: totalOf(found.hits.total) }
}

/** How many answer, exactly. For queries that Elasticsearch decides. */
export async function countOf(elastic: Elastic, dsl: Dsl): Promise<number> {
  return (await pageOf(elastic, dsl, 0, null)).total
}

/** What aggregations over all that answer give. For queries that Elasticsearch decides. */
export async function aggregated<Result>(
  elastic: Elastic,
  dsl: Dsl,
  aggregations: Record<string, estypes.AggregationsAggregationContainer>,
): Promise<Result> {
  const found = await elastic.ask(client =>
    client.search<MentionSource, Record<string, estypes.AggregationsAggregate>>({
      index: readAlias(elastic.prefix),
      ignore_unavailable: true,
      ...WHOLE,
      query: dsl,
      size: 0,
      track_total_hits: false,
      aggregations,
    }),
  )
  return (found.aggregations ?? {}) as Result
}

/**
 * Every mention that answers, in the one order, slice by slice, over one state of the index (a point in time): the engine narrows,
 * `matches` decides. Costs the reading of every candidate that `memory` does not know yet.
 */
export async function* decided(
  elastic: Elastic,
  memory: MentionMemory,
  { dsl, decides }: Asked,
): AsyncGenerator<readonly Analysed[]> {
  const opened = await elastic.ask(client =>
    client.openPointInTime({
      index: readAlias(elastic.prefix),
      keep_alive: KEEP_ALIVE,
      ignore_unavailable: true,
      ...WHOLE,
    }),
  )
  const pit = { id: opened.id, keep_alive: KEEP_ALIVE }
  try {
    for (let after: estypes.SortResults | null = null; ; ) {
      const start: Partial<estypes.SearchRequest> = after === null ? {} : { search_after: after }
      const look = {
        ...WHOLE,
        pit,
        query: dsl,
        size: SLICE,
        sort: ORDER,
        version: true,
        _source: false,
        track_total_hits: false,
      }
      const found: estypes.SearchResponse<MentionSource> = await elastic.ask(client =>
        client.search({ ...look, ...start }),
      )
      pit.id = found.pit_id ?? pit.id
      const { hits } = found.hits
      const mentions = await read(elastic, memory, pit, hits)
      yield decides === null ? mentions : mentions.filter(decides)
      if (hits.length < SLICE) return
      after = hits.at(-1)!.sort!
    }
  } finally {
    // Left open it would hold old segments on disk until it ends by itself; failing to close it harms nobody else.
    await elastic.ask(client => client.closePointInTime({ id: pit.id })).catch(() => undefined)
  }
}

/** The mentions of hits, in their order; those not remembered in that version are fetched from the same state of the index. */
async function read(
  elastic: Elastic,
  memory: MentionMemory,
  pit: estypes.SearchPointInTimeReference,
  hits: readonly estypes.SearchHit<MentionSource>[],
): Promise<readonly Analysed[]> {
  const known = new Map<string, Analysed>()
  const missing: string[] = []
  for (const { _id, _version } of hits) {
    const mention = memory.get(_id!, _version!)
    if (mention === undefined) missing.push(_id!)
    else known.set(_id!, mention)
  }
  if (missing.length > 0) {
    const query = { ids: { values: missing } }
    const look = { ...WHOLE, pit, query, size: missing.length, version: true, track_total_hits: false }
    const found = await elastic.ask(client => client.search<MentionSource>(look))
    for (const { _id, _version, _source } of found.hits.hits) {
      const mention = mentionOf(_source!)
      known.set(_id!, mention)
      memory.put(_id!, _version!, mention)
    }
  }
  return hits.map(({ _id }) => known.get(_id!)!)
}

const totalOf = (total: estypes.SearchHitsMetadata['total']): number =>
  typeof total === 'number' ? total : (total?.value ?? 0)
