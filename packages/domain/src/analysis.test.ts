import { expect, test } from 'vitest'
import { type Analysis, completeAnalysis, type StoredAnalysis } from './analysis.ts'

const FIRST_RELEASE: StoredAnalysis = {
  run: 1,
  model: 'sentiment 1',
  sentiment: 'negative',
  sentimentScore: -0.8,
  confidence: 0.9,
  sentimentReasons: [],
  topics: [],
  entities: [{ kind: 'line', name: '3路', span: { field: 'text', from: 0, to: 2 } }],
  cues: [],
  fingerprint: [],
  words: [],
}

test('what an older release did not say is filled in as not said', () => {
  const complete = completeAnalysis(FIRST_RELEASE)
  expect(complete).toMatchObject({ sentimentScores: null, unsure: false, government: null, acts: [], disguises: [] })
  expect(complete.entities).toEqual([
    { kind: 'line', name: '3路', id: null, value: null, span: FIRST_RELEASE.entities[0]!.span },
  ])
})

test('what was said stays', () => {
  const today: Analysis = { ...completeAnalysis(FIRST_RELEASE), unsure: true, acts: [] }
  expect(completeAnalysis(today)).toEqual(today)
})
