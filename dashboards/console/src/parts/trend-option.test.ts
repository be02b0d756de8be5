import { expect, test } from 'vitest'
import { barLength, barWords, padded } from './trend-option.ts'

const HOUR = 3_600_000
const AT = Date.UTC(2026, 10, 24, 0, 0, 0)

test('a bar says its period, its sample and whether it is finished', () => {
  expect(barWords({ at: AT, count: 40, negative: 25 }, HOUR, AT + 2 * HOUR)).toBe(
    '11-24 08:00 至 11-24 09:00\n提及 40 条 · 负面 25 条\n负面占比 62.5%',
  )
  expect(barWords({ at: AT, count: 9, negative: 9 }, HOUR, AT + 60_000)).toContain('（未满）')
})

test('a share of fewer than ten is told in words, never as a figure', () => {
  expect(barWords({ at: AT, count: 9, negative: 9 }, HOUR, AT + 2 * HOUR)).toContain('样本不足')
})

test('bars are as long as the distance between them', () => {
  expect(
    barLength([
      { at: AT, count: 0, negative: 0 },
      { at: AT + 900_000, count: 0, negative: 0 },
    ]),
  ).toBe(900_000)
  expect(barLength([])).toBe(HOUR)
})

test('a short course gets empty bars before it, and nothing else changes', () => {
  const bars = [
    { at: AT, count: 3, negative: 1 },
    { at: AT + HOUR, count: 1, negative: 0 },
  ]
  const shown = padded(bars)
  expect(shown).toHaveLength(12)
  expect(shown.slice(-2)).toEqual(bars)
  expect(shown[0]).toEqual({ at: AT - 10 * HOUR, count: 0, negative: 0 })
  expect(padded([])).toEqual([])
})
