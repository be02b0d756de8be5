import { expect, test } from 'vitest'
import { letterRows } from '../src/sentiment-sight.ts'
import { FILTERS, FULL, newSequence, pool } from '../src/sentiment-windows.ts'
import { type Example, learn, logits } from './learn.ts'
import { learnReview } from './learn-review.ts'
import { commonLetters, learnWindows } from './learn-windows.ts'
import { quantise, quantiseWindows } from './quantise.ts'

const BITS = 6
const LETTERS = ['差', '站', '好'] as const
const example = (kind: number, label: number, twoWay = false): Example => ({
  buckets: Int32Array.of(kind, 40),
  letters: Uint16Array.from(['这', LETTERS[kind]!, '车'], letter => letter.charCodeAt(0)),
  words: Uint16Array.of(5, 6 + kind),
  class: label,
  weight: 1,
  twoWay,
})
const training = Array.from({ length: 600 }, (_, i) => example(i % 3, i % 3))
const learned = learn(training, BITS, 1)

function guess(one: Example): number {
  const z = new Float64Array(3)
  logits(learned, one, z)
  return z.indexOf(Math.max(...z))
}

test('learns what tells the classes apart', () => {
  expect([0, 1, 2].map(label => guess(example(label, label)))).toEqual([0, 1, 2])
})

test('the same examples give the same weights', () => {
  expect(learn(training, BITS, 1).weights).toEqual(learned.weights)
})

test('a set without neutral leaves the neutral weights alone', () => {
  const twoWay = learn(
    training.filter(one => one.class !== 1).map(one => ({ ...one, twoWay: true })),
    BITS,
    1,
  )
  const neutral = twoWay.weights.filter((_, at) => at % 3 === 1)
  expect([...neutral].every(weight => weight === 0)).toBe(true)
})

test('eight bits say what the real weights say', () => {
  const { weights, scales } = quantise(learned)
  weights.forEach((weight, at) => {
    expect(Math.abs(weight * scales[at % 3]! - learned.weights[at]!)).toBeLessThanOrEqual(scales[at % 3]!)
  })
})

test('patterns over letters and words learn the classes too, and still say them in eight bits', () => {
  const letters = commonLetters(training)
  expect([...letters].map(letter => String.fromCharCode(letter)).sort()).toEqual(['车', '这', ...LETTERS].sort())
  const rowOf = letterRows(letters)
  const { letterTable, wordTable, steps, out } = quantiseWindows(learnWindows(training, letters, rowOf, 1))
  const best = new Int32Array(FILTERS)
  const where = new Int32Array(FILTERS)
  const judged = [0, 1, 2].map(kind => {
    const one = example(kind, kind)
    const z = [0, 0, 0]
    const halves = [
      [letterTable, Array.from(one.letters, letter => rowOf[letter]!)],
      [wordTable, [...one.words]],
    ] as const
    halves.forEach(([table, tokens], half) => {
      const sequence = newSequence()
      sequence.count = tokens.length
      sequence.rows.set(tokens, 1)
      pool(table, sequence, best, where)
      best.forEach((answer, f) => {
        z.forEach((_, c) => {
          z[c]! += Math.min(FULL, answer * steps[half]!) * out[(half * FILTERS + f) * 3 + c]!
        })
      })
    })
    return z.indexOf(Math.max(...z))
  })
  expect(judged).toEqual([0, 1, 2])
})

test('a review is told from other text by its features', () => {
  const { bits, weights, scale, bias } = learnReview(
    training,
    training.map(one => one.class === 2),
    1,
  )
  const share = (kind: number) => {
    const sum = example(kind, kind).buckets.reduce((total, bucket) => total + weights[bucket & (2 ** bits - 1)]!, 0)
    return 1 / (1 + Math.exp(-((sum * scale) / Math.sqrt(2) + bias)))
  }
  expect(share(2)).toBeGreaterThan(0.8)
  expect(Math.max(share(0), share(1))).toBeLessThan(0.2)
})
