import type { Mention } from './mention.ts'
import type { Topic } from './topic.ts'

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const
export type Sentiment = (typeof SENTIMENTS)[number]
export const SENTIMENT_NAMES: Readonly<Record<Sentiment, string>> = {
  negative: '负面',
  neutral: '中性',
  positive: '正面',
}

/** The seven first-level topics of citizens' messages to a government; `transport` is ours, the rest are 转办. */
export const GOVERNMENT_TOPICS = {
  construction: '城乡建设',
  labour: '劳动和社会保障',
  education: '教育文体',
  commerce: '商贸旅游',
  environment: '环境保护',
  health: '卫生计生',
  transport: '交通运输',
} as const
export type GovernmentTopic = keyof typeof GOVERNMENT_TOPICS

/** A half-open range [from, to) in UTF-16 units of one field of the mention. */
export type Span = Readonly<{ field: 'title' | 'text'; from: number; to: number }>

/** Words that carried a label: where they stand in the original, and how much they weighed (sign = direction). */
export type Reason = Readonly<{ span: Span; words: string; weight: number }>

/** Whose business a message is. `scores` are calibrated probabilities and sum to 1. */
export type GovernmentVerdict = Readonly<{
  topic: GovernmentTopic
  confidence: number // 0..1, the score of `topic`
  scores: Readonly<Record<GovernmentTopic, number>>
  reasons: readonly Reason[] // at most five, strongest first
  leaves: readonly Readonly<{ leaf: string; confidence: number }>[] // of the transport taxonomy, surest first; empty unless `transport`
}>

export const ENTITY_NAMES = {
  place: '地点',
  road: '道路',
  stake: '桩号',
  line: '线路',
  station: '站点',
  organisation: '机构',
  plate: '车牌',
  date: '日期',
  amount: '金额',
  people: '人数',
} as const
export type EntityKind = keyof typeof ENTITY_NAMES

/**
 * Something named in the text. Private plates are masked before they get here, so a whole one is an operating vehicle's.
 * `id` is the entry of the bureau's table of names it was linked to, null when it is in no table.
 * `value` is what a date (EpochMs of its first moment at +08:00), an amount (yuan) or a count of people comes to; null for names
 * and where the text is too vague to tell.
 */
export type Entity = Readonly<{ kind: EntityKind; name: string; id: string | null; value: number | null; span: Span }>

/** Risk words by layer, with the stance of the sentence: `negated` "未发生罢运", `hypothetical` "如果停运", `past` "去年罢运", `reported` quoting others. */
export type Cue = Readonly<{
  kind: 'action' | 'casualty' | 'conflict' | 'corruption' | 'interest' | 'complaint'
  words: string
  stance: 'affirmed' | 'negated' | 'hypothetical' | 'past' | 'reported'
  span: Span
}>

export const ACT_NAMES = {
  complaint: '投诉',
  question: '询问',
  suggestion: '建议',
  praise: '表扬',
  rumour: '传闻',
  call: '号召线下行动',
  denial: '辟谣',
  quotation: '转述他人',
} as const
export type ActKind = keyof typeof ACT_NAMES

/** What the writer does with a sentence, and the words that show it. */
export type Act = Readonly<{ kind: ActKind; words: string; span: Span }>

export const DISGUISE_NAMES = {
  invisible: '夹有不可见字符',
  split: '字间插入符号或表情',
  homoglyph: '用形近字母代替',
  pinyin: '用拼音代替',
} as const

/** A word written so that a search misses it: `words` as it stands, `meant` as it is read. */
export type Disguise = Readonly<{ kind: keyof typeof DISGUISE_NAMES; words: string; meant: string; span: Span }>

/** Suggested by machine. What people correct is kept beside it, never over it. */
export type Analysis = Readonly<{
  run: number // analysis run, 1 …; rises when a model is replayed over old mentions
  model: string // name and version of models and dictionaries
  sentiment: Sentiment
  sentimentScore: number // −1 (negative) .. 1 (positive)
  confidence: number // 0..1, probability of the chosen sentiment
  sentimentScores: Readonly<Record<Sentiment, number>> | null // calibrated probabilities, sum 1; null from releases that did not keep them
  unsure: boolean // the model does not know: `sentiment` is its best guess and no more
  sentimentReasons: readonly Reason[]
  topics: readonly Readonly<{ topic: Topic; confidence: number; reasons: readonly Reason[] }>[]
  government: GovernmentVerdict | null // null when the text says nothing of it, and from releases that did not judge it
  entities: readonly Entity[]
  cues: readonly Cue[]
  acts: readonly Act[]
  disguises: readonly Disguise[]
  fingerprint: readonly number[] // 32-bit MinHash values of the folded text; see packages/text
  words: readonly string[] // segmented key words, for hot words and grouping; at most 64
}>

type Later = 'sentimentScores' | 'unsure' | 'government' | 'acts' | 'disguises' | 'entities'

/** An analysis as any release stored it: the first ones lacked what came later. */
export type StoredAnalysis = Omit<Analysis, Later> &
  Partial<Omit<Analysis, 'entities'>> &
  Readonly<{ entities: readonly (Omit<Entity, 'id' | 'value'> & Partial<Entity>)[] }>

/** The analysis with everything an older release did not say filled in as not said. */
export function completeAnalysis(stored: StoredAnalysis): Analysis {
  return {
    sentimentScores: null,
    unsure: false,
    government: null,
    acts: [],
    disguises: [],
    ...stored,
    entities: stored.entities.map(entity => ({ id: null, value: null, ...entity })),
  }
}

/** A mention with what the machine makes of it. */
export type Analysed = Mention & Readonly<{ analysis: Analysis }>

/** Version under which the index stores a mention: an edit beats a new analysis, a new analysis beats the old one. */
export function indexVersion(mention: Analysed): number {
  return mention.contentVersion * 1_000_000 + mention.analysis.run
}
