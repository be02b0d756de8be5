import { expect, test } from 'vitest'
import { loadSegmenter } from '../src/segment.ts'
import { readModel } from '../src/sentiment-model.ts'
import { f1PerClass, sentimentScorer } from './score.ts'
import { dataFolder, isHeldBack, readSet, SETS } from './sets.ts'

const folder = dataFolder()
if (folder === null)
  console.warn('SKIPPED 1 test: ../shared/data/text is not here, the sentiment model is not measured')

test.skipIf(folder === null)('macro-F1 on the validation part of ewect_usual is at least .75', () => {
  const plan = SETS.find(({ name }) => name === 'ewect_usual')!
  const valid = readSet(folder!, plan, 'valid')
  expect(valid.length).toBeGreaterThan(1500)
  const { macroF1, calibrationError } = sentimentScorer(loadSegmenter(), readModel())(valid, false)
  expect(macroF1).toBeGreaterThanOrEqual(0.75)
  expect(calibrationError).toBeLessThanOrEqual(0.06)
})

test('F1 counts both kinds of error, and a class that never occurs has none', () => {
  const table = [
    [8, 0, 2],
    [0, 0, 0],
    [2, 0, 8],
  ]
  expect(f1PerClass(table)).toEqual([0.8, null, 0.8])
})

test('about a tenth is held back, always the same', () => {
  const ids = Array.from({ length: 5000 }, (_, i) => `text-${i}`)
  const held = ids.filter(isHeldBack)
  expect(held.length).toBeGreaterThan(400)
  expect(held.length).toBeLessThan(600)
  expect(ids.filter(isHeldBack)).toEqual(held)
})
