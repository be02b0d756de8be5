import type { GovernmentTopic } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import {
  decodeGovernment,
  encodeGovernment,
  GOVERNMENT_CLASSES,
  type GovernmentModel,
} from '../src/government-model.ts'
import { loadSegmenter, type Segmenter } from '../src/segment.ts'
import { judgeGovernment } from './government.ts'
import {
  type GovernmentExample,
  governmentSeen,
  governmentTemperature,
  learnGovernment,
  margins,
  quantiseGovernment,
} from './government-learn.ts'
import { type GovernmentScore, scoreGovernment } from './government-score.ts'
import { type GovernmentText, isGovernmentHeldBack, partOf, readGovernmentTexts } from './government-sets.ts'
import { isHeldBack } from './sets.ts'

/** A text of which a person said whose business it is. */
export type GovernmentCorrection = Readonly<{ id: string; text: string; government: GovernmentTopic }>

/** What came of a training: the file to be written, and how old and new do on every part neither was trained on. */
export type GovernmentTraining = Readonly<{
  bytes: Buffer
  model: GovernmentModel
  texts: number
  figures: readonly Readonly<{ part: string; before: GovernmentScore | null; after: GovernmentScore }>[]
}>

const BITS = 18
const SEED = 1
const CORRECTION_WEIGHT = 3
/** One part in five stays out of a first training, so that its margins say how sure the second may be. */
const APART = 0

const textOf = ({ id, text, government }: GovernmentCorrection): GovernmentText => ({
  id,
  text,
  class: GOVERNMENT_CLASSES.indexOf(government),
  bare: false,
})

type Ready = Readonly<{ text: GovernmentText; example: GovernmentExample }>

function ready(segmenter: Segmenter, texts: readonly GovernmentText[], weight: number): readonly Ready[] {
  return texts.map(text => {
    const seen = governmentSeen(prepare(segmenter, '', text.text), BITS)
    return { text, example: { ...seen, class: text.class, weight } }
  })
}

function learn(training: readonly Ready[]): Buffer {
  const apart = ({ text }: Ready) => !text.bare && partOf(text) === APART
  const examples = (some: readonly Ready[]) => some.map(({ example }) => example)
  const first = learnGovernment(examples(training.filter(one => !apart(one))), BITS, SEED)
  const unseen = training.filter(apart).map(({ example }) => ({ z: margins(first, example), class: example.class }))
  const t = unseen.length === 0 ? 1 : governmentTemperature(unseen)
  return encodeGovernment(quantiseGovernment(learnGovernment(examples(training), BITS, SEED), t))
}

/**
 * Learns whose business a message is from the sets in `folder` and corrections, and compares with the model `before` on what is held
 * back of both. Nothing is written. Null when there is no labelled message to learn from: corrections alone make no model.
 * @throws {Unavailable} 'text/dictionary-missing' @throws {Rejected} 'text/dictionary-broken'
 */
export function retrainGovernment(
  folder: string,
  corrections: readonly GovernmentCorrection[],
  before: GovernmentModel,
): GovernmentTraining | null {
  const messages = readGovernmentTexts(folder)
  if (messages.length === 0) return null
  const segmenter = loadSegmenter()
  const corrected = (heldBack: boolean) => corrections.filter(({ id }) => isHeldBack(id) === heldBack).map(textOf)
  const plain = ready(
    segmenter,
    messages.filter(text => !isGovernmentHeldBack(text)),
    1,
  )
  const training = [...plain, ...ready(segmenter, corrected(false), CORRECTION_WEIGHT)]
  const bytes = learn(training)
  const model = decodeGovernment(bytes)
  const parts = [
    { part: 'zhengwu_topic7 held back', texts: messages.filter(isGovernmentHeldBack) },
    { part: 'corrections', texts: corrected(true) },
  ].filter(({ texts }) => texts.length > 0)
  const score = (by: GovernmentModel, texts: readonly GovernmentText[]) =>
    scoreGovernment(judgeGovernment(segmenter, by, texts))
  const figures = parts.map(({ part, texts }) => ({ part, before: score(before, texts), after: score(model, texts) }))
  return { bytes, model, texts: training.length, figures }
}
