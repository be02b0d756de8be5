import { learnedScore, pairBuckets } from '../src/pair-learned.ts'
import { LEARNED_BITS } from '../src/pair-model.ts'
import { chance, shuffle } from './pair-chance.ts'
import type { LabelledPair } from './pair-sets.ts'

const EPOCHS = 5
const RATE = 0.1
const BIAS_RATE = 0.002
const DECAY = 1e-5

/** Weights of what is shared and what is not. */
export type LearnedWords = Readonly<{ weights: Float32Array; bias: number }>

/** Logistic regression by AdaGrad; the same pairs give the same weights. */
export function learnWords(
  pairs: readonly LabelledPair[],
  buckets: ReadonlyMap<LabelledPair, Int32Array>,
): LearnedWords {
  const weights = new Float32Array(2 ** LEARNED_BITS)
  const squares = new Float32Array(2 ** LEARNED_BITS).fill(1e-6)
  const order = Int32Array.from(pairs.keys())
  const random = chance(1)
  let bias = -1.5
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    const rate = RATE * (1 - epoch / EPOCHS)
    for (const n of order) {
      const pair = pairs[n]!
      const own = buckets.get(pair)!
      const odds = learnedScore(own, weights, bias)
      const error = (1 / (1 + Math.exp(-odds)) - pair.same) * pair.weight
      const gradient = error / Math.sqrt(Math.max(1, own.length))
      bias -= BIAS_RATE * error
      for (const bucket of own) {
        squares[bucket]! += gradient * gradient
        weights[bucket]! -= (rate * gradient) / Math.sqrt(squares[bucket]!) + DECAY * weights[bucket]!
      }
    }
  }
  return { weights, bias }
}

/** Of each pair, its buckets. */
export function bucketsOf(pairs: readonly LabelledPair[]): ReadonlyMap<LabelledPair, Int32Array> {
  return new Map(pairs.map(pair => [pair, pairBuckets(pair.a, pair.b)]))
}

/** What words learned on other pairs say of each pair, so that the trees learn how far to trust them. */
export function scoresOutOfFold(
  pairs: readonly LabelledPair[],
  buckets: ReadonlyMap<LabelledPair, Int32Array>,
): ReadonlyMap<LabelledPair, number> {
  const scores = new Map<LabelledPair, number>()
  for (const fold of new Set(pairs.map(pair => pair.fold))) {
    const others = pairs.filter(pair => pair.fold !== fold)
    const { weights, bias } = learnWords(others, buckets)
    for (const pair of pairs) if (pair.fold === fold) scores.set(pair, learnedScore(buckets.get(pair)!, weights, bias))
  }
  return scores
}
