import { expect, test } from 'vitest'
import type { BriefFigure, BriefReview, BriefState } from '../../api/brief.ts'
import { figureWords, nextStep, searchOf, stateWords } from './brief-words.ts'

const period = { fromAt: 1_790_000_000_000, toAt: 1_790_600_000_000 }
const figure = (change: Partial<BriefFigure>): BriefFigure => ({
  id: 'F-01',
  label: '提及',
  value: 6842,
  unit: '条',
  sample: 6842,
  period,
  query: {},
  state: 'ok',
  ...change,
})
const review = (change: Partial<BriefReview>): BriefReview => ({
  step: 'first',
  pass: true,
  opinion: '',
  hash: 'h1',
  by: { kind: 'person', id: 'a', name: '甲', post: '' },
  at: 1,
  voidedAt: null,
  ...change,
})
const brief = (reviews: readonly BriefReview[]) =>
  ({ contentHash: 'h1', reviews, signed: null }) as unknown as BriefState

test.each([
  { change: {}, words: '6,842条' },
  { change: { value: 0 }, words: '0条' },
  { change: { value: null, state: '未报' as const }, words: '未报' }, // not sent is never a zero
  { change: { value: 3, state: '数据不足' as const }, words: '数据不足' },
])('a figure reads $words', ({ change, words }) => {
  expect(figureWords(figure(change))).toBe(words)
})

test('a figure opens the mentions behind it over its own period', () => {
  const address = searchOf(figure({ query: { q: '出租车', sentiments: ['negative'], fromAt: 5 } }))
  const params = new URL(address ?? '', 'http://x').searchParams
  expect(Object.fromEntries(params)).toEqual({ from: '5', to: String(period.toAt), q: '出租车', sentiment: 'negative' })
  expect(searchOf(figure({ query: null }))).toBeNull()
})

test('only signatures under the present content count', () => {
  expect(nextStep(brief([]))).toBe('first')
  expect(nextStep(brief([review({})]))).toBe('second')
  expect(nextStep(brief([review({ hash: 'h0' })]))).toBe('first')
  expect(nextStep(brief([review({ voidedAt: 2 })]))).toBe('first')
  expect(stateWords(brief([review({}), review({ step: 'second' }), review({ step: 'secrecy' })]))).toBe('待签发')
  expect(stateWords(brief([review({ pass: false })]))).toBe('退回修改')
})
