import {
  type Analysed,
  type Channel,
  callsToAct,
  countsForLevel,
  criticalRank,
  type Entity,
  type EpochMs,
  effectiveAt,
  hardTriggers,
  heatOf,
  type Level,
  type MediaRank,
  type Rules,
  type Sentiment,
  type Span,
  type Topic,
} from '@guanlan/domain'

/** A hard trigger as an event remembers it. */
export type HardMark = Readonly<{
  rule: string
  name: string
  level: Level
  words: string
  at: EpochMs // effective time
  seenAt: EpochMs
  mentionId: string
}>

/** What alerting keeps of a mention: enough to group it, count it and freeze it as evidence. Plain data, the same after JSON. */
export type Mark = Readonly<{
  id: string
  contentVersion: number
  contentHash: string
  evidence: string | null
  matched: readonly Span[] // of the watches' queries and of affirmed cues, by place
  watchIds: readonly string[]
  seenAt: EpochMs
  at: EpochMs // effective time
  channel: Channel
  sentiment: Sentiment
  topics: readonly Topic[]
  headline: string // title, else how the text begins
  words: readonly string[] // distinct
  names: readonly string[] // distinct anchors, `kind:name`
  print: readonly number[]
  heat: number // what it adds when said
  reach: number
  interactions: number
  rank: MediaRank // of a negative report
  counts: boolean // towards the level
  hard: readonly HardMark[]
  act: boolean // an affirmed call to act offline
}>

const HEADLINE_LENGTH = 40

/** Makes the mark of a mention; `matched` and `watchIds` are what the watches said of it. */
export function markOf(
  mention: Analysed,
  watched: Readonly<{ watchIds: readonly string[]; spans: readonly Span[] }>,
  rules: Rules,
): Mark {
  const { analysis, interactions } = mention
  const at = effectiveAt(mention)
  const affirmed = analysis.cues.filter(cue => cue.stance === 'affirmed').map(cue => cue.span)
  return {
    id: mention.id,
    contentVersion: mention.contentVersion,
    contentHash: mention.contentHash,
    evidence: mention.evidence,
    matched: inPlace([...watched.spans, ...affirmed]),
    watchIds: watched.watchIds,
    seenAt: mention.seenAt,
    at,
    channel: mention.channel,
    sentiment: analysis.sentiment,
    topics: analysis.topics.map(({ topic }) => topic),
    headline: headlineOf(mention),
    words: [...new Set(analysis.words)],
    names: [...new Set(analysis.entities.flatMap(anchorOf))],
    print: analysis.fingerprint,
    heat: heatOf(mention, rules),
    reach: interactions.reads ?? 0,
    interactions: (interactions.reposts ?? 0) + (interactions.comments ?? 0) + (interactions.likes ?? 0),
    rank: criticalRank(mention, rules),
    counts: countsForLevel(mention),
    hard: hardMarks(mention, at, rules),
    act: callsToAct(mention),
  }
}

/** The hard triggers of a mention, one a rule. */
export function hardMarks(mention: Analysed, at: EpochMs, rules: Rules): readonly HardMark[] {
  const byRule = new Map<string, HardMark>()
  for (const { rule, cue } of hardTriggers(mention, rules)) {
    if (byRule.has(rule.id)) continue
    const { id, name, level } = rule
    byRule.set(id, { rule: id, name, level, words: cue.words, at, seenAt: mention.seenAt, mentionId: mention.id })
  }
  return [...byRule.values()]
}

/** Plates, days and figures are said of many happenings alike. */
const NO_ANCHOR: ReadonlySet<Entity['kind']> = new Set(['plate', 'date', 'amount', 'people'])

/** Authorities are named by all kinds of happenings: they hold none together and keep none apart. Districts do so little. */
function anchorOf({ kind, name }: Entity): readonly string[] {
  if (NO_ANCHOR.has(kind) || (kind === 'organisation' && /[局厅部委办处队府院]$/u.test(name))) return []
  return [kind === 'place' && /[区县市]$/u.test(name) ? `area:${name}` : `${kind}:${name}`]
}

/** Spans by field and place, each once. */
function inPlace(spans: readonly Span[]): readonly Span[] {
  const byKey = new Map(spans.map(span => [`${span.field}:${span.from}:${span.to}`, span]))
  const field = (span: Span) => (span.field === 'title' ? 0 : 1)
  return [...byKey.values()].sort((a, b) => field(a) - field(b) || a.from - b.from || a.to - b.to)
}

function headlineOf({ title, text }: Analysed): string {
  const line = title.trim() !== '' ? title : text
  const plain = line.replace(/\s+/gu, ' ').trim()
  const units = [...plain]
  return units.length <= HEADLINE_LENGTH ? plain : `${units.slice(0, HEADLINE_LENGTH - 1).join('')}…`
}
