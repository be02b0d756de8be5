import { type Analysed, completeAnalysis, NO_INTERACTIONS } from '@guanlan/domain'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Elastic, openElastic } from './elastic-client.ts'
import { elasticSettings } from './elastic-settings.ts'
import { mentionWriter } from './mention-write.ts'
import { type Answer, elasticsearch, recorder } from './recorder.fixture.ts'

const mention = (id: string, seenAt = Date.UTC(2026, 5, 1)): Analysed => ({
  id,
  contentVersion: 2,
  contentHash: 'c',
  sourceId: 's1',
  channel: 'news',
  url: null,
  title: '公交95路',
  text: '第 1 行\\ud800\ud800',
  author: null,
  authorIsOrganisation: false,
  publishedAt: null,
  publishedDoubt: 'missing',
  seenAt,
  mediaRank: 'none',
  region: null,
  interactions: NO_INTERACTIONS,
  evidence: null,
  analysis: completeAnalysis({
    run: 7,
    model: 'sample',
    sentiment: 'neutral',
    sentimentScore: 0,
    confidence: 1,
    sentimentReasons: [],
    topics: [],
    entities: [],
    cues: [],
    fingerprint: [],
    words: [],
  }),
})

type Item = Readonly<{ status: number; type?: string }>

/** What the next bulk requests are answered, one list a request: an item each, or a status for the whole. */
let answers: (readonly Item[] | number)[] = []
let server: Awaited<ReturnType<typeof recorder>>
let elastic: Elastic
beforeEach(async () => {
  answers = []
  server = await recorder((request): Answer => {
    if (!request.url?.startsWith('/_bulk')) return elasticsearch('9.3.0')(request)
    const next = answers.shift()!
    if (typeof next === 'number') return { status: next, body: { error: { type: 'es_rejected_execution_exception' } } }
    const items = next.map(({ status, type }) => ({
      index: { status, ...(type ? { error: { type, reason: '正文甲' } } : {}) },
    }))
    return { body: { errors: true, items } }
  })
  elastic = await openElastic(elasticSettings({ nodes: [server.url] }))
})
afterEach(async () => {
  await elastic.close()
  await server.close()
})

const bulks = () => server.asked.filter(({ path }) => path.startsWith('/_bulk'))
const sent = () =>
  bulks().map(({ body }) =>
    body
      .split('\n')
      .filter((_, n) => n % 2 === 0 && body !== '')
      .filter(Boolean)
      .map(line => JSON.parse(line).index),
  )
const written = { status: 201 }
const full = { status: 429, type: 'es_rejected_execution_exception' }

test('a line names its year, its version and an alias that must stand', async () => {
  answers = [[written, written]]
  const writer = mentionWriter(elastic, [])
  // Half an hour before New Year in London is next year here.
  await writer.write([mention('a'), mention('b', Date.UTC(2026, 11, 31, 23, 30))])
  const version = { version: 2_000_007, version_type: 'external' }
  expect(sent()[0]).toEqual([
    { _index: 'guanlan-mentions-2026', _id: 'a', ...version },
    { _index: 'guanlan-mentions-2027', _id: 'b', ...version },
  ])
  expect(bulks()[0]!.path).toContain('require_alias=true')
  const line = JSON.parse(bulks()[0]!.body.split('\n')[1]!)
  expect(line.tokens.title).toBe('公交 交 95 路')
  expect(line.firsts.title).toBe('公 交 9 路')
  expect(line.mention.text).toBe('第 1 行\\ud800\ufffd')
})

test('an older version already there is a success', async () => {
  answers = [[written, { status: 409, type: 'version_conflict_engine_exception' }]]
  expect(await mentionWriter(elastic, []).write([mention('a'), mention('b')])).toEqual(['written', 'stale'])
})

test('only lines that were turned away are sent again', async () => {
  answers = [[full, written, full], [written, full], [written]]
  const writer = mentionWriter(elastic, [0, 0])
  expect(await writer.write(['a', 'b', 'c'].map(id => mention(id)))).toEqual(['written', 'written', 'written'])
  expect(sent().map(lines => lines.map(({ _id }) => _id))).toEqual([['a', 'b', 'c'], ['a', 'c'], ['c']])
  expect(writer.figures()).toMatchObject({ requests: 3, written: 3, again: 3, refused: 0 })
})

test('a server that stays full is to be waited for, and so is one that answers nothing but 429', async () => {
  answers = [[full], [full]]
  const away = { name: 'Unavailable', code: 'elastic/away' }
  await expect(mentionWriter(elastic, [0]).write([mention('a')])).rejects.toMatchObject(away)
  answers = [429]
  await expect(mentionWriter(elastic, [0]).write([mention('a')])).rejects.toMatchObject(away)
})

test('a mention the index can never take is named, without a word of it; the others are written', async () => {
  answers = [[written, { status: 400, type: 'document_parsing_exception' }, full], [written]]
  const writer = mentionWriter(elastic, [0])
  const refused = writer.write(['a', 'b', 'c'].map(id => mention(id)))
  await expect(refused).rejects.toMatchObject({
    name: 'Rejected',
    code: 'index/refused',
    detail: 'b: document_parsing_exception',
  })
  expect(sent()).toHaveLength(2)
  expect(writer.figures()).toMatchObject({ refused: 1 })
})
