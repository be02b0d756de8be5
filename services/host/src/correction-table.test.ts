import { completeAnalysis, type MentionLabel, type Topic } from '@guanlan/domain'
import { isHeldBack } from '@guanlan/text/train'
import { expect, test } from 'vitest'
import { correctionTable } from './correction-table.ts'
import type { CorrectedText } from './corrections.ts'

const label: MentionLabel = {
  sentiment: null,
  topics: null,
  government: null,
  entities: null,
  relevant: null,
  contentVersion: 1,
  machine: { model: 'm', run: 1, sentiment: 'negative', topics: ['bus'], government: 'health' },
  note: null,
  by: { kind: 'person', id: 'wen', name: '温', post: '分析员' },
  at: 0,
}

const corrected = (id: string, said: Partial<MentionLabel>): CorrectedText => {
  return { id, title: '', text: id, label: { ...label, ...said } }
}

const analysis = (sentiment: 'negative' | 'neutral', topics: readonly Topic[]) =>
  completeAnalysis({
    run: 1,
    model: 'now',
    sentiment,
    sentimentScore: 0,
    confidence: 1,
    sentimentReasons: [],
    topics: topics.map(topic => ({ topic, confidence: 1, reasons: [] })),
    entities: [{ kind: 'line', name: '3路', span: { field: 'text', from: 0, to: 2 } }],
    cues: [],
    fingerprint: [],
    words: [],
  })

test('what people said is held against what the machine said then and says now; what they did not say is not counted', () => {
  const texts = [
    corrected('a', { sentiment: 'neutral', topics: ['taxi', 'bus'] }),
    corrected('b', { sentiment: 'negative', topics: [] }),
    corrected('c', {
      relevant: false,
      entities: [
        { kind: 'line', name: '3路' },
        { kind: 'place', name: '东站' },
      ],
    }),
  ]
  const { agreements, pieces, relevance } = correctionTable(texts, () => analysis('neutral', ['bus']))
  const unseen = ['a', 'b'].filter(isHeldBack)
  expect(agreements).toEqual([
    {
      part: 'sentiment',
      corrections: 2,
      earlier: 1,
      now: 1,
      unseen: unseen.length,
      unseenNow: unseen.filter(id => id === 'a').length,
    },
    { part: 'government', corrections: 0, earlier: 0, now: 0, unseen: 0, unseenNow: 0 },
    { part: 'topics', corrections: 2, earlier: 0, now: 0, unseen: 2, unseenNow: 0 },
  ])
  expect(pieces).toEqual([
    { part: 'topics', due: 2, given: 2, right: 1 },
    { part: 'entities', due: 2, given: 1, right: 1 },
  ])
  expect(relevance).toEqual({ relevant: { mentions: 0, ours: 0 }, irrelevant: { mentions: 1, ours: 0 } })
})
