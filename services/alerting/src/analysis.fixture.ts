import { type Analysis, completeAnalysis, type StoredAnalysis } from '@guanlan/domain'

/** An analysis that finds a complaint and nothing else; `change` says what a test is about. */
export function anAnalysis(change: Partial<StoredAnalysis> = {}): Analysis {
  return completeAnalysis({
    run: 1,
    model: 'test',
    sentiment: 'negative',
    sentimentScore: -1,
    confidence: 1,
    sentimentReasons: [],
    topics: [],
    entities: [],
    cues: [],
    fingerprint: [],
    words: [],
    ...change,
  })
}
