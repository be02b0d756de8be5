import type { Document } from '../src/document.ts'
import { extractGovernmentFeatures, newGovernmentFeatures, worthOf } from '../src/government-features.ts'
import { GOVERNMENT_CLASSES, type GovernmentModel, ROW } from '../src/government-model.ts'
import { chance, shuffle } from './learn.ts'

/** The buckets of a text, and what each is worth for standing there so often. */
export type GovernmentSeen = Readonly<{ buckets: Int32Array; worths: Float32Array }>

/** A text ready for learning: its features, its class, how much it counts. */
export type GovernmentExample = GovernmentSeen & Readonly<{ class: number; weight: number }>

/** Real-valued weights while learning (bucket × ROW, rarity last) and the biases; the shipped model is an 8-bit copy. */
export type GovernmentLearned = Readonly<{ bits: number; rows: Float32Array; biases: Float64Array }>

const CLASSES = GOVERNMENT_CLASSES.length
const RARITY = CLASSES
/** How far an error may pull a weight: larger fits the training texts closer. */
const COST = 0.7
const PASSES = 10
const SETTLED = 0.02
/** Our own topic is the rarest of the seven and the one that must not be missed: its messages count twice. */
const TRANSPORT_WEIGHT = 2
const TRANSPORT = GOVERNMENT_CLASSES.indexOf('transport')

const features = newGovernmentFeatures()

/** What the model sees of a document, with exactly the features used at run time. */
export function governmentSeen(document: Document, bits: number): GovernmentSeen {
  extractGovernmentFeatures(document, features)
  const mask = 2 ** bits - 1
  return {
    buckets: Int32Array.from({ length: features.count }, (_, i) => features.hashes[i]! & mask),
    worths: Float32Array.from({ length: features.count }, (_, i) => worthOf(features.times[i]!)),
  }
}

/** A bucket of fewer texts than this says nothing of the next one. */
const LEAST_TEXTS = 2

/** How rare the features of every bucket are: log of texts over texts with it, plus one; 0 where too few were seen. */
function rarities(training: readonly GovernmentExample[], bits: number): Float32Array {
  const rarity = new Float32Array(2 ** bits)
  for (const { buckets } of training) for (const bucket of new Set(buckets)) rarity[bucket]! += 1
  for (let at = 0; at < rarity.length; at++) {
    const texts = rarity[at]!
    rarity[at] = texts < LEAST_TEXTS ? 0 : Math.log((1 + training.length) / (1 + texts)) + 1
  }
  return rarity
}

/** Values of one text's features: rarity times worth, scaled to length 1. */
function valuesOf({ buckets, worths }: GovernmentSeen, rarity: (bucket: number) => number): Float32Array {
  const values = Float32Array.from(buckets, (bucket, i) => rarity(bucket) * worths[i]!)
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
  return length === 0 ? values : values.map(value => value / length)
}

/** Margins of the classes for one text. */
export function margins({ rows, biases }: GovernmentLearned, seen: GovernmentSeen): Float64Array {
  const values = valuesOf(seen, bucket => rows[bucket * ROW + RARITY]!)
  const z = Float64Array.from(biases)
  seen.buckets.forEach((bucket, i) => {
    for (let c = 0; c < CLASSES; c++) z[c]! += rows[bucket * ROW + c]! * values[i]!
  })
  return z
}

type Prepared = Readonly<{ buckets: Int32Array; values: Float32Array; class: number; weight: number; length: number }>

/**
 * One class against the rest: a support vector machine with squared hinge loss, solved in the dual one text at a time
 * (Hsieh and others, "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008, algorithm 1).
 */
function learnClass(training: readonly Prepared[], c: number, rows: Float32Array, random: () => number): number {
  const alphas = new Float64Array(training.length)
  const order = Int32Array.from(training.keys())
  let bias = 0
  for (let pass = 0; pass < PASSES; pass++) {
    shuffle(order, random)
    let largest = 0
    for (const index of order) {
      const { buckets, values, class: truth, weight, length } = training[index]!
      const sign = truth === c ? 1 : -1
      const slack = 1 / (2 * COST * weight)
      let margin = bias
      for (let i = 0; i < buckets.length; i++) margin += rows[buckets[i]! * ROW + c]! * values[i]!
      const alpha = alphas[index]!
      const gradient = sign * margin - 1 + slack * alpha
      const projected = alpha === 0 ? Math.min(gradient, 0) : gradient
      largest = Math.max(largest, Math.abs(projected))
      if (Math.abs(projected) < 1e-9) continue
      alphas[index] = Math.max(alpha - gradient / (length + slack), 0)
      const step = (alphas[index]! - alpha) * sign
      for (let i = 0; i < buckets.length; i++) rows[buckets[i]! * ROW + c]! += step * values[i]!
      bias += step
    }
    if (largest < SETTLED) break
  }
  return bias
}

/** Learns the seven classes; the same examples and seed give the same weights. */
export function learnGovernment(training: readonly GovernmentExample[], bits: number, seed: number): GovernmentLearned {
  const rarity = rarities(training, bits)
  const rows = new Float32Array(2 ** bits * ROW)
  rarity.forEach((value, bucket) => {
    rows[bucket * ROW + RARITY] = value
  })
  const prepared = training.map(({ buckets, worths, class: truth, weight: given }) => {
    const values = valuesOf({ buckets, worths }, bucket => rarity[bucket]!)
    const weight = truth === TRANSPORT ? given * TRANSPORT_WEIGHT : given
    return { buckets, values, class: truth, weight, length: 1 + values.reduce((sum, value) => sum + value * value, 0) }
  })
  const random = chance(seed)
  const biases = Float64Array.from(GOVERNMENT_CLASSES, (_, c) => learnClass(prepared, c, rows, random))
  return { bits, rows, biases }
}

/** Margins of a text that was held back, and its class. */
export type Margin = Readonly<{ z: Float64Array; class: number }>

/** The divisor of the margins that makes probabilities honest on texts held back: least log loss on a grid. */
export function governmentTemperature(heldBack: readonly Margin[]): number {
  let best = { t: 1, loss: Number.POSITIVE_INFINITY }
  for (let t = 0.1; t <= 2; t += 0.01) {
    let loss = 0
    for (const { z, class: truth } of heldBack) {
      const top = Math.max(...z)
      loss += Math.log(z.reduce((sum, value) => sum + Math.exp((value - top) / t), 0)) - (z[truth]! - top) / t
    }
    if (loss < best.loss) best = { t, loss }
  }
  return best.t
}

/** Eight bits a weight; the step per class covers all but the largest ten-thousandth, which are clipped. */
export function quantiseGovernment(
  { bits, rows, biases }: GovernmentLearned,
  t: number,
): Omit<GovernmentModel, 'version'> {
  const most = rows.reduce((top, value, at) => (at % ROW === RARITY ? Math.max(top, value) : top), 0)
  const steps = GOVERNMENT_CLASSES.map((_, c) => {
    const sizes = new Float32Array(2 ** bits)
    for (let i = 0; i < sizes.length; i++) sizes[i] = Math.abs(rows[i * ROW + c]!)
    sizes.sort()
    return Math.max(1e-9, sizes[Math.floor(sizes.length * 0.9999)]! / 127)
  })
  const quantised = Int8Array.from(rows, (value, at) => {
    const step = at % ROW === RARITY ? most / 127 : steps[at % ROW]!
    return Math.max(-127, Math.min(127, Math.round(value / step)))
  })
  return { bits, rows: quantised, scales: steps.map(step => step / t), biases: Array.from(biases, bias => bias / t) }
}
