import type { Document } from './document.ts'
import { extractFeatures, type Features, newFeatures } from './features.ts'
import { CLASSES, type Reviewing, type SentimentModel } from './sentiment-model.ts'
import { FILTERS, FULL, letterSequence, wordSequence } from './sentiment-windows.ts'
import { type WindowPool, windowPool } from './window-pool.ts'

/** What the model saw in a text, kept for the reasons. Buffers are reused by the next text. */
export type Sight = {
  features: Features
  halves: readonly [letters: WindowPool, words: WindowPool] // the strongest answer to each pattern, and where
  answers: Float64Array // how much each pattern was answered, 0..FULL: letters, then words
  review: number // how far it counts as a product or hotel review, 0..1: next to nothing unless that is plain
  logits: Float64Array // log-odds per class before the kind of text is taken into account
}

/** Row of every UTF-16 unit in the table of letters: 1 when unknown. */
export function letterRows(letters: Uint16Array): Uint16Array {
  const rows = new Uint16Array(65_536).fill(1)
  letters.forEach((letter, at) => {
    rows[letter] = at + 2
  })
  return rows
}

function addLinear({ weights, scales, biases, bits }: SentimentModel, features: Features, logits: Float64Array): void {
  const mask = 2 ** bits - 1
  let a = 0
  let b = 0
  let c = 0
  for (let i = 0; i < features.count; i++) {
    const at = (features.hashes[i]! & mask) * CLASSES
    a += weights[at]!
    b += weights[at + 1]!
    c += weights[at + 2]!
  }
  const norm = features.count === 0 ? 0 : 1 / Math.sqrt(features.count)
  logits[0] = a * norm * scales[0]! + biases[0]!
  logits[1] = b * norm * scales[1]! + biases[1]!
  logits[2] = c * norm * scales[2]! + biases[2]!
}

function reviewShare({ weights, bits, scale, bias }: Reviewing, features: Features): number {
  const mask = 2 ** bits - 1
  let sum = 0
  for (let i = 0; i < features.count; i++) sum += weights[features.hashes[i]! & mask]!
  const norm = features.count === 0 ? 0 : 1 / Math.sqrt(features.count)
  return 1 / (1 + Math.exp(-(sum * norm * scale + bias)))
}

/** A probability to this power: half a review is hardly moved, for a post that only sounds like one is common. */
const PLAINNESS = 4

/** Looks at one text after another; each look overwrites the last. */
export function looker(model: SentimentModel): (document: Document) => Sight {
  const { letters, letterTable, wordBits, wordTable, steps, out } = model.windows
  const rows = letterRows(letters)
  const sight: Sight = {
    features: newFeatures(),
    halves: [windowPool(letterTable), windowPool(wordTable)],
    answers: new Float64Array(2 * FILTERS),
    review: 0,
    logits: new Float64Array(CLASSES),
  }
  const [ofLetters, ofWords] = sight.halves
  const answer = ({ best, run }: WindowPool, step: number, from: number) => {
    run()
    for (let f = 0; f < FILTERS; f++) sight.answers[from + f] = Math.min(FULL, best[f]! * step)
  }
  return document => {
    extractFeatures(document, sight.features)
    addLinear(model, sight.features, sight.logits)
    sight.review = reviewShare(model.reviewing, sight.features) ** PLAINNESS
    letterSequence(document, rows, ofLetters.sequence)
    wordSequence(document, wordBits, ofWords.sequence)
    answer(ofLetters, steps[0], 0)
    answer(ofWords, steps[1], FILTERS)
    const { answers, logits } = sight
    for (let f = 0; f < answers.length; f++) {
      for (let c = 0; c < CLASSES; c++) logits[c]! += answers[f]! * out[f * CLASSES + c]!
    }
    return sight
  }
}
