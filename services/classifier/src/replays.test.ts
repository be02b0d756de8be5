import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Account,
  type Analysed,
  type Analysis,
  completeAnalysis,
  type Mention,
  NO_INTERACTIONS,
  type ReplayProgress,
  type Sentiment,
} from '@guanlan/domain'
import { type Embedded, manualClock, openEmbedded, openMentionIndex } from '@guanlan/embedded'
import type { MentionIndex } from '@guanlan/ports'
import { openLog, Records } from '@guanlan/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Replays } from './replays.ts'

const NOW = Date.UTC(2026, 10, 24)
const WEN: Account = {
  id: 'wen',
  name: '闻思远',
  post: '分析员',
  unit: '办公室',
  roles: ['analyst'],
  active: true,
  demo: false,
}

let folder: string
let ports: Embedded
let index: MentionIndex
let records: Records
let replays: Replays
let judge: (mention: Mention) => Analysis
let model: string

const analysis = (sentiment: Sentiment, model: string): Analysis =>
  completeAnalysis({
    run: 1,
    model,
    sentiment,
    sentimentScore: 0,
    confidence: 0.5,
    sentimentReasons: [],
    topics: [{ topic: 'bus', confidence: 1, reasons: [] }],
    entities: [],
    cues: [],
    fingerprint: [],
    words: [],
  })

const mentionOf = (id: string, seenAt: number): Analysed => ({
  id,
  contentVersion: 1,
  contentHash: id,
  sourceId: 's',
  channel: 'forum',
  url: null,
  title: '',
  text: `公交 ${id}`,
  author: null,
  authorIsOrganisation: false,
  publishedAt: null,
  publishedDoubt: 'missing',
  seenAt,
  mediaRank: 'none',
  region: null,
  interactions: NO_INTERACTIONS,
  evidence: null,
  analysis: analysis('neutral', 'old'),
})

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-replays-'))
  const clock = manualClock(NOW)
  ports = await openEmbedded(join(folder, 'data'), { clock })
  index = await openMentionIndex(join(folder, 'data', 'index.db'), { readers: 1 })
  records = await Records.open(ports.ledger, cause => {
    throw cause
  })
  model = 'new'
  judge = ({ id }) => analysis(Number(id) % 2 === 0 ? 'negative' : 'neutral', model)
  replays = new Replays({
    ...ports,
    index,
    records,
    log: openLog('silent'),
    start: async () => ({
      version: model,
      analyseBatch: async mentions => mentions.map(one => judge(one)),
      close: async () => {},
    }),
  })
  await index.write(Array.from({ length: 1200 }, (_, i) => mentionOf(String(i), NOW - i * 1000)))
  await index.refresh()
})
afterEach(async () => {
  await replays.stop()
  await records.close()
  await index.close()
  await ports.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ended(): Promise<Exclude<ReplayProgress, { state: 'none' }>> {
  for (;;) {
    const now = replays.progress()
    if (now.state === 'done' || now.state === 'failed') return now
    await new Promise(resolve => setImmediate(resolve))
  }
}
/** Everything on the stream so far, as the indexer would take it. */
async function appended(): Promise<readonly Analysed[]> {
  const found: Analysed[] = []
  const reading = await ports.bus.consume(
    'analysed',
    'indexer',
    async batch => {
      found.push(...batch.map(({ body }) => body as unknown as Analysed))
      await index.write(batch.map(({ body }) => body as unknown as Analysed))
      return []
    },
    { maxBatch: 1000, fatal: () => {} },
  )
  while ((await ports.bus.lags()).some(({ group, waiting }) => group === 'indexer' && waiting > 0))
    await new Promise(resolve => setImmediate(resolve))
  await reading.stop()
  return found
}

test('a dry run tells the table of exactly the period and writes nothing', async () => {
  const period = { fromAt: NOW - 999_000, toAt: NOW + 1 }
  await replays.begin({ ...period, apply: false }, WEN)
  expect(await ended()).toMatchObject({
    state: 'done',
    total: 1000,
    seen: 1000,
    changed: 500,
    model: 'new',
    table: {
      sentiment: [
        { value: 'neutral', before: 1000, after: 500 },
        { value: 'negative', before: 0, after: 500 },
      ],
      topic: [{ value: 'bus', before: 1000, after: 1000 }],
      government: [],
    },
  })
  expect(await appended()).toEqual([])
  expect(records.find('model', 'text')).toBeNull()
})

test('an applied replay is a decision in the ledger, and the index takes the newer analysis once', async () => {
  const replay = { fromAt: 0, toAt: NOW + 1, apply: true }
  await replays.begin(replay, WEN)
  expect(await ended()).toMatchObject({ state: 'done', seen: 1200, changed: 600 })
  const moved = await appended()
  expect(moved).toHaveLength(1200)
  expect(moved.every(({ analysis }) => analysis.run === 2 && analysis.model === 'new')).toBe(true)
  const page = await index.search({ query: null, filters: { sentiments: ['negative'] } }, { limit: 1 })
  expect(page.total).toBe(600)
  const { commits } = await ports.ledger.history('model', 'text')
  expect(commits.map(({ moves: [move] }) => [move!.type, move!.by.id])).toEqual([
    ['replay-started', 'wen'],
    ['replay-ended', 'classifier'],
  ])
  expect(records.get('model', 'text').state).toMatchObject({ mentions: 1200, changed: 600, endedAt: NOW })
  await replays.begin(replay, WEN)
  expect(await ended()).toMatchObject({ state: 'done', changed: 0 })
  expect(await appended()).toEqual([])
})

test('one at a time; a failure is told with its code and the next replay can begin', async () => {
  const replay = { fromAt: 0, toAt: NOW + 1, apply: false }
  await replays.begin(replay, WEN)
  await expect(replays.begin(replay, WEN)).rejects.toMatchObject({ code: 'reclassify/running' })
  await ended()
  judge = () => {
    throw new Error('broken')
  }
  await replays.begin(replay, WEN)
  expect(await ended()).toMatchObject({ state: 'failed', code: 'bug', seen: 0 })
  judge = () => analysis('neutral', model)
  await replays.begin(replay, WEN)
  expect(await ended()).toMatchObject({ state: 'done', seen: 1200 })
})
