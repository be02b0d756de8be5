import { type Analysed, completeAnalysis, type Mention, NO_INTERACTIONS, type StoredAnalysis } from '@guanlan/domain'

/** An analysed mention with nothing special about it; `change` and `analysis` say what a test is about. */
export function aMention(
  id: string,
  change: Partial<Omit<Mention, 'id'>> = {},
  analysis: Partial<StoredAnalysis> = {},
): Analysed {
  return {
    id,
    contentVersion: 1,
    contentHash: id,
    sourceId: 's',
    channel: 'news',
    url: null,
    title: '',
    text: '公交',
    author: null,
    authorIsOrganisation: false,
    publishedAt: null,
    publishedDoubt: 'missing',
    seenAt: 1_780_000_000_000,
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
      confidence: 1,
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
