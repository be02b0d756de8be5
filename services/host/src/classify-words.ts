import {
  ACT_NAMES,
  type Analysis,
  type Cue,
  DISGUISE_NAMES,
  ENTITY_NAMES,
  type EntityKind,
  GOVERNMENT_TOPICS,
  type GovernmentTopic,
  isoDay,
  type Reason,
  SENTIMENT_NAMES,
  SENTIMENTS,
  type Span,
  TOPICS,
} from '@guanlan/domain'

const STANCES: Readonly<Record<Cue['stance'], string>> = {
  affirmed: '确指',
  negated: '否定',
  hypothetical: '假设',
  past: '过去',
  reported: '转述',
}
const CUES: Readonly<Record<Cue['kind'], string>> = {
  action: '行动',
  casualty: '伤亡',
  conflict: '冲突',
  corruption: '廉政',
  interest: '利益',
  complaint: '抱怨',
}

const percent = (share: number) => `${(share * 100).toFixed(0)} %`
const place = ({ field, from, to }: Span) => `${field === 'title' ? '标题' : '正文'}第 ${from + 1}–${to} 字`
const none = (lines: readonly string[]) => (lines.length === 0 ? ['  （无）'] : lines)

function because(reasons: readonly Reason[]): readonly string[] {
  return reasons.map(({ words, weight, span }) => `    “${words}”　${place(span)}　${weight >= 0 ? '+' : ''}${weight}`)
}

function sentimentLines({
  sentiment,
  confidence,
  unsure,
  sentimentScores,
  sentimentReasons,
}: Analysis): readonly string[] {
  const all = SENTIMENTS.map(one => `${SENTIMENT_NAMES[one]} ${percent(sentimentScores?.[one] ?? 0)}`).join('，')
  return [
    `情感：${SENTIMENT_NAMES[sentiment]}（把握 ${percent(confidence)}${unsure ? '，拿不准' : ''}；${all}）`,
    ...because(sentimentReasons),
  ]
}

function governmentLines({ government }: Analysis): readonly string[] {
  if (government === null) return ['归口：未判']
  const { topic, confidence, scores, reasons, leaves } = government
  const ranked = (Object.entries(scores) as [GovernmentTopic, number][]).sort(([, a], [, b]) => b - a).slice(0, 3)
  return [
    `归口：${GOVERNMENT_TOPICS[topic]}（把握 ${percent(confidence)}；${ranked.map(([one, share]) => `${GOVERNMENT_TOPICS[one]} ${percent(share)}`).join('，')}）`,
    ...because(reasons),
    ...leaves.map(({ leaf, confidence }) => `    细类：${leaf}（${percent(confidence)}）`),
  ]
}

function meaningOf(kind: EntityKind, value: number | null): string {
  if (value === null) return ''
  if (kind === 'date') return `（${isoDay(value)}）`
  return kind === 'amount' ? `（${value} 元）` : `（${value} 人）`
}

/** An analysis for people at a terminal: every label, the words that carried it and where they stand, counted from 1. */
export function analysisLines(analysis: Analysis): readonly string[] {
  const { topics, entities, cues, acts, disguises, words, model } = analysis
  return [
    ...sentimentLines(analysis),
    ...governmentLines(analysis),
    '主题：',
    ...none(
      topics.flatMap(({ topic, confidence, reasons }) => [
        `  ${TOPICS[topic]}（${percent(confidence)}）`,
        ...because(reasons),
      ]),
    ),
    '实体：',
    ...none(
      entities.map(
        ({ kind, name, value, span }) => `  ${ENTITY_NAMES[kind]}　${name}${meaningOf(kind, value)}　${place(span)}`,
      ),
    ),
    '言语行为：',
    ...none(acts.map(({ kind, words, span }) => `  ${ACT_NAMES[kind]}　“${words}”　${place(span)}`)),
    '风险词：',
    ...none(
      cues.map(({ kind, words, stance, span }) => `  ${CUES[kind]}　“${words}”　${STANCES[stance]}　${place(span)}`),
    ),
    ...(disguises.length === 0 ? [] : ['变形写法：']),
    ...disguises.map(
      ({ kind, words, meant, span }) => `  ${DISGUISE_NAMES[kind]}　“${words}”→${meant}　${place(span)}`,
    ),
    `关键词：${words.join('、')}`,
    `模型：${model}`,
  ]
}
