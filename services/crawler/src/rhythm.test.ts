import { DAY_MS, HOUR_MS, MINUTE_MS, wallClock } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { cadence } from './cadence.ts'
import { nextVisit, PRICE_MS, type Rhythm, rateAt, unknownRhythm, withVisit } from './rhythm.ts'

const MONDAY = Date.parse('2026-11-23T00:00:00+08:00')
const BOUNDS = { leastMs: 2 * MINUTE_MS, mostMs: 60 * MINUTE_MS }

/** A rhythm watched every `everyMs` for so many days, where `perHour` items come. */
function learned(days: number, everyMs: number, perHour: (at: number) => number): Rhythm {
  let rhythm = unknownRhythm(MONDAY)
  let carried = 0
  for (let at = MONDAY + everyMs; at <= MONDAY + days * DAY_MS; at += everyMs) {
    carried += (perHour(at - everyMs) * everyMs) / HOUR_MS
    rhythm = withVisit(rhythm, at, Math.floor(carried))
    carried -= Math.floor(carried)
  }
  return rhythm
}

test('a steady source is asked every √(2·price/rate)', () => {
  for (const perHour of [1, 6, 30]) {
    const rhythm = { ...learned(7, 10 * MINUTE_MS, () => perHour), lastPerMs: 0 }
    const now = MONDAY + 7 * DAY_MS
    const expected = Math.sqrt((2 * PRICE_MS * HOUR_MS) / perHour)
    const everyMs = nextVisit(rhythm, now, { leastMs: 0, mostMs: 24 * HOUR_MS }) - now
    expect(Math.abs(everyMs - expected)).toBeLessThan(expected * 0.1 + MINUTE_MS)
  }
})

test('office hours are learned: often by day, seldom at night and on Sunday, in time for the morning', () => {
  const office = (at: number) => {
    const { hour, weekday } = wallClock(at)
    return weekday > 0 && weekday < 6 && hour >= 8 && hour < 18 ? 6 : 0
  }
  const rhythm = { ...learned(14, 20 * MINUTE_MS, office), lastPerMs: 0 }
  const monday = MONDAY + 14 * DAY_MS
  const everyAt = (at: number) => (nextVisit(rhythm, at, BOUNDS) - at) / MINUTE_MS
  expect(everyAt(monday + 10 * HOUR_MS)).toBeLessThan(20)
  expect(everyAt(monday + 2 * HOUR_MS)).toBe(60)
  expect(everyAt(monday + 6 * DAY_MS + 10 * HOUR_MS)).toBeGreaterThan(40)
  expect(everyAt(monday + 7.5 * HOUR_MS)).toBeLessThan(50) // the morning comes into view
})

test('nothing known: the longest interval; a burst: soon again, for a while', () => {
  const now = MONDAY + DAY_MS
  expect(nextVisit(unknownRhythm(now), now, BOUNDS)).toBe(now + BOUNDS.mostMs)
  const quiet = learned(7, HOUR_MS, () => 0)
  const after = MONDAY + 7 * DAY_MS + 10 * MINUTE_MS
  const burst = withVisit(quiet, after, 20)
  expect(nextVisit(burst, after, BOUNDS) - after).toBeLessThan(10 * MINUTE_MS)
  expect(rateAt(burst, after + 3 * HOUR_MS)).toBeLessThan(rateAt(burst, after) / 20)
})

test('a span of many days and a clock set back are borne', () => {
  const rhythm = withVisit(unknownRhythm(MONDAY), MONDAY + 40 * DAY_MS, 10)
  expect(rhythm.watchedMs.reduce((sum, one) => sum + one, 0)).toBeCloseTo(DAY_MS, 0)
  expect(withVisit(rhythm, MONDAY, 3)).toBe(rhythm)
})

test.each(['adaptive 0-5', 'adaptive 9-3', 'adaptive 2-2000', 'adaptive fast', 'every minute'])(
  '%s is no cadence',
  text => {
    expect(() => cadence(text)).toThrow(expect.objectContaining({ code: 'crawl/bad-schedule' }))
  },
)

test('bounds are read, usual ones where none are given', () => {
  expect(cadence('adaptive 5-240')).toEqual({
    kind: 'adaptive',
    bounds: { leastMs: 5 * MINUTE_MS, mostMs: 240 * MINUTE_MS },
  })
  expect(cadence(' adaptive ')).toMatchObject({ kind: 'adaptive', bounds: BOUNDS })
  expect(cadence('*/5 * * * *').kind).toBe('cron')
})
