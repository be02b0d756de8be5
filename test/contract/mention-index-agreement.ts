import { type Analysed, matches, parse, type Query } from '@guanlan/domain'
import type { MentionIndex } from '@guanlan/ports'
import { expect, test } from 'vitest'
import { chance, sampleMentions, sampleQuery } from './mention-sample.ts'

/** Opens an empty index of its own; `done` removes what it left behind. */
export type IndexFactory = () => Promise<Readonly<{ index: MentionIndex; done: () => Promise<void> }>>

/** The one order: seenAt descending, id ascending. */
export const inOrder = (a: Analysed, b: Analysed) => b.seenAt - a.seenAt || (a.id < b.id ? -1 : 1)
const MENTIONS = 20_000
const QUERIES = 2_000
const PAGE = 300
/** Above this many hits the first page, the total and the counts of 900 sources are compared instead of every id. */
const WHOLE = 900

/** Compares an index with `matches` over a generated world; the seed stands in the name and in every failure. */
export function agreement(name: string, open: IndexFactory): void {
  const seed = Number(process.env.GUANLAN_SEED ?? 20_261_124)
  test(`${name} returns exactly what matches says: ${MENTIONS} mentions, ${QUERIES} queries, seed ${seed}`, async () => {
    const { index, done } = await open()
    const mentions = sampleMentions(seed, MENTIONS)
    for (let at = 0; at < mentions.length; at += PAGE) await index.write(mentions.slice(at, at + PAGE))
    await index.refresh()
    const asked = readableQueries(seed + 1)
    // Mention by mention, since a mention is read once for all queries.
    const expected: Analysed[][] = asked.map(() => [])
    for (const mention of mentions.toSorted(inOrder)) {
      for (const [n, { query }] of asked.entries()) if (matches(query, mention)) expected[n]!.push(mention)
    }
    for (const [n, { text, query }] of asked.entries())
      await compare(index, query, expected[n]!, `seed ${seed}, query ${n}: ${text}`)
    const hits = expected.reduce((sum, { length }) => sum + length, 0)
    expect(hits / QUERIES).toBeGreaterThan(100)
    await index.close()
    await done()
  }, 600_000)
}

function readableQueries(seed: number): { text: string; query: Query }[] {
  const random = chance(seed)
  const found: { text: string; query: Query }[] = []
  while (found.length < QUERIES) {
    const text = sampleQuery(random)
    const parsed = parse(text)
    if (parsed.ok) found.push({ text, query: parsed.ast })
  }
  return found
}

async function compare(index: MentionIndex, query: Query, expected: readonly Analysed[], about: string): Promise<void> {
  const search = { query, filters: {} }
  const found: string[] = []
  let after: string | undefined
  do {
    const page = await index.search(search, after === undefined ? { limit: PAGE } : { limit: PAGE, after })
    expect(page.total, about).toBe(expected.length)
    found.push(...page.mentions.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after !== undefined && found.length < expected.length && expected.length <= WHOLE)
  expect(found, about).toEqual(expected.slice(0, expected.length <= WHOLE ? expected.length : PAGE).map(({ id }) => id))
  if (expected.length <= WHOLE) return
  const counts = new Map<string, number>()
  for (const { sourceId } of expected) counts.set(sourceId, (counts.get(sourceId) ?? 0) + 1)
  const { source } = await index.facets(search, ['source'])
  expect(new Map(source?.map(({ value, count }) => [value, count])), about).toEqual(counts)
}
