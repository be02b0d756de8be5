import type { GovernmentTopic, GovernmentVerdict, Reason } from '@guanlan/domain'
import { type Document, LONGEST_ANALYSED, spanOf, wordsAt } from './document.ts'
import { isAlphanumeric, isHan } from './fold.ts'
import {
  extractGovernmentFeatures,
  type GovernmentFeatures,
  newGovernmentFeatures,
  worthOf,
} from './government-features.ts'
import { transportLeaves } from './government-leaves.ts'
import { GOVERNMENT_CLASSES, type GovernmentModel, ROW } from './government-model.ts'

const MOST_REASONS = 5
const CLASSES = GOVERNMENT_CLASSES.length
const TRANSPORT = GOVERNMENT_CLASSES.indexOf('transport')
const LEAST_WEIGHT = 0.01
const perUnit = new Float32Array(LONGEST_ANALYSED + 1)

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
function spread(model: GovernmentModel, features: GovernmentFeatures, chosen: number, norm: number, to: number): void {
  const { rows, scales, bits } = model
  const mask = 2 ** bits - 1
  const factors = scales.map((scale, k) => (scale / norm) * (k === chosen ? 1 : -1 / (CLASSES - 1)))
  perUnit.fill(0, 0, to)
  for (let i = 0; i < features.count; i++) {
    const at = (features.hashes[i]! & mask) * ROW
    let weight = 0
    for (let k = 0; k < CLASSES; k++) weight += rows[at + k]! * factors[k]!
    const share = (weight * rows[at + 7]! * worthOf(features.times[i]!)) / (features.to[i]! - features.from[i]!)
    for (let unit = features.from[i]!; unit < features.to[i]!; unit++) perUnit[unit]! += share
  }
}

/** The words whose units gathered most for the topic; a word counts at its first place. */
function strongest(document: Document): Reason[] {
  const { starts, words, units } = document
  const best: { word: number; weight: number }[] = []
  for (let word = 0; word < words.length; word++) {
    const from = starts[word]!
    if (!isHan(units[from]!) && !isAlphanumeric(units[from]!)) continue
    let weight = 0
    for (let unit = from; unit < starts[word + 1]!; unit++) weight += perUnit[unit]!
    if (weight <= LEAST_WEIGHT || (best.length === MOST_REASONS && weight <= best.at(-1)!.weight)) continue
    let at = best.length
    while (at > 0 && best[at - 1]!.weight < weight) at--
    best.splice(at, 0, { word, weight })
    if (best.length > MOST_REASONS) best.pop()
  }
  return best.map(({ word, weight }) => {
    const from = starts[word]!
    const to = starts[word + 1]!
    return {
      span: spanOf(document, from, to),
      words: wordsAt(document, from, to),
      weight: Math.round(weight * 1000) / 1000,
    }
  })
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
    spread(model, features, chosen, norm, document.length)
    return {
      topic: GOVERNMENT_CLASSES[chosen]!,
      confidence: round(p[chosen]!),
      scores: scoresOf(p),
      reasons: strongest(document),
      leaves: chosen === TRANSPORT ? transportLeaves(document) : [],
    }
  }
}
