import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodePairModel, encodePairModel, readPairModel } from './pair-model.ts'
import { loadSegmenter } from './segment.ts'
import { pairJudge } from './similar.ts'

const model = readPairModel()
const judge = pairJudge(loadSegmenter(), model)

const NEWS = '云州市石桥镇大桥今晨封闭检修，市交通局称工期四十天'
test.each([
  { why: 'the same text', other: NEWS, same: true },
  { why: 'told in other words', other: '石桥镇大桥封闭检修，预计四十天后恢复通车', same: true },
  { why: 'another bridge', other: '柳塘镇公路坑槽多，司机盼早日修补', same: false },
  { why: 'another subject', other: '驾校学员要求退还学费', same: false },
])('$why', ({ other, same }) => {
  expect(judge(NEWS, other) >= 0.5).toBe(same)
})

test.each(['', ' ', '！！！', '😀', '\ud800', '\0', '\u202e'])('a text without a letter (%j) is like nothing', text => {
  expect(judge(text, NEWS)).toBe(0)
  expect(judge(text, text)).toBe(0)
})

test('whatever is compared, the score is a probability and does not depend on the order', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...'云州市石桥镇大桥封闭40天K12《》#“”，。'), { maxLength: 60 })
      .map(units => units.join('')),
  )
  fc.assert(
    fc.property(text, text, (a, b) => {
      const score = judge(a, b)
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1)
      expect(judge(b, a)).toBeCloseTo(score, 9)
    }),
    { numRuns: 40 },
  )
})

test('a megabyte in one line is compared by its beginning', () => {
  expect(judge('大桥封闭'.repeat(250_000), NEWS)).toBeLessThanOrEqual(1)
})

test('a model comes back as it was written; cut short or altered it is refused', () => {
  const bytes = encodePairModel(model)
  expect(encodePairModel(decodePairModel(bytes)).equals(bytes)).toBe(true)
  expect(() => decodePairModel(bytes.subarray(0, 5000))).toThrow('text/model-damaged')
  expect(() => decodePairModel(Buffer.alloc(0))).toThrow('text/model-damaged')
  const altered = Buffer.from(bytes)
  altered[5000]! ^= 1
  expect(() => decodePairModel(altered)).toThrow('text/model-damaged')
})
