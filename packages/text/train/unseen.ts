import { loadSegmenter } from '../src/segment.ts'
import { decodeModel } from '../src/sentiment-model.ts'
import { printTable, ratio } from './columns.ts'
import { readNegation, readOwn } from './own.ts'
import { type Score, sentimentScorer } from './score.ts'
import { withoutNearCopies } from './sentiment-parts.ts'
import { learnSentiment } from './sentiment-training.ts'
import { dataFolder, type Labelled, readSet, SETS } from './sets.ts'
import { readWeak } from './weak.ts'

/** Sets gathered by the same people for the same task: a model that saw one has seen the others' source. */
const SAME_ORIGIN: readonly (readonly string[])[] = [
  ['nlpcc14_emotion', 'nlpcc14_sc'],
  ['ewect_usual', 'ewect_virus', 'ecisa_implicit'],
]

/** Best macro-F1 of the peers on a Weibo set from a source they never trained on: TF-IDF with a linear machine. */
const PEER = 0.638
const AIM = 0.66

/** How a model that never saw a source does on it. */
export type Unseen = Readonly<{
  set: string
  without: readonly string[] // the sets it was not trained on
  learned: number // texts it was trained on
  score: Score
}>

/**
 * Learns the sentiment model without `set` and without every set of the same origin, leaving out too what is nearly a copy of a text
 * of `set`, and scores it on all of `set`, the source unknown. Nothing is written. About a minute; null when `set` is not in `folder`.
 * @throws {Unavailable} 'text/dictionary-missing' @throws {Rejected} 'text/dictionary-broken'
 */
export function scoreUnseen(folder: string, set: string): Unseen | null {
  const segmenter = loadSegmenter()
  const without = SAME_ORIGIN.find(names => names.includes(set)) ?? [set]
  const measured = SETS.filter(({ name }) => name === set).flatMap(plan => wholeSet(folder, plan))
  if (measured.length === 0) return null
  const others = SETS.filter(({ name }) => !without.includes(name))
  const part = (which: 'train' | 'held-back') => [
    ...others.flatMap(plan => readSet(folder, plan, which)),
    ...readWeak(folder, which),
  ]
  const training = withoutNearCopies([...part('train'), ...readOwn(), ...readNegation('train')], measured)
  const heldBack = withoutNearCopies(part('held-back'), measured)
  const model = decodeModel(learnSentiment(segmenter, training, heldBack))
  return { set, without, learned: training.length, score: sentimentScorer(segmenter, model)(measured, false) }
}

function wholeSet(folder: string, plan: (typeof SETS)[number]): readonly Labelled[] {
  return (['train', 'held-back', 'valid'] as const).flatMap(part => readSet(folder, plan, part))
}

/** Prints macro-F1 on a set whose source the model was never trained on, beside the best peer and the aim for a Weibo set. */
export function evaluateUnseen(set: string): void {
  const folder = dataFolder()
  const unseen = folder === null ? null : scoreUnseen(folder, set)
  if (unseen === null) {
    console.log(`跳过：训练集里没有 ${set}，没有测。`)
    return
  }
  const { without, learned, score } = unseen
  console.log(`学习 ${learned} 条，不含 ${without.join('、')}；来源从未学过的 ${set}，${score.texts} 条`)
  printTable(
    ['', 'macro-F1', '负面', '中性', '正面', '校准误差'],
    [
      ['本系统', ratio(score.macroF1), ...score.f1.map(ratio), ratio(score.calibrationError)],
      ['同类（一个来源从未学过的微博集）', ratio(PEER)],
      ['目标', ratio(AIM)],
    ],
  )
}

if (import.meta.main) evaluateUnseen(process.argv[2] ?? 'nlpcc14_emotion')
