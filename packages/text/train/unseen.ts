import { loadSegmenter } from '../src/segment.ts'
import { decodeModel } from '../src/sentiment-model.ts'
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

/** Prints macro-F1 on a Weibo set from a source the model was never trained on, beside the best peer and the aim. */
export function evaluateUnseen(set: string): void {
  const folder = dataFolder()
  const unseen = folder === null ? null : scoreUnseen(folder, set)
  if (unseen === null) return console.log(`SKIPPED: ${set} is not in ../shared/data/text; nothing was measured.`)
  const { without, learned, score } = unseen
  const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3))
  const [negative, neutral, positive] = score.f1.map(figure)
  console.log(`learned from ${learned} texts, without ${without.join(', ')}`)
  console.log(`${set}: ${score.texts} texts, macro-F1 ${figure(score.macroF1)}, source never trained on`)
  console.log(
    `F1 negative ${negative}, neutral ${neutral}, positive ${positive}; calibration ${figure(score.calibrationError)}`,
  )
  if (set === 'nlpcc14_emotion')
    console.log(`peer ${figure(PEER)} (other texts of an unseen Weibo source), aim ${figure(AIM)}`)
}

if (import.meta.main) evaluateUnseen(process.argv[2] ?? 'nlpcc14_emotion')
