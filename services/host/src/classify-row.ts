import {
  type Analysis,
  type EpochMs,
  GOVERNMENT_TOPICS,
  type GovernmentTopic,
  type Mention,
  NO_INTERACTIONS,
  Rejected,
} from '@guanlan/domain'

/** The id as the row gave it: it goes back as it came. */
export type RowId = string | number

/** A row to classify, read. */
export type ClassifyRow = Readonly<{ id: RowId; mention: Mention }>

/** @throws {Rejected} text/bad-row naming the field */
export function classifyRow(value: Readonly<Record<string, unknown>>, now: EpochMs): ClassifyRow {
  const { id, text, title = '', source = '' } = value
  if (typeof id !== 'string' && typeof id !== 'number') throw new Rejected('text/bad-row', { detail: 'id' })
  if (typeof text !== 'string') throw new Rejected('text/bad-row', { detail: 'text' })
  if (title !== null && typeof title !== 'string') throw new Rejected('text/bad-row', { detail: 'title' })
  if (source !== null && typeof source !== 'string') throw new Rejected('text/bad-row', { detail: 'source' })
  return { id, mention: looseMention(String(id), title ?? '', text, source ?? '', now) }
}

/** A text that stands nowhere, as a mention: only what the analysis reads says something. */
export function looseMention(id: string, title: string, text: string, sourceId: string, now: EpochMs): Mention {
  return {
    id,
    contentVersion: 1,
    contentHash: '',
    sourceId,
    channel: 'forum',
    url: null,
    title,
    text,
    author: null,
    authorIsOrganisation: false,
    publishedAt: null,
    publishedDoubt: 'missing',
    seenAt: now,
    mediaRank: 'none',
    region: null,
    interactions: NO_INTERACTIONS,
    evidence: null,
  }
}

const byName = (scores: Readonly<Record<GovernmentTopic, number>>) =>
  Object.fromEntries(Object.entries(GOVERNMENT_TOPICS).map(([topic, name]) => [name, scores[topic as GovernmentTopic]]))

/** One row of the result: every label by its word, whose business by its Chinese name; reasons only where asked for. */
export function classifiedRow(id: RowId, analysis: Analysis, withReasons: boolean): object {
  const {
    sentiment,
    sentimentScores,
    unsure,
    topics,
    government,
    entities,
    cues,
    acts,
    disguises,
    fingerprint,
    words,
    model,
  } = analysis
  return {
    id,
    sentiment,
    sentimentScores,
    unsure,
    topics: topics.map(({ topic }) => topic),
    topicScores: Object.fromEntries(topics.map(({ topic, confidence }) => [topic, confidence])),
    governmentTopic: government === null ? null : GOVERNMENT_TOPICS[government.topic],
    governmentTopicScores: government === null ? null : byName(government.scores),
    governmentLeaves: government?.leaves ?? [],
    entities,
    cues,
    acts,
    disguises,
    fingerprint,
    keywords: words,
    model,
    ...(withReasons ? { reasons: reasonsOf(analysis) } : {}),
  }
}

function reasonsOf({ sentimentReasons, topics, government }: Analysis) {
  return {
    sentiment: sentimentReasons,
    topics: Object.fromEntries(topics.map(({ topic, reasons }) => [topic, reasons])),
    governmentTopic: government?.reasons ?? [],
  }
}
