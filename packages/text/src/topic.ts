import type { Analysis, Entity, Reason, Topic } from '@guanlan/domain'
import { TOPICS } from '@guanlan/domain'
import { type Document, originalAt, spanOf, standsAlone, wordsAt } from './document.ts'
import { matcher } from './matcher.ts'
import { isDenied } from './topic-denial.ts'
import { TOPIC_RULES, TOPIC_TRAPS } from './topic-rules.ts'

/** Topics of one text, surest first. */
export type TopicVerdicts = Analysis['topics']

const WEIGHTS = { sure: 0.8, likely: 0.55, hint: 0.3 } as const
const LINE_WEIGHT = 0.6
const THRESHOLD = 0.5
/** A word of the title counts as this many words of the text. */
const TITLE_POWER = 1.5
/** What a text is about it says at once; a word further on may be in passing and counts for less, a hint the less still. */
const LEAD = 100
const PASSING = 0.6
const HINT_PASSING = 0.4
const MOST_REASONS = 5

type Word = Readonly<{ topic: Topic; weight: number; group: number }> // words of one group count once

const codes = Object.keys(TOPICS) as Topic[]
const meanings = new Map<string, Word[]>()
let groups = 0
for (const topic of codes) {
  for (const strength of ['sure', 'likely', 'hint'] as const) {
    for (const group of TOPIC_RULES[topic][strength].split(' ')) {
      groups++
      for (const word of group.split('|')) {
        const meaning = { topic, weight: WEIGHTS[strength], group: groups }
        const known = meanings.get(word)
        if (known === undefined) meanings.set(word, [meaning])
        else known.push(meaning)
      }
    }
  }
}
/** A longer phrase says its own topics at least as loud as the words inside it do: at run time only the longest is counted. */
function atLeastInner(phrase: string, own: readonly Word[]): readonly Word[] {
  return own.map(({ topic, weight, group }) => {
    let loudest: number = weight
    for (const [inner, words] of meanings) {
      if (!phrase.includes(inner)) continue
      for (const word of words) if (word.topic === topic) loudest = Math.max(loudest, word.weight)
    }
    return { topic, weight: loudest, group }
  })
}

const patterns = [...TOPIC_TRAPS, ...meanings.keys()]
const wordsOf: readonly (readonly Word[])[] = patterns.map((pattern, at) =>
  at < TOPIC_TRAPS.length ? [] : atLeastInner(pattern, meanings.get(pattern)!),
)
const find = matcher(patterns)

type Tally = { doubt: number; reasons: Reason[]; seen: Set<number> }

function count(tallies: Map<Topic, Tally>, topic: Topic, key: number, reason: Reason): void {
  let tally = tallies.get(topic)
  if (tally === undefined) {
    tally = { doubt: 1, reasons: [], seen: new Set() }
    tallies.set(topic, tally)
  }
  if (tally.seen.has(key)) return
  tally.seen.add(key)
  tally.doubt *= reason.span.field === 'title' ? (1 - reason.weight) ** TITLE_POWER : 1 - reason.weight
  tally.reasons.push(reason)
}

const LINE_KEY = -1

/**
 * Which of the 19 topics a text speaks of. Every word that counts is a reason with its place in the original;
 * a word counts once however often it stands there (where it first does), not where the writer says it is not about that
 * (whether a rumour is denied or not, it is about one), and confidence is 1 − Π(1 − weight), so it never reaches 1.
 */
export function judgeTopics(document: Document, entities: readonly Entity[]): TopicVerdicts {
  const hits = find(document.units, document.length)
  const tallies = new Map<Topic, Tally>()
  let coveredTo = 0
  for (const { pattern, from, to } of hits) {
    if (to <= coveredTo) continue
    coveredTo = to
    const words = wordsOf[pattern]!
    if (words.length === 0 || !standsAlone(document, from, to)) continue
    const denied = isDenied(document, from, to)
    const span = spanOf(document, from, to)
    const passing = span.field === 'text' && span.from >= LEAD
    for (const { topic, weight, group } of words) {
      if (denied && topic !== 'rumor') continue
      const share = !passing ? 1 : weight <= WEIGHTS.hint ? HINT_PASSING : PASSING
      count(tallies, topic, group, { span, words: wordsAt(document, from, to), weight: weight * share })
    }
  }
  for (const { kind, span } of entities) {
    if (kind !== 'line') continue
    count(tallies, 'bus', LINE_KEY, { span, words: originalAt(document, span), weight: LINE_WEIGHT })
  }
  if (tallies.size === 0) return []
  const verdicts: { topic: Topic; confidence: number; reasons: readonly Reason[] }[] = []
  for (const [topic, { doubt, reasons }] of tallies) {
    const confidence = Math.round((1 - doubt) * 1000) / 1000
    if (confidence < THRESHOLD) continue
    reasons.sort((a, b) => b.weight - a.weight)
    verdicts.push({ topic, confidence, reasons: reasons.slice(0, MOST_REASONS) })
  }
  return verdicts.sort((a, b) => b.confidence - a.confidence || (a.topic < b.topic ? -1 : 1))
}
