import { expect, test } from 'vitest'
import { figureWords, lastMonth, partsWords } from './hotline-words.ts'

const figure = {
  name: '抽查回访率',
  parts: '回访 / 投诉举报受理',
  numerator: 82,
  denominator: 88,
  percent: 93.18,
  state: 'reported',
  note: null,
} as const

test.each([
  { figure, words: '93.18%', parts: '82 / 88' },
  { figure: { ...figure, percent: 100 }, words: '100%', parts: '82 / 88' },
  { figure: { ...figure, numerator: null, percent: null, state: '未报' as const }, words: '未报', parts: '未报 / 88' },
  { figure: { ...figure, parts: '未说明', numerator: null, denominator: null, percent: 95 }, words: '95%', parts: '' },
  {
    figure: { ...figure, parts: '本月受理的工单', numerator: 986, denominator: null, percent: null },
    words: '986',
    parts: '',
  },
])('$words from $parts', ({ figure, words, parts }) => {
  expect([figureWords(figure), partsWords(figure)]).toEqual([words, parts])
})

test('the month before is the last whole one, in Beijing', () => {
  expect(lastMonth(Date.parse('2026-07-01T00:00:00+08:00'))).toBe('2026-06')
  expect(lastMonth(Date.parse('2026-01-31T12:00:00+08:00'))).toBe('2025-12')
})
