import type { Reviewing } from '../src/sentiment-model.ts'
import { chance, type Example, shuffle } from './learn.ts'
import { almostLargest, MOST, toStep } from './quantise.ts'

/** log2 of the buckets of the review head: what tells a review from a post is plain, 128 KB say it. */
const BITS = 17
const EPOCHS = 2
const RATE = 0.15
const BIAS_RATE = 0.0015
const TINY_GRADIENT = 1e-4

/**
 * Learns whether a text is a product or hotel review: logistic regression by AdaGrad over the same features.
 * @param reviews for each example whether it is one
 */
export function learnReview(training: readonly Example[], reviews: readonly boolean[], seed: number): Reviewing {
  const weights = new Float32Array(2 ** BITS)
  const squares = new Float32Array(2 ** BITS).fill(1e-8)
  const order = Int32Array.from(training.keys())
  const random = chance(seed)
  const mask = 2 ** BITS - 1
  let bias = 0
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    const rate = RATE * (1 - epoch / EPOCHS)
    for (const index of order) {
      const { buckets } = training[index]!
      const norm = 1 / Math.sqrt(Math.max(1, buckets.length))
      let sum = 0
      for (const bucket of buckets) sum += weights[bucket & mask]!
      const error = 1 / (1 + Math.exp(-(sum * norm + bias))) - (reviews[index] ? 1 : 0)
      bias -= BIAS_RATE * error
      const gradient = error * norm
      if (Math.abs(gradient) < TINY_GRADIENT) continue
      for (const bucket of buckets) {
        const square = squares[bucket & mask]! + gradient * gradient
        squares[bucket & mask] = square
        weights[bucket & mask]! -= (rate * gradient) / Math.sqrt(square)
      }
    }
  }
  const scale = almostLargest(weights, 1, 0) / MOST
  return { bits: BITS, weights: Int8Array.from(weights, w => toStep(w, scale)), scale, bias, shift: [0, 0, 0] }
}
