import { bucketOf, LEARNED_BITS } from './pair-model.ts'
import type { PairText } from './pair-text.ts'

/** Buckets of what the two texts share (words, character pairs) and of the words only one says; each once. */
export function pairBuckets(a: PairText, b: PairText): Int32Array {
  const found = new Set<number>()
  for (const word of a.kinds.keys()) found.add(bucketOf(`${b.kinds.has(word) ? 'S' : 'U'}${word}`, LEARNED_BITS))
  for (const word of b.kinds.keys()) if (!a.kinds.has(word)) found.add(bucketOf(`U${word}`, LEARNED_BITS))
  for (const gram of a.bigrams) if (b.bigrams.has(gram)) found.add(bucketOf(`G${gram}`, LEARNED_BITS))
  return Int32Array.from(found)
}

/** What the learned words say of a pair, as log odds. Some shared words make one happening likely, some only one subject. */
export function learnedScore(buckets: Int32Array, weights: ArrayLike<number>, bias: number): number {
  let sum = 0
  for (const bucket of buckets) sum += weights[bucket]!
  return sum / Math.sqrt(Math.max(1, buckets.length)) + bias
}
