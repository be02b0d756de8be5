/**
 * Chapter 4. Searching.
 *
 * Search goes by characters, analysis by words: `公交` finds 公交车, whatever a dictionary thinks. The query language belongs to
 * the domain. `parse` reads it, `matches` decides about one mention and marks what it found, and the index only narrows. So a
 * search, a watch, an alert rule and a highlight can never disagree.
 */
import { join } from 'node:path'
import { type Analysed, type Channel, matches, parse, parseQuery } from '@guanlan/domain'
import { openMentionIndex } from '@guanlan/embedded'
import type { MentionIndex } from '@guanlan/ports'
import { createAnalyser } from '@guanlan/text'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../contract/place.ts'
import { mentionOf, TEN } from './sample.ts'

const TEXTS: readonly (readonly [Channel, string])[] = [
  ['weibo', '95路公交车在大桥南站没停，司机态度很差'],
  ['forum', '195路倒是准点，表扬一下司机'],
  ['news', '公交公司：大桥南站因施工停運三天'],
  ['weibo', '听说出租车要停运？官方辟谣了'],
  ['board', '建议公交，停运要提前通知'],
]
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let index: MentionIndex
let mentions: readonly Analysed[]

beforeAll(async () => {
  const analyser = createAnalyser({ gazetteer: [] })
  mentions = TEXTS.map(([channel, text], i) => {
    const mention = mentionOf(text, text, { channel, seenAt: TEN + i * 60_000 })
    return { ...mention, analysis: analyser.analyse(mention) }
  })
  folder = await temporaryFolder()
  index = await openMentionIndex(join(folder.path, 'index.db'), { readers: 1 })
  await index.write(mentions)
})
afterAll(async () => {
  await index.close()
  await folder.remove()
})

/** Which of the texts a query finds in the index, by number, newest first. */
async function found(query: string): Promise<readonly number[]> {
  const page = await index.search({ query: parseQuery(query), filters: {} }, { limit: 10 })
  return page.mentions.map(({ id }) => mentions.findIndex(mention => mention.id === id) + 1)
}

test.each([
  { query: '公交', hits: [5, 3, 1], why: 'any run of characters, also inside 公交车' },
  { query: '停运', hits: [5, 4, 3], why: 'traditional 停運 is the same' },
  { query: '95路', hits: [1], why: 'a number is found whole: not in 195路' },
  { query: '停运 -辟谣', hits: [5, 3], why: 'one word, not the other' },
  { query: '公交停运', hits: [], why: 'punctuation parts a phrase: 公交，停运 is not 公交停运' },
  { query: '公交 NEAR/2 停运', hits: [5], why: 'but both stand close together' },
  { query: '渠道:微博 司机', hits: [1], why: 'labels narrow' },
])('$query finds $hits: $why', async ({ query, hits }) => {
  expect(await found(query)).toEqual(hits)
})

test('the index and `matches` always give the same answer, and `matches` marks the place', async () => {
  for (const query of ['公交', '停运 OR 司机', '大桥 ONEAR/5 停', '情感:负面']) {
    const by = mentions.flatMap((mention, i) => (matches(parseQuery(query), mention) === null ? [] : [i + 1]))
    expect(await found(query)).toEqual(by.reverse())
  }
  const [span] = matches(parseQuery('停运'), mentions[2]!)!
  expect(mentions[2]!.text.slice(span!.from, span!.to)).toBe('停運') // as the original has it
})

test('a query that cannot be read says where, why, and what would do', () => {
  const parsed = parse('公交 AND (停运')
  expect(parsed).toMatchObject({ ok: false, at: 7, message: expect.stringMatching(/[\u4e00-\u9fff]/) })
  if (parsed.ok || parsed.repair === null) throw new Error('no repair')
  expect(parse(parsed.repair).ok).toBe(true)
})

test('counts are exact and come with every search', async () => {
  const search = { query: parseQuery('停运'), filters: {} }
  expect(await index.count(search)).toBe(3)
  const { channel } = await index.facets(search, ['channel'])
  expect(channel).toEqual([
    { value: 'board', count: 1 },
    { value: 'news', count: 1 },
    { value: 'weibo', count: 1 },
  ])
})
