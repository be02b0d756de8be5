import type { Analysed, Analysis } from './analysis.ts'
import { NO_INTERACTIONS } from './mention.ts'

/** What stands where a mention's words stood. */
export const EXPUNGED_TEXT = '（本条内容已按规定销毁）'

const SILENT: Omit<Analysis, 'run' | 'model'> = {
  sentiment: 'neutral',
  sentimentScore: 0,
  confidence: 0,
  sentimentScores: null,
  unsure: true,
  sentimentReasons: [],
  topics: [],
  government: null,
  entities: [],
  cues: [],
  acts: [],
  disguises: [],
  fingerprint: [],
  words: [],
}

/**
 * A mention without anything it said (domain rules §10), as its next version, so that it takes the place of what stood: id, source, times,
 * hash and the figures of a hotline order stay, for counts must not change.
 */
export function expungedMention(mention: Analysed): Analysed {
  const { attachments: _files, answer: _answer, ...kept } = mention
  const { run, model } = mention.analysis
  return {
    ...kept,
    contentVersion: mention.contentVersion + 1,
    url: null,
    title: '',
    text: EXPUNGED_TEXT,
    author: null,
    authorIsOrganisation: false,
    interactions: NO_INTERACTIONS,
    expunged: true,
    analysis: { ...SILENT, run, model },
  }
}
