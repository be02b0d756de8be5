import { expect, test } from 'vitest'
import { chineseDay, dayStart, duration, fromField, fullTime, shortTime, toField, weekStart } from './time.ts'

const AT = Date.UTC(2026, 10, 24, 0, 14, 9) // 08:14:09 at +08:00, a Tuesday

test.each([
  { ms: 0, words: '0 秒' },
  { ms: 59_999, words: '59 秒' },
  { ms: 11 * 60_000, words: '11 分' },
  { ms: 4 * 3_600_000 + 56 * 60_000, words: '4 时 56 分' },
  { ms: 5 * 3_600_000, words: '5 时' },
  { ms: 47 * 3_600_000, words: '47 时' }, // statutory clocks are told in hours up to 48
  { ms: 51 * 3_600_000, words: '2 天 3 时' },
  { ms: -4 * 60_000, words: '4 分' }, // "超 4 分": the caller says which side
])('$ms ms is $words', ({ ms, words }) => {
  expect(duration(ms)).toBe(words)
})

test('times are read at +08:00 whatever the browser says', () => {
  expect(shortTime(AT)).toBe('11-24 08:14')
  expect(fullTime(AT)).toBe('2026-11-24 08:14:09')
  expect(chineseDay(AT)).toBe('2026年11月24日 周二')
  expect(fullTime(dayStart(AT))).toBe('2026-11-24 00:00:00')
  expect(chineseDay(weekStart(AT))).toBe('2026年11月23日 周一')
})

test('a time field gives back the minute it was given', () => {
  expect(toField(AT)).toBe('2026-11-24 08:14')
  expect(fromField(toField(AT))).toBe(AT - 9_000)
})

test.each([
  { text: '2026-11-24 08:14', at: '2026-11-24 08:14:00' },
  { text: ' 2026/11/24 8:14 ', at: '2026-11-24 08:14:00' },
  { text: '2026年11月24日 8时14分', at: '2026-11-24 08:14:00' },
  { text: '2026-11-24T08:14', at: '2026-11-24 08:14:00' },
  { text: '2026-11-24', at: '2026-11-24 00:00:00' }, // a day alone is its midnight
])('$text is $at', ({ text, at }) => {
  expect(fullTime(fromField(text) ?? 0)).toBe(at)
})

test.each(['', '昨天', '2026-02-30 08:00', '2026-11-24 25:00', '2026-13-01', '11-24 08:00'])('%s is no time', text => {
  expect(fromField(text)).toBeNull()
})
