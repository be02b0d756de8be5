import { expect, test } from 'vitest'
import { governmentProbabilities } from '../src/government.ts'
import { newGovernmentFeatures } from '../src/government-features.ts'
import { GOVERNMENT_CLASSES, readGovernment } from '../src/government-model.ts'
import { loadSegmenter } from '../src/segment.ts'
import { judgeGovernment } from './government.ts'
import {
  type GovernmentExample,
  governmentTemperature,
  learnGovernment,
  margins,
  quantiseGovernment,
} from './government-learn.ts'
import { precisionAtRecall, scoreGovernment } from './government-score.ts'
import { isGovernmentHeldBack, readGovernmentTexts } from './government-sets.ts'
import { dataFolder } from './sets.ts'

const CLASSES = GOVERNMENT_CLASSES.length
const BITS = 5
const examples: GovernmentExample[] = Array.from({ length: 210 }, (_, i) => ({
  buckets: Int32Array.of(i % CLASSES, 20 + (i % 3)),
  worths: Float32Array.of(1, 1),
  class: i % CLASSES,
  weight: 1,
}))
const learned = learnGovernment(examples, BITS, 1)
const best = (z: Float64Array) => z.indexOf(Math.max(...z))

test('learns what tells the classes apart, and the same examples give the same weights', () => {
  expect(examples.slice(0, CLASSES).map(one => best(margins(learned, one)))).toEqual([0, 1, 2, 3, 4, 5, 6])
  expect(learnGovernment(examples, BITS, 1).rows).toEqual(learned.rows)
})

test('eight bits choose as the real weights do; a text of unknown features has no verdict', () => {
  const noisy = examples.map((one, i) => ({ z: margins(learned, one), class: i % 9 === 0 ? 0 : one.class }))
  const t = governmentTemperature(noisy)
  const model = { ...quantiseGovernment(learned, t), version: 'test' }
  const features = newGovernmentFeatures()
  const p = new Float64Array(CLASSES)
  features.count = 2
  for (const { buckets, class: truth } of examples.slice(0, CLASSES)) {
    features.hashes.set(buckets)
    features.times.fill(1, 0, 2)
    expect(governmentProbabilities(model, features, p)).toBeGreaterThan(0)
    expect(best(p)).toBe(truth)
    expect(p.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1)
  }
  features.hashes.set([30, 31])
  expect(governmentProbabilities(model, features, p)).toBe(0)
})

test('precision at a recall counts the wrong ones met on the way', () => {
  const one = (truth: number, transport: number) => {
    const p = new Float64Array(CLASSES)
    p[6] = transport
    p[0] = 1 - transport
    return { class: truth, p }
  }
  const judged = [one(6, 0.9), one(0, 0.8), one(6, 0.7), one(0, 0.1)]
  expect(precisionAtRecall(judged, 6, 0.5)).toBe(1)
  expect(precisionAtRecall(judged, 6, 0.9)).toBeCloseTo(2 / 3)
  expect(precisionAtRecall(judged, 3, 0.9)).toBe(0)
  expect(scoreGovernment(judged).topTwo).toBe(1)
})

const folder = dataFolder()
if (folder === null)
  console.warn('SKIPPED 1 test: ../shared/data/text is not here, the government model is not measured')

test.skipIf(folder === null)('the committed model holds its figures on the messages it never saw', () => {
  const heldBack = readGovernmentTexts(folder!).filter(isGovernmentHeldBack)
  expect(heldBack.length).toBeGreaterThan(250)
  const score = scoreGovernment(judgeGovernment(loadSegmenter(), readGovernment(), heldBack))
  expect(score.macroF1).toBeGreaterThan(0.87)
  expect(score.topTwo).toBeGreaterThan(0.95)
  expect(score.calibrationError).toBeLessThanOrEqual(0.06)
})
