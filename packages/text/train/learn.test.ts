import { expect, test } from 'vitest'
import { newFeatures } from '../src/features.ts'
import { probabilities } from '../src/sentiment.ts'
import { type Example, learn, logits, quantise, softmax, temperature } from './learn.ts'

const BITS = 6
const example = (bucket: number, label: number, twoWay = false): Example => ({
  buckets: Int32Array.of(bucket, 40),
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

test('eight bits say what the real weights say, and the temperature softens the overconfident', () => {
  const noisy = training.map((one, i) => (i % 5 === 0 ? { ...one, class: (one.class + 1) % 3 } : one))
  const t = temperature(learned, noisy)
  expect(t).toBeGreaterThan(1)
  const model = { ...quantise(learned, t), version: 'test' }
  const z = new Float64Array(3)
  logits(learned, example(2, 2), z)
  for (let c = 0; c < 3; c++) z[c]! /= t
  softmax(z, false)
  const features = newFeatures()
  features.count = 2
  features.hashes.set([2, 40])
  const p = probabilities(model, features)
  expect(p[2]).toBeCloseTo(z[2]!, 1)
  expect(p[0] + p[1] + p[2]).toBeCloseTo(1)
})
