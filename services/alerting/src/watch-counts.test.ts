import { DAY_MS, DEFAULT_RULES, dayStart, HOUR_MS, MINUTE_MS, readingAt } from '@guanlan/domain'
import { expect, test } from 'vitest'
import type { Mark } from './mark.ts'
import { WatchCounts } from './watch-counts.ts'

const now = Date.UTC(2026, 10, 24, 4)
const said = (at: number, watchIds: readonly string[] = ['w']) =>
  ({ at, watchIds }) as Pick<Mark, 'at' | 'watchIds'> as Mark

test('counts by effective time, each watch for itself, to the five minutes', () => {
  const counts = new WatchCounts(DEFAULT_RULES)
  counts.add(said(now - 61 * MINUTE_MS))
  counts.add(said(now - 59 * MINUTE_MS))
  counts.add(said(now - 1, ['w', 'v']))
  expect(counts.of('w', now).count(now - HOUR_MS, now)).toBe(2)
  expect(counts.of('v', now).count(now - HOUR_MS, now)).toBe(1)
  expect(counts.of('none', now).count(now - HOUR_MS, now)).toBe(0)
})

test('counting began on the day of the first mention; older than eight weeks is forgotten', () => {
  const counts = new WatchCounts(DEFAULT_RULES)
  counts.add(said(now - 400 * DAY_MS))
  counts.add(said(now - 30 * DAY_MS))
  expect(counts.of('w', now).countFrom).toBe(dayStart(now - 30 * DAY_MS))
  expect(readingAt(counts.of('w', now), now).baseline).toBe('weekly')
  expect(readingAt(counts.of('none', now), now).baseline).toBe('none')
  counts.prune(now)
  const read = new WatchCounts(DEFAULT_RULES)
  read.restore(counts.toJson())
  expect(read.toJson()).toBe(counts.toJson())
  expect(read.of('w', now).count(now - 500 * DAY_MS, now)).toBe(1)
})
