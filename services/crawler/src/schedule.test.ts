import { fullTime } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { schedule } from './schedule.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)

test.each([
  ['*/5 * * * *', '2026-11-24T10:01:00', '2026-11-24 10:05:00'],
  ['*/5 * * * *', '2026-11-24T10:05:00', '2026-11-24 10:10:00'], // strictly after
  ['30 8 * * *', '2026-11-24T10:00:00', '2026-11-25 08:30:00'], // at +08:00
  ['0 9 * * 1', '2026-11-24T10:00:00', '2026-11-30 09:00:00'], // Mondays
  ['*/10 * * * * *', '2026-11-24T10:00:01', '2026-11-24 10:00:10'],
  ['15 0 7 * * *', '2026-11-24T10:00:00', '2026-11-25 07:00:15'],
])('%s after %s', (expression, from, next) => {
  const due = schedule(expression).next(at(from))
  expect(due && fullTime(due)).toBe(next)
})

test('a turn too far off is not looked for; what is no schedule is refused', () => {
  expect(schedule('0 0 1 3 *').next(at('2026-11-24T10:00:00'))).toBeNull() // beyond the 32 days looked at
  expect(() => schedule('61 * * * *')).toThrow(expect.objectContaining({ code: 'crawl/bad-schedule' }))
  expect(() => schedule('每五分钟')).toThrow(expect.objectContaining({ code: 'crawl/bad-schedule' }))
})
