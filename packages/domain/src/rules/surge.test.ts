import { expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'
import { type Counts, median, readingAt, surgeEpisodes, surgeReading } from './surge.ts'

const weeks = [2, 3, 2, 4, 3, 2, 3, 2]
const now = Date.UTC(2026, 10, 24, 6)

test('golden: 14 against 2 3 2 4 3 2 3 2 stands 7.27 spreads above the usual', () => {
  const reading = surgeReading(14, { weeks, days: [], historyMs: 56 * DAY_MS })
  expect(reading.b).toBe(2.5)
  expect(reading.s).toBeCloseTo(1.581, 3)
  expect(reading.z).toBeCloseTo(7.27, 2)
  expect(reading).toMatchObject({ baseline: 'weekly', fires: true })
})

test.each([
  { x: 9, past: [0, 0, 0], days: 56, fires: false, baseline: 'weekly' }, // under ten never fires
  { x: 10, past: [0, 0, 0], days: 56, fires: true, baseline: 'weekly' },
  { x: 10, past: [6, 6, 6], days: 56, fires: false, baseline: 'weekly' }, // z = 1.63
  { x: 30, past: [0, 0], days: 20, fires: true, baseline: 'daily' },
  { x: 29, past: [], days: 2, fires: false, baseline: 'none' },
  { x: 30, past: [], days: 2, fires: true, baseline: 'none' },
])('$x after $days days of history: fires $fires on $baseline', ({ x, past, days, fires, baseline }) => {
  const reading = surgeReading(x, { weeks: past, days: past, historyMs: days * DAY_MS })
  expect(reading).toMatchObject({ fires, baseline })
})

test('the middle of an even list lies between both middles', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(median([])).toBe(0)
})

const counts = (times: readonly number[], countFrom: number): Counts => ({
  countFrom,
  count: (fromAt, toAt) => times.filter(at => at >= fromAt && at < toAt).length,
})
const burst = (fromAt: number, size: number) => Array.from({ length: size }, (_, n) => fromAt + n * MINUTE_MS)

test('weeks before counting began are no silence', () => {
  const reading = readingAt(counts(burst(now - 14 * DAY_MS - HOUR_MS, 12), now - 21 * DAY_MS - HOUR_MS / 2), now)
  expect(reading).toMatchObject({ baseline: 'weekly', b: 6 }) // weeks of 0 and 12; the third began before counting
})

test('a surge begins at the second firing reading and ends an hour after calm', () => {
  const [episode, ...more] = surgeEpisodes(counts(burst(now, 20), now - 60 * DAY_MS), now - HOUR_MS, now + 6 * HOUR_MS)
  expect(more).toEqual([])
  expect(episode!.fromAt).toBe(now + 15 * MINUTE_MS) // ten are in at +10 min, again at +15
  expect(episode!.peak.x).toBe(20)
  expect(episode!.toAt).toBe(now + 80 * MINUTE_MS + HOUR_MS) // five of twenty left at +75 min, none at +80, then an hour
})

test('a burst that has not died down is still on', () => {
  const episodes = surgeEpisodes(counts(burst(now, 20), now - 60 * DAY_MS), now - HOUR_MS, now + 30 * MINUTE_MS)
  expect(episodes).toMatchObject([{ toAt: null }])
})

test('a usual week is no surge', () => {
  const usual = Array.from({ length: 60 * 24 * 6 }, (_, n) => now - 60 * DAY_MS + n * 10 * MINUTE_MS)
  expect(surgeEpisodes(counts(usual, now - 60 * DAY_MS), now - DAY_MS, now - 3 * HOUR_MS)).toEqual([])
})
