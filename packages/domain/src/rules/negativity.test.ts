import { expect, test } from 'vitest'
import { negativityMeasure, wilsonLower } from './negativity.ts'

test.each([
  { hits: 8, of: 10, lower: 0.4902 },
  { hits: 80, of: 100, lower: 0.7112 },
  { hits: 0, of: 50, lower: 0 },
  { hits: 0, of: 0, lower: 0 },
])('$hits of $of is at least $lower', ({ hits, of, lower }) => {
  expect(wilsonLower(hits, of, 1.96)).toBeCloseTo(lower, 4)
})

test('under ten mentions the sample is too small to say', () => {
  expect(negativityMeasure(9, 9).value).toBeNull()
  expect(negativityMeasure(8, 10).value).toBeCloseTo(49.02, 2)
})
