import {
  type Analysed,
  completeAnalysis,
  type EpochMs,
  type Mention,
  NO_INTERACTIONS,
  type StoredAnalysis,
} from '@guanlan/domain'

/** The n-th mention, said and seen at `at`, with nothing special about it; `change` and `analysis` say what a test is about. */
export function aMention(
  n: number,
  at: EpochMs,
  change: Partial<Mention>,
  analysis: Partial<StoredAnalysis> = {},
): Analysed {
  return {
    id: String(n).padStart(64, '0'),
    contentVersion: 1,
    contentHash: String(n),
    sourceId: 'forum',
    channel: 'forum',
    url: null,
    title: '',
    text: '',
    author: null,
    authorIsOrganisation: false,
    publishedAt: at,
    publishedDoubt: 'none',
    seenAt: at,
    mediaRank: 'none',
    region: null,
    interactions: NO_INTERACTIONS,
    evidence: null,
    ...change,
    analysis: completeAnalysis({
      run: 1,
      model: 'test',
      sentiment: 'neutral',
      sentimentScore: 0,
      confidence: 0.9,
      sentimentReasons: [],
      topics: [],
      entities: [],
      cues: [],
      fingerprint: [],
      words: [],
      ...analysis,
    }),
  }
}
