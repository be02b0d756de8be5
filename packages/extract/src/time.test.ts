import { DAY_MS, fullTime } from '@guanlan/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTime } from './time.ts'

const now = Date.parse('2026-11-24T10:30:00+08:00')

test.each([
  ['2026-11-24 08:14:09', '2026-11-24 08:14:09', 'second'],
  ['发布时间：2026年1月4日 8时14分', '2026-01-04 08:14:00', 'minute'],
  ['2026/11/24 08:14', '2026-11-24 08:14:00', 'minute'],
  ['2026年11月24日 下午3:05', '2026-11-24 15:05:00', 'minute'],
  ['2026-11-24', '2026-11-24 00:00:00', 'day'],
  ['2026-11-24T00:14:09Z', '2026-11-24 08:14:09', 'second'],
  ['2026-11-24T08:14:09.123+08:00', '2026-11-24 08:14:09', 'second'],
  ['2026-11-24 00:14:09 UTC', '2026-11-24 08:14:09', 'second'],
  ['Tue, 24 Nov 2026 00:14:09 GMT', '2026-11-24 08:14:09', 'second'],
  ['Tue, 24 Nov 26 00:14 +0000', '2026-11-24 08:14:00', 'minute'],
  ['Tue Nov 24 08:14:09 CST 2026', '2026-11-24 08:14:09', 'second'],
  ['Tue Nov 24 08:14:09 +0800 2026', '2026-11-24 08:14:09', 'second'],
  ['Nov 24, 2026 8:14 PM', '2026-11-24 20:14:00', 'minute'],
  ['20261124', '2026-11-24 00:00:00', 'day'],
  ['1795479249', '2026-11-24 08:14:09', 'second'],
  ['1795479249000', '2026-11-24 08:14:09', 'second'],
  ['3分钟前', '2026-11-24 10:27:00', 'minute'],
  ['2小时前', '2026-11-24 08:30:00', 'day'],
  ['昨天 08:14', '2026-11-23 08:14:00', 'minute'],
  ['前天', '2026-11-22 00:00:00', 'day'],
  ['26-11-24 08:14', '2026-11-24 08:14:00', 'minute'],
  ['2026-11-24 8:14 PM', '2026-11-24 20:14:00', 'minute'],
  ['11-24 08:14', '2026-11-24 08:14:00', 'minute'],
  ['12月30日', '2025-12-30 00:00:00', 'day'], // a day that has not come yet this year was last year's
])('%s', (text, at, precision) => {
  const time = parseTime(text, now)
  expect(time && fullTime(time.at)).toBe(at)
  expect(time?.precision).toBe(precision)
})

test.each(['', '暂无', '2026-13-01', '2026-02-31', '电话 0571-88889999', '12:30'])('%s states no time', text => {
  expect(parseTime(text, now)).toBeNull()
})

test('a date in the future is read as stated', () => {
  expect(parseTime('2031-01-01 00:00', now)?.at).toBeGreaterThan(now + DAY_MS)
})

test('relative times need a reading time, and CST is US Central in English feeds', () => {
  expect(parseTime('昨天 08:14')).toBeNull()
  expect(parseTime('Tue, 24 Nov 2026 08:14:09 CST', null, false)?.at).toBe(Date.parse('2026-11-24T08:14:09-06:00'))
})

test.each([
  ['24.11.2026, 08:14', '2026-11-24T08:14:00Z'],
  ['Published on 11/24/26', '2026-11-24T00:00:00Z'],
  ['24/11/2026', '2026-11-24T00:00:00Z'],
  ['11/12/2026', null], // December or November: nobody can say
  ['24.5.1', null],
])('%s on a page of elsewhere', (text, at) => {
  const time = parseTime(text, null, false, 0)
  expect(time && new Date(time.at).toISOString()).toBe(at?.replace('Z', '.000Z') ?? null)
})

test('a time without an offset stands at the one of its page; one with an offset does not', () => {
  expect(parseTime('2026-11-24 08:14', null, true, 9 * 3_600_000)?.at).toBe(Date.parse('2026-11-24T08:14:00+09:00'))
  expect(parseTime('2026-11-24T08:14:00+08:00', null, true, 0)?.at).toBe(Date.parse('2026-11-24T08:14:00+08:00'))
})

test('an ISO instant is read back exactly', () => {
  const instant = fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(instant, date => {
      const at = Math.floor(date.getTime() / 1000) * 1000
      expect(parseTime(new Date(at).toISOString())?.at).toBe(at)
      expect(parseTime(new Date(at).toUTCString())?.at).toBe(at)
      expect(parseTime(fullTime(at))?.at).toBe(at)
    }),
  )
})
