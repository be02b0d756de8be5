/**
 * Chapter 3. Understanding, with reasons.
 *
 * The classifier reads a mention and says what it makes of it: sentiment 情感, topics 主题, entities, and cues with their stance.
 * It is a suggestion by machine. So every label carries the words it rests on, with their exact place in the original, and the
 * version of everything that was used: people can see why, and a new model can be told from an old one.
 */
import type { Analysis, Mention, Span } from '@guanlan/domain'
import { type Analysers, startAnalysers } from '@guanlan/text'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mentionOf } from './sample.ts'

let analysers: Analysers
// The dictionaries take a second and some memory, so analysing lives in worker threads. The names of the region come from a
// table that the bureau imports; here it has one row.
beforeAll(async () => {
  analysers = await startAnalysers({ gazetteer: [{ kind: 'place', name: '云州东站' }] })
})
afterAll(() => analysers.close())

async function read(text: string): Promise<Readonly<{ mention: Mention; analysis: Analysis }>> {
  const mention = mentionOf(text, text)
  const [analysis] = await analysers.analyseBatch([mention])
  return { mention, analysis: analysis! }
}
const at = (mention: Mention, { field, from, to }: Span) => mention[field].slice(from, to)

test('a label names the words that carried it, and where they stand', async () => {
  const { mention, analysis } = await read('在云州东站打车，司机拒载还骂人，太气人了。')
  expect(analysis.sentiment).toBe('negative')
  const [strongest] = analysis.sentimentReasons
  expect(at(mention, strongest!.span)).toBe(strongest!.words)
  const [topic] = analysis.topics
  expect(topic!.topic).toBe('taxi')
  for (const { span, words } of topic!.reasons) expect(at(mention, span)).toBe(words)
})

test('names and numbered things are found: places from the table, roads and lines by their form', async () => {
  const { analysis } = await read('云州东站往S26高速K787+532处有坑槽，95路绕行。')
  expect(analysis.entities.map(({ kind, name }) => [kind, name])).toEqual(
    expect.arrayContaining([
      ['place', '云州东站'],
      ['line', '95路'],
    ]),
  )
})

test.each([
  { text: '出租车司机今天集体罢运了。', stance: 'affirmed' },
  { text: '经核实，出租车并未罢运。', stance: 'negated' },
  { text: '如果再不解决，司机们就罢运。', stance: 'hypothetical' },
])('$text — the word is the same, the stance is $stance', async ({ text, stance }) => {
  const { analysis } = await read(text)
  expect(analysis.cues.find(({ words }) => words.includes('罢运'))).toMatchObject({ kind: 'action', stance })
})

test('不满意 contains 满意, and is not praise', async () => {
  expect((await read('乘客对公交服务不满意。')).analysis.sentiment).toBe('negative')
  expect((await read('乘客对公交服务很满意。')).analysis.sentiment).toBe('positive')
})

test('the same text gives the same analysis, and says by which models and dictionaries', async () => {
  const [first, second] = [await read('95路又晚点了'), await read('95路又晚点了')]
  expect(second.analysis).toEqual(first.analysis)
  expect(first.analysis.model).toBe(analysers.version)
})
