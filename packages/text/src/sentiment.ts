import { type Reason, SENTIMENTS, type Sentiment } from '@guanlan/domain'
import { type Document, LONGEST_ANALYSED, spanOf, wordsAt } from './document.ts'
import { extractFeatures, type Features, newFeatures } from './features.ts'
import { isAlphanumeric, isHan } from './fold.ts'
import type { SentimentModel } from './sentiment-model.ts'

/** What the model makes of one text. The three probabilities sum to 1. */
export type SentimentVerdict = Readonly<{
  sentiment: Sentiment
  probabilities: readonly [negative: number, neutral: number, positive: number]
  score: number // positive minus negative, −1..1
  confidence: number // probability of the chosen sentiment, calibrated on texts held back
  reasons: readonly Reason[] // at most five, strongest first; weight > 0 spoke for the label
}>

const MOST_REASONS = 5
const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff
const perUnit = new Float32Array(LONGEST_ANALYSED + 1)

/** Probabilities of the three classes for features already extracted; equal thirds shaped by the bias when there is none. */
export function probabilities(model: SentimentModel, features: Features): [number, number, number] {
  const { weights, scales, biases, bits } = model
  const mask = 2 ** bits - 1
  let a = 0
  let b = 0
  let c = 0
  for (let i = 0; i < features.count; i++) {
    const at = (features.hashes[i]! & mask) * 3
    a += weights[at]!
    b += weights[at + 1]!
    c += weights[at + 2]!
  }
  const norm = features.count === 0 ? 0 : 1 / Math.sqrt(features.count)
  a = a * norm * scales[0]! + biases[0]!
  b = b * norm * scales[1]! + biases[1]!
  c = c * norm * scales[2]! + biases[2]!
  const top = Math.max(a, b, c)
  a = Math.exp(a - top)
  b = Math.exp(b - top)
  c = Math.exp(c - top)
  const sum = a + b + c
  return [a / sum, b / sum, c / sum]
}

/** Spreads every feature's weight for the chosen class, against the mean of the others, over the units it came from. */
function spread(model: SentimentModel, features: Features, chosen: number, length: number): void {
  const { weights, scales, bits } = model
  const mask = 2 ** bits - 1
  const norm = features.count === 0 ? 0 : 1 / Math.sqrt(features.count)
  const factor = scales.map((scale, c) => scale * norm * (c === chosen ? 1 : -0.5))
  perUnit.fill(0, 0, length)
  for (let i = 0; i < features.count; i++) {
    const at = (features.hashes[i]! & mask) * 3
    const from = features.from[i]!
    const to = features.to[i]!
    const weight = weights[at]! * factor[0]! + weights[at + 1]! * factor[1]! + weights[at + 2]! * factor[2]!
    const share = weight / (to - from)
    for (let unit = from; unit < to; unit++) perUnit[unit]! += share
  }
}

/** The words whose units gathered most for the label. */
function strongest(document: Document): Reason[] {
  const { starts, words, units } = document
  const best: { word: number; weight: number }[] = []
  for (let word = 0; word < words.length; word++) {
    const from = starts[word]!
    const first = units[from]!
    if (!isHan(first) && !isAlphanumeric(first) && !isSurrogate(first)) continue
    let weight = 0
    for (let unit = from; unit < starts[word + 1]!; unit++) weight += perUnit[unit]!
    if (weight <= 0.01 || (best.length === MOST_REASONS && weight <= best.at(-1)!.weight)) continue
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

/** Judges prepared text. One judge a thread: it keeps buffers between texts. */
export function sentimentJudge(model: SentimentModel): (document: Document) => SentimentVerdict {
  const features = newFeatures()
  return document => {
    extractFeatures(document, features)
    const p = probabilities(model, features)
    const chosen = p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2
    spread(model, features, chosen, document.length)
    return {
      sentiment: SENTIMENTS[chosen]!,
      probabilities: p,
      score: p[2] - p[0],
      confidence: p[chosen]!,
      reasons: strongest(document),
    }
  }
}
