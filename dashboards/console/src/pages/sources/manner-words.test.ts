import { expect, test } from 'vitest'
import { cadenceWords, circuitWords, holdingWords } from './manner-words.ts'

test.each([
  ['*/5 * * * *', '*/5 * * * *（分 时 日 月 周）'],
  ['adaptive', '自行掌握，2 至 60 分钟一次，随对方发布的规律'],
  ['adaptive 5-240', '自行掌握，5 至 240 分钟一次，随对方发布的规律'],
  [null, '—'],
])('a schedule %s reads %s', (schedule, words) => expect(cadenceWords(schedule)).toBe(words))

test('circuits and holds have words', () => {
  expect(circuitWords(undefined)).toBe('无数据')
  expect(circuitWords({ state: 'closed', failures: 0 })).toBe('正常')
  expect(circuitWords({ state: 'open', failures: 5 })).toContain('暂停访问')
  expect(circuitWords({ state: 'half-open', failures: 5 })).toContain('下一次成功即恢复')
  expect(holdingWords('window')).toBe('不在采集时段')
})
