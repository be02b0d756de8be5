import { expect, test } from 'vitest'
import { percentWords, surenessWords } from './sureness.ts'

test.each([
  { probability: 0.923, words: '92 %' },
  { probability: 0.994, words: '99 % 以上' }, // no machine is ever certain
  { probability: 1, words: '99 % 以上' },
  { probability: 0.004, words: '不足 1 %' },
])('$probability is $words', ({ probability, words }) => {
  expect(percentWords(probability)).toBe(words)
})

test('what was chosen says how sure', () => {
  expect(surenessWords(0.5)).toBe('把握 50 %')
})
