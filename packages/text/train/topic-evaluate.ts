import { TOPICS, type Topic } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import { entityFinder } from '../src/entity.ts'
import { loadSegmenter, type Segmenter } from '../src/segment.ts'
import { judgeTopics } from '../src/topic.ts'
import { TOPICS_HELD_BACK } from './topic-table-held-back.ts'
import { TOPICS_OPEN } from './topic-table-open.ts'
import { TOPICS_SECOND } from './topic-table-second.ts'

/** A sentence with every topic a duty officer would give it. */
export type TopicSentence = Readonly<{ text: string; topics: readonly Topic[] }>

/** How the rules do on one topic. Precision is null when they never gave it, recall when no sentence has it. */
export type TopicScore = Readonly<{
  sentences: number
  precision: number | null
  recall: number | null
  f1: number
}>

const findEntities = entityFinder([])
const CODES = Object.keys(TOPICS) as readonly Topic[]

/** The sentences of a table: topics, a bar, the text. */
export function readTopicTable(table: string): readonly TopicSentence[] {
  return table
    .trim()
    .split('\n')
    .map(line => {
      const bar = line.indexOf(' | ')
      const codes = line.slice(0, bar).split(' ')
      return { text: line.slice(bar + 3), topics: CODES.filter(code => codes.includes(code)) }
    })
}

/** The topics the rules give a text, with the bus lines that its numbers name. */
export function topicsOf(segmenter: Segmenter, text: string): readonly Topic[] {
  const document = prepare(segmenter, '', text)
  return judgeTopics(document, findEntities(document, 0)).map(({ topic }) => topic)
}

/** Figures per topic, and over all of them together under `all`. */
export function scoreTopics(
  segmenter: Segmenter,
  sentences: readonly TopicSentence[],
): Readonly<Record<Topic | 'all', TopicScore>> {
  const counts = new Map(CODES.map(code => [code, { truth: 0, given: 0, right: 0 }]))
  const all = { truth: 0, given: 0, right: 0 }
  for (const { text, topics } of sentences) {
    const given = topicsOf(segmenter, text)
    for (const [code, count] of counts) {
      for (const tally of [count, all]) {
        if (topics.includes(code)) tally.truth++
        if (given.includes(code)) tally.given++
        if (topics.includes(code) && given.includes(code)) tally.right++
      }
    }
  }
  const score = ({ truth, given, right }: typeof all): TopicScore => ({
    sentences: truth,
    precision: given === 0 ? null : right / given,
    recall: truth === 0 ? null : right / truth,
    f1: truth + given === 0 ? 0 : (2 * right) / (truth + given),
  })
  const perCode = CODES.map(code => [code, score(counts.get(code)!)] as const)
  return { ...(Object.fromEntries(perCode) as Record<Topic, TopicScore>), all: score(all) }
}

const figure = (value: number | null) => (value === null ? '–' : value.toFixed(2)).padStart(6)

/** The sentences the rules were written with, and those written after the rules stood. */
export function topicTables(): Readonly<{ seen: readonly TopicSentence[]; heldBack: readonly TopicSentence[] }> {
  return {
    seen: [...readTopicTable(TOPICS_OPEN), ...readTopicTable(TOPICS_SECOND)],
    heldBack: readTopicTable(TOPICS_HELD_BACK),
  }
}

/** Prints precision and recall per topic on our own sentences: those the rules were written with, and those they never saw. */
export function evaluateTopics(): void {
  const segmenter = loadSegmenter()
  const { seen, heldBack } = topicTables()
  const scores = [scoreTopics(segmenter, seen), scoreTopics(segmenter, heldBack)]
  console.log(`topic rules  seen: ${seen.length} sentences       never seen: ${heldBack.length} sentences`)
  console.log('            n  prec.  rec.   F1        n  prec.  rec.   F1')
  for (const code of [...CODES, 'all'] as const) {
    const cells = scores.map(score => {
      const { sentences, precision, recall, f1 } = score[code]
      return `${String(sentences).padStart(4)} ${figure(precision)}${figure(recall)}${figure(f1)}`
    })
    console.log(`${code.padEnd(9)}${cells.join('     ')}`)
  }
}

if (import.meta.main) evaluateTopics()
