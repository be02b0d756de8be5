import { expect, test } from 'vitest'
import { aSource } from './source.fixture.ts'
import type { Source } from './source.ts'
import { type SourceAttempts, type SourceYield, sourceCondition, yieldBand } from './source-watch.ts'
import { DAY_MS, fromWallClock, HOUR_MS, MINUTE_MS } from './time.ts'

const now = fromWallClock(2026, 11, 26, 10) // a Thursday: yesterday and the day before were working days
const yunzhou = aSource({
  id: 'yunzhou-wanbao',
  name: '云州晚报',
  channel: 'news',
  url: 'https://news.yunzhou.example/list',
  schedule: '*/10 * * * *',
})
const well: SourceAttempts = {
  lastAttemptAt: now - MINUTE_MS,
  lastSuccessAt: now - MINUTE_MS,
  lastError: null,
  failuresInRow: 0,
  itemsTotal: 300,
  nextDueAt: now + 9 * MINUTE_MS,
}

/** Four weeks up to yesterday: so many on working days and on weekends, with the last days as given. */
function weeks(working: number, weekend: number, ...last: readonly number[]): readonly number[] {
  const days = Array.from({ length: 28 }, (_, n) => {
    const weekday = new Date(now - (28 - n) * DAY_MS + 8 * HOUR_MS).getUTCDay()
    return weekday % 6 === 0 ? weekend : working + (n % 3)
  })
  return [...days.slice(0, 28 - last.length), ...last]
}
const yields = (days: readonly number[], more: Partial<SourceYield> = {}): SourceYield => {
  return { days, today: 4, lastAt: now - HOUR_MS, ...more }
}
const troubleOf = (attempts: SourceAttempts | null, brought: SourceYield, source = yunzhou) =>
  sourceCondition(source, attempts, brought, now).trouble

test('a band is three robust deviations about the median, and chance alone keeps it open', () => {
  expect(yieldBand([10, 10, 10, 10, 10])).toEqual({ low: 3, usual: 10, high: 21 })
  expect(yieldBand([0, 0, 0, 0, 1])).toEqual({ low: 0, usual: 0, high: 4 })
  expect(yieldBand([100, 140, 60, 120, 80, 100])?.low).toBeLessThan(60)
  expect(yieldBand([1, 2, 3])).toBeNull()
})

test('a source that brings what it usually brings is well, weekends held against weekends', () => {
  expect(sourceCondition(yunzhou, well, yields(weeks(20, 1)), now)).toEqual({
    trouble: null,
    since: null,
    band: { low: 10, usual: 21, high: 37 },
    yesterday: 20,
  })
})

test('one thin day is a day, two are too few; a day far above is too many, today already', () => {
  expect(troubleOf(well, yields(weeks(20, 1, 2)))).toBeNull()
  expect(troubleOf(well, yields(weeks(20, 1, 2, 3)))).toBe('low')
  expect(troubleOf(well, yields(weeks(20, 1, 90)))).toBe('high')
  expect(troubleOf(well, yields(weeks(20, 1), { today: 90 }))).toBe('high')
})

test('silence is twice the longest pause it came back from', () => {
  const daily = weeks(5, 0, 0, 0)
  expect(troubleOf(well, yields(daily, { lastAt: now - 3 * DAY_MS }))).not.toBe('silent')
  expect(troubleOf(well, yields(weeks(5, 0, 0, 0, 0, 0, 0, 0, 0), { lastAt: now - 7 * DAY_MS }))).toBe('silent')
  // a board that speaks once a week is not silent after nine days
  const weekly = Array.from({ length: 28 }, (_, n) => (n % 7 === 4 ? 3 : 0))
  expect(troubleOf(well, yields(weekly, { lastAt: now - 9 * DAY_MS }))).toBeNull()
  expect(troubleOf(well, yields(weekly, { lastAt: now - 15 * DAY_MS }))).toBe('silent')
})

test.each([
  { what: 'robots turned against us', change: { lastError: 'crawl/robots', failuresInRow: 1 }, trouble: 'robots' },
  { what: 'a list without links', change: { lastError: 'crawl/no-links', failuresInRow: 1 }, trouble: 'layout' },
  { what: 'one failure', change: { lastError: 'fetch/timeout', failuresInRow: 1 }, trouble: null },
  { what: 'three failures', change: { lastError: 'fetch/timeout', failuresInRow: 3 }, trouble: 'failing' },
  { what: 'past its time', change: { nextDueAt: now - HOUR_MS }, trouble: 'late' },
])('$what', ({ change, trouble }) => {
  expect(troubleOf({ ...well, ...change }, yields(weeks(20, 1)))).toBe(trouble)
})

test('read without error and never anything in it: empty, not well', () => {
  const never = yields([], { today: 0, lastAt: null })
  expect(troubleOf({ ...well, itemsTotal: 0 }, never)).toBe('empty')
  expect(troubleOf(null, never, { ...yunzhou, kind: 'door', url: null, schedule: null })).toBeNull()
})

test('a source switched off is in no trouble; a door is judged by what it brings', () => {
  expect(
    troubleOf({ ...well, failuresInRow: 9, lastError: 'fetch/timeout' }, yields([]), { ...yunzhou, active: false }),
  ).toBeNull()
  const door: Source = { ...yunzhou, kind: 'door', url: null, schedule: null }
  expect(troubleOf(null, yields(weeks(8, 8, 0, 0, 0, 0), { today: 0, lastAt: now - 5 * DAY_MS }), door)).toBe('silent')
})
