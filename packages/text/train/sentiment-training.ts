import type { Sentiment } from '@guanlan/domain'
import { loadSegmenter, type Segmenter } from '../src/segment.ts'
import { decodeModel, encodeModel, type SentimentModel } from '../src/sentiment-model.ts'
import { letterRows } from '../src/sentiment-sight.ts'
import { examples, learnMean } from './learn.ts'
import { learnReview } from './learn-review.ts'
import { commonLetters, learnWindows } from './learn-windows.ts'
import { readNegation, readOwn } from './own.ts'
import { quantise, quantiseWindows } from './quantise.ts'
import { learnRegisters, REVIEWS } from './registers.ts'
import { type Score, sentimentScorer } from './score.ts'
import { type Part, sentimentParts } from './sentiment-parts.ts'
import { isHeldBack, type Labelled, OURS, readSet, SETS } from './sets.ts'
import { readWeak } from './weak.ts'

/** A text whose sentiment a person corrected. `weight` is how much it counts, 3 unless told; a text of a labelled set counts at most 1. */
export type SentimentCorrection = Readonly<{ id: string; text: string; sentiment: Sentiment; weight?: number }>

/** What came of a training: the file to be written, and how old and new do on every part neither was trained on. */
export type SentimentTraining = Readonly<{
  bytes: Buffer
  model: SentimentModel
  texts: number // how many texts it learned from
  figures: readonly Readonly<{ part: string; before: Score | null; after: Score }>[]
}>

/** 2^20 buckets × 3 classes × 8 bits = 3 MB. */
const BITS = 20
const SEEDS = [1, 2, 3]
const WINDOWS_SEED = 1
const REVIEW_SEED = 9
/** Sets that count less than this are too loosely labelled to say what is usual in them. */
const CLEAN = 0.5
const CORRECTION_WEIGHT = 3

function correctionsOf(corrections: readonly SentimentCorrection[], heldBack: boolean): readonly Labelled[] {
  return corrections
    .filter(({ id }) => isHeldBack(id) === heldBack)
    .map(({ id, text, sentiment, weight = CORRECTION_WEIGHT }) => {
      return { id, text, sentiment, weight, twoWay: false, set: OURS }
    })
}

/** The bytes of a model learned from `training`; what is usual in each source is fitted on `heldBack`. The same texts give the same bytes. */
export function learnSentiment(
  segmenter: Segmenter,
  training: readonly Labelled[],
  heldBack: readonly Labelled[],
): Buffer {
  const ready = examples(segmenter, training, BITS)
  const linear = quantise(learnMean(ready, BITS, SEEDS))
  const letters = commonLetters(ready)
  const windows = quantiseWindows(learnWindows(ready, letters, letterRows(letters), WINDOWS_SEED))
  const reviewing = learnReview(
    ready,
    training.map(({ set }) => REVIEWS.includes(set)),
    REVIEW_SEED,
  )
  const noisy = SETS.filter(({ weight }) => weight < CLEAN).map(({ name }) => name)
  const kinds = learnRegisters(segmenter, { ...linear, windows, reviewing }, heldBack, noisy)
  return encodeModel({ ...linear, windows, ...kinds })
}

/**
 * Learns the sentiment model from the sets in `folder`, our own sentences and corrections; some minutes. Nothing is
 * written: the caller compares `figures` and decides. A tenth of the sets and of the corrections, chosen by id, is held back.
 * @throws {Unavailable} 'text/dictionary-missing' @throws {Rejected} 'text/dictionary-broken'
 */
export function trainSentiment(
  folder: string,
  corrections: readonly SentimentCorrection[] = [],
  before: SentimentModel | null = null,
): SentimentTraining {
  const segmenter = loadSegmenter()
  const training = [
    ...SETS.flatMap(plan => readSet(folder, plan, 'train')),
    ...readWeak(folder, 'train'),
    ...readOwn(),
    ...readNegation('train'),
    ...correctionsOf(corrections, false),
  ]
  const heldBack = [...SETS.flatMap(plan => readSet(folder, plan, 'held-back')), ...readWeak(folder, 'held-back')]
  const bytes = learnSentiment(segmenter, training, heldBack)
  const model = decodeModel(bytes)
  const corrected: Part = { name: 'corrections', texts: correctionsOf(corrections, true), peer: null }
  const parts = [...sentimentParts(folder), corrected].filter(({ texts }) => texts.length > 0)
  const after = sentimentScorer(segmenter, model)
  const old = before === null ? null : sentimentScorer(segmenter, before)
  const figures = parts.map(({ name, texts }) => {
    return { part: name, before: old?.(texts, false) ?? null, after: after(texts, false) }
  })
  return { bytes, model, texts: training.length, figures }
}
