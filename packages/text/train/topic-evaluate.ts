import { TOPICS, type Topic } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import { entityFinder } from '../src/entity.ts'
import { loadSegmenter, type Segmenter } from '../src/segment.ts'
import { judgeTopics } from '../src/topic.ts'
import { printTable, ratio } from './columns.ts'
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
  console.log(`自写句子：编规则时看过的 ${seen.length} 句；规则从未看过的 ${heldBack.length} 句。没有可比的同类数据。`)
  printTable(
    ['主题', '看过', '精度', '召回', 'F1', '未看过', '精度', '召回', 'F1'],
    [...CODES, 'all' as const].map(code => [
      code === 'all' ? '合计' : `${TOPICS[code]}（${code}）`,
      ...scores.flatMap(score => {
        const { sentences, precision, recall, f1 } = score[code]
        return [String(sentences), ratio(precision), ratio(recall), ratio(f1)]
      }),
    ]),
  )
}

if (import.meta.main) evaluateTopics()
