import type { estypes } from '@elastic/elasticsearch'
import { type Analysed, matches, Rejected } from '@guanlan/domain'
import type { Search } from '@guanlan/ports'
import type { Elastic } from './elastic-client.ts'
import type { Cursor } from './mention-cursor.ts'
import type { MentionSource } from './mention-document.ts'
import { filterClauses, narrowing } from './mention-query.ts'
import { readAlias } from './mention-years.ts'

type Dsl = NonNullable<estypes.SearchRequest['query']>

const MOST_IDS = 1000
/** Candidates read at a time while `matches` decides: about 3 MB of mentions. */
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
      query: dsl,
      size,
      sort: ORDER,
      track_total_hits: true,
      ...(after === null ? {} : { search_after: [after.seenAt, after.id] }),
    }),
  )
  return { mentions: found.hits.hits.map(hit => hit._source!.mention), total: totalOf(found.hits.total) }
}

/** How many answer, exactly. */
export async function countOf(elastic: Elastic, dsl: Dsl): Promise<number> {
  const { count } = await elastic.ask(client =>
    client.count({ index: readAlias(elastic.prefix), ignore_unavailable: true, query: dsl }),
  )
  return count
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
 * `matches` decides. Costs the reading of every candidate; memory holds one slice.
 */
export async function* decided(elastic: Elastic, { dsl, decides }: Asked): AsyncGenerator<readonly Analysed[]> {
  const opened = await elastic.ask(client =>
    client.openPointInTime({ index: readAlias(elastic.prefix), keep_alive: KEEP_ALIVE, ignore_unavailable: true }),
  )
  let id = opened.id
  try {
    for (let after: estypes.SortResults | null = null; ; ) {
      const found: estypes.SearchResponse<MentionSource> = await elastic.ask(client =>
        client.search<MentionSource>({
          pit: { id, keep_alive: KEEP_ALIVE },
          query: dsl,
          size: SLICE,
          sort: ORDER,
          track_total_hits: false,
          ...(after === null ? {} : { search_after: after }),
        }),
      )
      id = found.pit_id ?? id
      const { hits } = found.hits
      const mentions = hits.map(hit => hit._source!.mention)
      yield decides === null ? mentions : mentions.filter(decides)
      if (hits.length < SLICE) return
      after = hits.at(-1)!.sort!
    }
  } finally {
    // Left open it would hold old segments on disk until it ends by itself; failing to close it harms nobody else.
    await elastic.ask(client => client.closePointInTime({ id })).catch(() => undefined)
  }
}

const totalOf = (total: estypes.SearchHitsMetadata['total']): number =>
  typeof total === 'number' ? total : (total?.value ?? 0)
