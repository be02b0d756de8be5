import type { Client, estypes } from '@elastic/elasticsearch'
import {
  applyIndices,
  type Elastic,
  elasticSettings,
  openElastic,
  openElasticMentionIndex,
  planIndices,
} from '@guanlan/distributed'
import { type Analysed, indexVersion, type Mention, parseQuery } from '@guanlan/domain'
import type { MentionIndex, Search } from '@guanlan/ports'
import { generateRaws } from '@guanlan/scenario'
import { createAnalyser } from '@guanlan/text'
import { mentionOf } from './mention-of.ts'
import { type Compared, interleaved, median, perSecond, quantile } from './rounds.ts'

/** The mention index against the client alone: bulk in mentions a second, searches in milliseconds. */
export type ElasticFigures = Readonly<{
  bulk: Compared
  search: Compared & Readonly<{ p95: number; bareP95: number }>
  mentions: number // that were searched
}>

const SEED = 7
const BATCH = 500
const PAGE = 20
const QUERIES = [
  '公交',
  '出租车 OR 出租汽车 OR 网约车',
  '公交 晚点',
  '大桥 OR 施工 OR 路面',
  '驾校 -教练',
  'channel:微博 公交',
  'title:公交',
  '"老年卡"',
  '客运站 sentiment:负面',
  '司机',
]
const WARM_UP = 2
const ASKED = 25

/** Fills two houses' indices on the server in turn, then asks one of them, in turn by our port and by the very request it sent. */
export async function benchElastic(url: string, rounds = 5, perRound = 5000): Promise<ElasticFigures> {
  const ours = await room(url, 'bench-ours')
  const bare = await room(url, 'bench-bare')
  const recorder = recording(ours)
  try {
    const { analyse } = createAnalyser({ gazetteer: [] })
    const lots = Array.from({ length: rounds + 1 }, (_, round) =>
      [...generateRaws(SEED + round, perRound, Date.now() - round * 60_000)].map((raw): Analysed => {
        const mention: Mention = { ...mentionOf(raw), id: `${round}-${mentionOf(raw).id}` }
        return { ...mention, analysis: analyse(mention) }
      }),
    )
    const index = openElasticMentionIndex(recorder.elastic)
    const copies = await documentsOf(lots, recorder, index)
    const bulk = await interleaved(
      rounds,
      round => perSecond(perRound, () => eachLot(lots[round]!, lot => index.write(lot))),
      round => perSecond(perRound, () => eachLot(copies[round]!, lot => bareBulk(bare, lot))),
    )
    await index.refresh()
    const search = await searching(index, recorder)
    return { bulk, search, mentions: await index.count({ query: null, filters: {} }) }
  } finally {
    await ours.close()
    await bare.close()
  }
}

async function room(url: string, prefix: string): Promise<Elastic> {
  const elastic = await openElastic(elasticSettings({ nodes: [url], prefix }))
  await applyIndices(await planIndices(elastic, Date.now()))
  return elastic
}

async function eachLot<Item>(items: readonly Item[], send: (lot: readonly Item[]) => Promise<unknown>) {
  for (let from = 0; from < items.length; from += BATCH) await send(items.slice(from, from + BATCH))
}

type Sent = Readonly<{ id: string; version: number; document: object }>

/** An index's connection that shows what is asked through it; while `dry`, bulk requests are kept and answered as if written. */
function recording(real: Elastic) {
  const seen = { dry: true, bulk: [] as Sent[], search: null as estypes.SearchRequest | null }
  const bulk = async (request: estypes.BulkRequest) => {
    const lines = request.operations as readonly string[]
    const sent = lines.flatMap((line, n): Sent[] => {
      if (n % 2 === 1) return []
      const { _id, version } = (JSON.parse(line) as { index: { _id: string; version: number } }).index
      return [{ id: _id, version, document: JSON.parse(lines[n + 1]!) as object }]
    })
    seen.bulk.push(...sent)
    return { errors: false, took: 0, items: sent.map(() => ({ index: { status: 201 } })) }
  }
  const watched = (client: Client): Client =>
    new Proxy(client, {
      get(target, name) {
        if (name === 'bulk' && seen.dry) return bulk
        const member: unknown = Reflect.get(target, name, target)
        if (name !== 'search') return typeof member === 'function' ? member.bind(target) : member
        return (request: estypes.SearchRequest, ...rest: []) => {
          seen.search = request
          return target.search(request, ...rest)
        }
      },
    })
  const elastic: Elastic = { ...real, ask: request => real.ask(client => request(watched(client))) }
  return { elastic, real, seen }
}

/** What our port would send for these mentions, as objects: the bare loop writes the very same documents. */
async function documentsOf(lots: readonly (readonly Analysed[])[], { seen }: Recorder, index: MentionIndex) {
  const copies: (readonly Sent[])[] = []
  for (const lot of lots) {
    await index.write(lot)
    if (seen.bulk.length !== lot.length || seen.bulk[0]!.version !== indexVersion(lot[0]!))
      throw new Error('our port sent something else than it was given')
    copies.push(seen.bulk.splice(0))
  }
  seen.dry = false
  return copies
}

type Recorder = ReturnType<typeof recording>

async function bareBulk({ prefix, ask }: Elastic, lot: readonly Sent[]): Promise<void> {
  const _index = `${prefix}-mentions-${new Date(Date.now() + 8 * 3_600_000).getUTCFullYear()}`
  const operations = lot.flatMap(({ id, version, document }) => [
    { index: { _index, _id: id, version, version_type: 'external' as const } },
    document,
  ])
  const answer = await ask(client => client.bulk({ operations, require_alias: true }))
  if (answer.errors) throw new Error(JSON.stringify(answer.items.find(item => item.index?.error)))
}

/** The same search by our port and by the very request it sent, in turn. */
async function searching(index: MentionIndex, { real, seen }: Recorder) {
  const ours: number[] = []
  const bare: number[] = []
  for (const text of QUERIES) {
    const search: Search = { query: parseQuery(text), filters: {} }
    const byUs = () => index.search(search, { limit: PAGE })
    await byUs()
    const request = seen.search!
    const byClient = () => real.ask(client => client.search(request))
    for (let round = -WARM_UP; round < ASKED; round++) {
      const times = new Map<unknown, number>()
      for (const one of round % 2 === 0 ? [byUs, byClient] : [byClient, byUs]) times.set(one, await timed(one))
      if (round < 0) continue
      ours.push(times.get(byUs)!)
      bare.push(times.get(byClient)!)
    }
  }
  const figures = { ours: median(ours), bare: median(bare), p95: quantile(ours, 0.95), bareP95: quantile(bare, 0.95) }
  return { ...figures, ratio: median(ours.map((ms, n) => ms / bare[n]!)) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

if (import.meta.main) console.log(await benchElastic(process.argv[2]!))
