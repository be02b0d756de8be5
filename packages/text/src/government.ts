import type { GovernmentTopic, GovernmentVerdict } from '@guanlan/domain'
import type { Document } from './document.ts'
import {
  extractGovernmentFeatures,
  type GovernmentFeatures,
  newGovernmentFeatures,
  worthOf,
} from './government-features.ts'
import { transportLeaves } from './government-leaves.ts'
import { GOVERNMENT_CLASSES, type GovernmentModel, ROW } from './government-model.ts'
import { forgetWeights, shareWeight, strongestWords } from './word-weights.ts'

const CLASSES = GOVERNMENT_CLASSES.length
const TRANSPORT = GOVERNMENT_CLASSES.indexOf('transport')

/** Calibrated probabilities in the order of GOVERNMENT_CLASSES into `into`; returns the length of the text's values, 0 when the model knows none of its features. */
export function governmentProbabilities(
  { rows, scales, biases, bits }: GovernmentModel,
  { count, hashes, times }: GovernmentFeatures,
  into: Float64Array,
): number {
  const mask = 2 ** bits - 1
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  let squares = 0
  for (let i = 0; i < count; i++) {
    const at = (hashes[i]! & mask) * ROW
    if (rows[at + 7] === 0) continue
    const value = rows[at + 7]! * worthOf(times[i]!)
    squares += value * value
    a += value * rows[at]!
    b += value * rows[at + 1]!
    c += value * rows[at + 2]!
    d += value * rows[at + 3]!
    e += value * rows[at + 4]!
    f += value * rows[at + 5]!
    g += value * rows[at + 6]!
  }
  if (squares === 0) return 0
  const norm = 1 / Math.sqrt(squares)
  into[0] = a
  into[1] = b
  into[2] = c
  into[3] = d
  into[4] = e
  into[5] = f
  into[6] = g
  let top = Number.NEGATIVE_INFINITY
  for (let k = 0; k < CLASSES; k++) {
    into[k] = into[k]! * norm * scales[k]! + biases[k]!
    if (into[k]! > top) top = into[k]!
  }
  let sum = 0
  for (let k = 0; k < CLASSES; k++) {
    into[k] = Math.exp(into[k]! - top)
    sum += into[k]!
  }
  for (let k = 0; k < CLASSES; k++) into[k] = into[k]! / sum
  return Math.sqrt(squares)
}

/** Spreads every feature's weight for the chosen class, against the mean of the others, over the units it came from. */
function spread(model: GovernmentModel, features: GovernmentFeatures, chosen: number, norm: number): void {
  const { rows, scales, bits } = model
  const mask = 2 ** bits - 1
  const factors = scales.map((scale, k) => (scale / norm) * (k === chosen ? 1 : -1 / (CLASSES - 1)))
  for (let i = 0; i < features.count; i++) {
    const at = (features.hashes[i]! & mask) * ROW
    let weight = 0
    for (let k = 0; k < CLASSES; k++) weight += rows[at + k]! * factors[k]!
    shareWeight(weight * rows[at + 7]! * worthOf(features.times[i]!), features.from[i]!, features.to[i]!)
  }
}

const round = (value: number) => Math.round(value * 10_000) / 10_000

function chosenOf(p: Float64Array): number {
  let chosen = 0
  for (let k = 1; k < CLASSES; k++) if (p[k]! > p[chosen]!) chosen = k
  return chosen
}

function scoresOf(p: Float64Array): Record<GovernmentTopic, number> {
  return {
    construction: round(p[0]!),
    labour: round(p[1]!),
    education: round(p[2]!),
    commerce: round(p[3]!),
    environment: round(p[4]!),
    health: round(p[5]!),
    transport: round(p[6]!),
  }
}

/**
 * Says whose business a text is; null when the model knows nothing of what stands there. One judge a thread: it keeps
 * buffers between texts. Reasons and leaves are found for the winning topic only.
 */
export function governmentJudge(model: GovernmentModel): (document: Document) => GovernmentVerdict | null {
  const features = newGovernmentFeatures()
  const p = new Float64Array(CLASSES)
  return document => {
    extractGovernmentFeatures(document, features)
    const norm = governmentProbabilities(model, features, p)
    if (norm === 0) return null
    const chosen = chosenOf(p)
    forgetWeights(document)
    spread(model, features, chosen, norm)
    return {
      topic: GOVERNMENT_CLASSES[chosen]!,
      confidence: round(p[chosen]!),
      scores: scoresOf(p),
      reasons: strongestWords(document),
      leaves: chosen === TRANSPORT ? transportLeaves(document) : [],
    }
  }
}
