import { join } from 'node:path'
import { openElasticMentionIndex } from '@guanlan/distributed'
import { type Analysed, HOUR_MS, parse } from '@guanlan/domain'
import { openMentionIndex } from '@guanlan/embedded'
import type { FacetField, Filters, MentionIndex, Search } from '@guanlan/ports'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { elasticRoom, testServer } from '../contract/elastic-place.ts'
import { chance, sampleMentions, sampleQuery } from '../contract/mention-sample.ts'
import { temporaryFolder } from '../contract/place.ts'

const MENTIONS = 20_000
const QUERIES = 2_000
const PAGE = 200
const FIELDS: readonly FacetField[] = ['channel', 'sentiment', 'topic', 'source', 'region']
/** Every so many queries all pages and the bars are compared too. */
const WHOLE = 20
const seed = Number(process.env.GUANLAN_SEED ?? 20_261_124)

const server = testServer()
const cleaning: (() => Promise<void>)[] = []
let both: readonly [MentionIndex, MentionIndex]
let mentions: readonly Analysed[]

beforeAll(async () => {
  await server.start()
  const folder = await temporaryFolder()
  const room = await elasticRoom(server.url(), ['mentions'])
  both = [await openMentionIndex(join(folder.path, 'index.db')), openElasticMentionIndex(room.elastic)]
  cleaning.push(server.stop, folder.remove, room.remove, ...both.map(index => index.close))
  mentions = sampleMentions(seed, MENTIONS)
  for (let at = 0; at < mentions.length; at += 500) {
    for (const index of both) await index.write(mentions.slice(at, at + 500))
  }
  for (const index of both) await index.refresh()
})
afterAll(async () => {
  for (const clean of cleaning.reverse()) await clean()
})

test(`both adapters answer alike: ${MENTIONS} mentions, ${QUERIES} queries, seed ${seed}`, async () => {
  const random = chance(seed + 2)
  const told = { queries: 0, hits: 0, pages: 0, facetValues: 0 }
  while (told.queries < QUERIES) {
    const text = sampleQuery(random)
    const parsed = parse(text)
    if (!parsed.ok) continue
    const search = { query: parsed.ast, filters: sampleFilters(random) }
    const about = `seed ${seed}, query ${told.queries}: ${text} ${JSON.stringify(search.filters)}`
    const [one, other] = await Promise.all(both.map(index => answered(index, search, told.queries % WHOLE === 0)))
    expect(other, about).toEqual(one)
    told.queries++
    told.hits += one!.total
    told.pages += one!.pages
    told.facetValues += Object.values(one!.facets).reduce((sum, facet) => sum + (facet?.length ?? 0), 0)
  }
  process.stdout.write(`differential: ${JSON.stringify({ mentions: MENTIONS, ...told, differences: 0 })}\n`)
}, 1_200_000)

/** What an index says of a search: its first page or all of them, its counts, and on whole looks the bars of its hours. */
async function answered(index: MentionIndex, search: Search, isWhole: boolean) {
  const ids: string[] = []
  let total = 0
  let pages = 0
  for (let after: string | undefined; ; pages++) {
    const page = await index.search(search, after === undefined ? { limit: PAGE } : { limit: PAGE, after })
    ids.push(...page.mentions.map(({ id }) => id))
    total = page.total
    if (page.next === null || !isWhole) break
    after = page.next
  }
  const facets = await index.facets(search, FIELDS)
  if (!isWhole) return { ids, total, pages: pages + 1, facets }
  const [from, to] = [mentions[0]!.seenAt - 99 * HOUR_MS, mentions[0]!.seenAt + 99 * HOUR_MS + 1]
  const bars = [await index.histogram(search, 'hour', from, to), await index.histogram(search, 'day', from, to)]
  return { ids, total, pages: pages + 1, facets, count: await index.count(search), bars }
}

/** Mostly none, so that queries meet many mentions. */
function sampleFilters(random: () => number): Filters {
  const dice = random()
  const some = <T>(from: readonly T[]) => from.filter(() => random() < 0.5)
  const pick = () => mentions[Math.floor(random() * mentions.length)]!
  if (dice < 0.6) return {}
  if (dice < 0.7) return { fromAt: pick().seenAt }
  if (dice < 0.75) return { toAt: pick().seenAt, sentiments: some(['negative', 'neutral', 'positive']) }
  if (dice < 0.85) return { channels: some(['weibo', 'news', 'forum', 'hotline']), regions: some(['江北区', 'A1区']) }
  if (dice < 0.95)
    return { topics: some(['bus', 'taxi', 'safety']), sourceIds: some([pick().sourceId, pick().sourceId]) }
  return { ids: Array.from({ length: 50 }, () => pick().id) }
}
