import { SENTIMENTS } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import { extractFeatures, newFeatures } from '../src/features.ts'
import type { Segmenter } from '../src/segment.ts'
import { letterSequence, newSequence, wordSequence } from '../src/sentiment-windows.ts'
import type { Labelled } from './sets.ts'

/** One text ready for learning: what the linear model and the patterns see, its class, how much it counts, whether neutral is ruled out. */
export type Example = Readonly<{
  buckets: Int32Array
  letters: Uint16Array
  words: Uint16Array
  class: number
  weight: number
  twoWay: boolean
}>

const EPOCHS = 4
const RATE = 0.15
const BIAS_RATE = 0.0015
const DECAY = 0.9
const TINY_GRADIENT = 1e-5
/** log2 of the rows that words share. */
export const WORD_BITS = 15

const AS_IS = Uint16Array.from({ length: 65_536 }, (_, unit) => unit)

/** Turns labelled texts into examples, with exactly what is seen at run time. */
export function examples(segmenter: Segmenter, labelled: readonly Labelled[], bits: number): Example[] {
  const features = newFeatures()
  const sequence = newSequence()
  const mask = 2 ** bits - 1
  const tokens = () => Uint16Array.from(sequence.rows.subarray(1, sequence.count + 1))
  return labelled.map(({ text, sentiment, weight, twoWay }) => {
    const document = prepare(segmenter, '', text)
    extractFeatures(document, features)
    const buckets = Int32Array.from({ length: features.count }, (_, i) => features.hashes[i]! & mask)
    letterSequence(document, AS_IS, sequence)
    const letters = tokens()
    wordSequence(document, WORD_BITS, sequence)
    return { buckets, letters, words: tokens(), class: SENTIMENTS.indexOf(sentiment), weight, twoWay }
  })
}

/** A small repeatable source of chance: one seed, one model. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return (state >>> 0) / 2 ** 32
  }
}

/** Puts the order in an order of chance. */
export function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const kept = order[i]!
    order[i] = order[j]!
    order[j] = kept
  }
}

/** Real-valued weights while learning; the shipped model is an 8-bit copy of them. */
export type Learned = Readonly<{ bits: number; weights: Float32Array; biases: Float64Array }>

/** Log-odds of the three classes before temperature. */
export function logits({ weights, biases }: Learned, { buckets }: Example, into: Float64Array): void {
  const norm = buckets.length === 0 ? 0 : 1 / Math.sqrt(buckets.length)
  for (let c = 0; c < 3; c++) {
    let sum = 0
    for (let i = 0; i < buckets.length; i++) sum += weights[buckets[i]! * 3 + c]!
    into[c] = sum * norm + biases[c]!
  }
}

/** In place. With neutral ruled out its probability is 0, so a two-way label never pushes neutral down. */
export function softmax(z: Float64Array, twoWay: boolean): void {
  const top = Math.max(z[0]!, twoWay ? z[0]! : z[1]!, z[2]!)
  let sum = 0
  for (let c = 0; c < 3; c++) {
    z[c] = twoWay && c === 1 ? 0 : Math.exp(z[c]! - top)
    sum += z[c]!
  }
  for (let c = 0; c < 3; c++) z[c] = z[c]! / sum
}

/** Multinomial logistic regression by AdaGrad; the same examples and seed give the same weights. */
export function learn(training: readonly Example[], bits: number, seed: number): Learned {
  const learned: Learned = { bits, weights: new Float32Array(2 ** bits * 3), biases: new Float64Array(3) }
  const squares = new Float32Array(2 ** bits * 3).fill(1e-8)
  const order = Int32Array.from(training.keys())
  const random = chance(seed)
  const p = new Float64Array(3)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    const rate = 1 - (epoch / EPOCHS) * DECAY
    for (const index of order) step(learned, squares, training[index]!, rate, p)
  }
  return learned
}

function step(learned: Learned, squares: Float32Array, example: Example, rate: number, p: Float64Array): void {
  const { weights, biases } = learned
  const { buckets } = example
  logits(learned, example, p)
  softmax(p, example.twoWay)
  const norm = buckets.length === 0 ? 0 : 1 / Math.sqrt(buckets.length)
  for (let c = 0; c < 3; c++) {
    if (example.twoWay && c === 1) continue
    const error = (p[c]! - (c === example.class ? 1 : 0)) * example.weight
    biases[c]! -= BIAS_RATE * rate * error
    const gradient = error * norm
    if (Math.abs(gradient) < TINY_GRADIENT) continue
    for (let i = 0; i < buckets.length; i++) {
      const at = buckets[i]! * 3 + c
      squares[at]! += gradient * gradient
      weights[at]! -= (RATE * rate * gradient) / Math.sqrt(squares[at]!)
    }
  }
}

/** The mean of several models that saw the examples in different orders: still one linear model, with less chance in it. */
export function learnMean(training: readonly Example[], bits: number, seeds: readonly number[]): Learned {
  const mean: Learned = { bits, weights: new Float32Array(2 ** bits * 3), biases: new Float64Array(3) }
  for (const seed of seeds) {
    const { weights, biases } = learn(training, bits, seed)
    for (let i = 0; i < weights.length; i++) mean.weights[i]! += weights[i]! / seeds.length
    for (let c = 0; c < 3; c++) mean.biases[c]! += biases[c]! / seeds.length
  }
  return mean
}
