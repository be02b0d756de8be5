import { DAY_MS } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { groupingFor, LETTER_GROUPING } from './grouping-pace.ts'
import { DEFAULT_GROUPING } from './grouping-rules.ts'

const from = Date.UTC(2026, 0, 1)
const every = (ms: number, count: number) => Array.from({ length: count }, (_, n) => from + n * ms)

test.each([
  { why: 'ten letters a day for a year', times: every(DAY_MS / 10, 3650), letters: true },
  { why: 'one stray letter of years ago changes nothing', times: [0, ...every(DAY_MS / 10, 3650)], letters: true },
  { why: 'a city that speaks 140 times a day', times: every(DAY_MS / 140, 4000), letters: false },
  { why: 'a slow week is no year of letters', times: every(DAY_MS / 10, 70), letters: false },
  { why: 'nothing', times: [], letters: false },
  { why: 'one message', times: [from], letters: false },
  { why: 'all at one moment', times: every(0, 500), letters: false },
])('$why', ({ times, letters }) => {
  expect(groupingFor(times)).toBe(letters ? LETTER_GROUPING : DEFAULT_GROUPING)
})
