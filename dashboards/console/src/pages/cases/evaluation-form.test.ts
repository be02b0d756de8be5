import { expect, test } from 'vitest'
import { shareWords, windowsAround } from './evaluation-form.ts'

const HOUR = 3_600_000
const AT = Date.UTC(2026, 10, 23, 3, 0, 0)
const bar = (hours: number, count: number, negative: number) => ({ at: AT + hours * HOUR, count, negative })

test('mentions are counted before and after the answer, each bar where it begins', () => {
  const bars = [
    bar(-4, 100, 100),
    bar(-3, 10, 6),
    bar(-1, 20, 15),
    bar(0, 8, 2),
    bar(2, 4, 1),
    bar(3, 5, 0),
    bar(24, 50, 50),
  ]
  const figures = windowsAround(AT, bars).map(({ label, total, negative }) => ({ label, total, negative }))
  expect(figures).toEqual([
    { label: '回应前 3 小时', total: 30, negative: 21 },
    { label: '回应后 3 小时', total: 12, negative: 3 },
    { label: '回应后 24 小时', total: 17, negative: 3 },
  ])
})

test.each([
  { part: null, whole: null, words: '未报' }, // not sent is not zero
  { part: 0, whole: 0, words: '无数据' },
  { part: 7, whole: 9, words: '数据不足（7/9）' },
  { part: 216, whole: 355, words: '60.8%（216/355）' },
])('$part of $whole reads $words', ({ part, whole, words }) => {
  expect(shareWords(part, whole)).toBe(words)
})
