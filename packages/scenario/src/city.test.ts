import { DAY_MS, fromWallClock, HOUR_MS } from '@guanlan/domain'
import { integer, property, assert as propertyHolds } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCity } from './city.ts'
import { divided, geography } from './geography.ts'
import { TRAP_KINDS } from './hostile.ts'
import type { Item } from './item.ts'
import { STORM_ID } from './storm.ts'

const startAt = fromWallClock(2026, 11, 23, 8, 14, 9)
const weeks = (seed: number) => {
  const city = createCity({ seed, startAt })
  return city.itemsBetween(city.historyFromAt, startAt + DAY_MS)
}
const first = weeks(1)

describe('a city', () => {
  test('is the same, byte for byte, for the same seed', () => {
    expect(JSON.stringify(weeks(1))).toBe(JSON.stringify(first))
  })

  test('shares almost no text with the city of another seed', () => {
    const texts = new Set(first.map(({ text }) => text))
    const others = weeks(2)
    const shared = others.filter(({ text }) => texts.has(text)).length
    expect(shared / others.length).toBeLessThan(0.1)
  })

  test('gives the same items however the time is cut', () => {
    const city = createCity({ seed: 5, startAt, historyDays: 3 })
    const from = city.historyFromAt
    const whole = city.itemsBetween(from, startAt + DAY_MS)
    propertyHolds(
      property(integer({ min: 0, max: 4 * DAY_MS }), cut => {
        const parts = [...city.itemsBetween(from, from + cut), ...city.itemsBetween(from + cut, startAt + DAY_MS)]
        expect(parts).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  })

  test('has ids, serials and addresses that name one item each, and never an item out of order', () => {
    const unique = (of: (item: Item) => string | null) => {
      const values = first.map(of).filter(value => value !== null)
      expect(new Set(values).size).toBe(values.length)
    }
    unique(item => item.truthId)
    unique(item => String(item.serial))
    unique(item => (item.path === '' ? null : `${item.site}${item.path}`))
    unique(item => (item.externalId === null ? null : `${item.channel}/${item.externalId}`))
    expect(first.every((item, i) => i === 0 || item.publishedAt >= first[i - 1]!.publishedAt)).toBe(true)
    expect(first.every((item, i) => i === 0 || item.serial > first[i - 1]!.serial)).toBe(true)
  })

  test('carries 28 days of everyday items on every channel, and every kind of trap', () => {
    const days = new Set(first.map(({ publishedAt }) => Math.floor(publishedAt / DAY_MS)))
    expect(days.size).toBeGreaterThanOrEqual(29)
    expect(new Set(first.map(({ site }) => site)).size).toBe(10)
    const kinds = new Set(first.map(({ kind }) => kind))
    expect(TRAP_KINDS.filter(kind => !kinds.has(kind))).toEqual([])
    expect(first.some(({ text }) => text.startsWith('=HYPERLINK('))).toBe(true)
    expect(first.some(({ text }) => /\d{17}[\dX]/.test(text))).toBe(true)
    expect(first.every(({ text }) => text.trim() !== '' && text.isWellFormed())).toBe(true)
  })

  test('multiplies the item rate from its start, and leaves what was before alone', () => {
    const usual = createCity({ seed: 7, startAt, historyDays: 2 })
    const fast = createCity({ seed: 7, startAt, historyDays: 2, rate: 20 })
    expect(fast.itemsBetween(fast.historyFromAt, startAt)).toEqual(usual.itemsBetween(usual.historyFromAt, startAt))
    const flood = fast.itemsBetween(startAt, startAt + 2 * HOUR_MS).length
    const stream = usual.itemsBetween(startAt, startAt + 2 * HOUR_MS).length
    expect(flood / stream).toBeGreaterThan(14)
    expect(flood / stream).toBeLessThan(26)
  })

  test('without a storm has none, and a rate of nothing is quiet', () => {
    const calm = createCity({ seed: 1, startAt, storm: null, rate: 0 })
    expect(calm.storm).toBeNull()
    const live = calm.itemsBetween(startAt, startAt + DAY_MS)
    expect(live.every(({ eventTruth, kind }) => eventTruth !== null || kind.startsWith('trap-'))).toBe(true)
    expect(() => createCity({ seed: 1, startAt, rate: -1 })).toThrow(RangeError)
  })
})

describe('true happenings', () => {
  const city = createCity({ seed: 1, startAt })
  const told = city.happeningsBetween(city.historyFromAt, startAt)

  test('are many, of many kinds, and each is told in more than one wording', () => {
    expect(told.length).toBeGreaterThan(30)
    expect(new Set(told.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(12)
    for (const { id, items } of told) {
      expect(new Set(items.map(({ text }) => text)).size, id).toBeGreaterThanOrEqual(3)
      expect(items.every(({ eventTruth }) => eventTruth === id)).toBe(true)
    }
  })

  test('include national praise in the days before the start, reported as positive by the national weekly', () => {
    const praise = told.filter(({ kind, startsAt }) => kind === 'rural-praise' && startsAt > startAt - 2 * DAY_MS)
    expect(praise).toHaveLength(1)
    const national = praise[0]!.items.find(({ site }) => site === 'weekly')
    expect(national?.sentimentTruth).toBe('positive')
    expect(
      praise[0]!.items.filter(({ nearDuplicateOf }) => nearDuplicateOf === national?.truthId).length,
    ).toBeGreaterThan(2)
  })

  test('share no line, bridge or school with everyday talk, so that a lone complaint is truly alone', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { talk, happenings } = divided(geography(seed))
      for (const key of ['busLines', 'bridges', 'drivingSchools', 'ferries', 'tollStations', 'platforms'] as const) {
        expect(talk[key].length).toBeGreaterThanOrEqual(2)
        expect(talk[key].filter(name => happenings[key].includes(name))).toEqual([])
      }
    }
    const skipped = told
      .filter(({ kind }) => kind === 'bus-skips')
      .map(({ items }) => /(?<!\d)K?\d+路/.exec(items[0]!.text)![0])
    const lonely = first.filter(({ eventTruth, kind }) => eventTruth === null && kind === 'bus-late')
    for (const line of skipped)
      expect(lonely.some(({ text }) => new RegExp(`(?<![K\\d])${line}`).test(text))).toBe(false)
  })

  test('a copy belongs where its original belongs and is never older', () => {
    const byId = new Map(first.map(item => [item.truthId, item]))
    const copies = first.filter(({ nearDuplicateOf }) => nearDuplicateOf !== null)
    expect(copies.length).toBeGreaterThan(100)
    for (const copy of copies) {
      const original = byId.get(copy.nearDuplicateOf!)
      if (original === undefined) continue // published before the history begins
      expect(copy.eventTruth).toBe(original.eventTruth)
      expect(copy.publishedAt).toBeGreaterThanOrEqual(original.publishedAt)
    }
  })
})

describe('the storm', () => {
  test.each([1, 2, 3, 11, 42, 2026])('of seed %i starts slowly and then grows past every default threshold', seed => {
    const city = createCity({ seed, startAt })
    const startsAt = city.storm!.plan.startsAt
    const mentions = city.itemsBetween(startsAt, startsAt + DAY_MS).filter(({ eventTruth }) => eventTruth === STORM_ID)
    const negative = mentions.filter(({ sentimentTruth }) => sentimentTruth === 'negative')
    expect(negative.length).toBeGreaterThanOrEqual(300)
    const inHour = (to: number) =>
      negative.filter(({ publishedAt }) => publishedAt >= to - HOUR_MS && publishedAt < to).length
    const steps = Array.from({ length: 96 }, (_, i) => startsAt + HOUR_MS + i * (HOUR_MS / 4))
    // domain rule: growth counts with 30 or more in the hour, and 300 % is four times the hour before
    expect(steps.some(to => inHour(to) >= 30 && inHour(to) >= 4 * inHour(to - HOUR_MS))).toBe(true)
    expect(mentions.filter(({ publishedAt }) => publishedAt < startAt).length).toBeLessThan(60)
  })

  test('is first told in the forum, and nobody speaks of the rumour before', () => {
    const members = first.filter(({ eventTruth }) => eventTruth === STORM_ID)
    expect(members[0]).toMatchObject({ site: 'forum', truthId: 'storm-0', publishedAt: startAt - 3 * HOUR_MS })
    expect(members[0]!.text).toContain('停运')
    expect(
      first.some(({ text, publishedAt }) => publishedAt < members[0]!.publishedAt && text.includes('出租汽车改革')),
    ).toBe(false)
  })

  test('names a day of the calendar that follows its start', () => {
    const newYear = createCity({ seed: 1, startAt: fromWallClock(2026, 12, 31, 12) })
    const starter = newYear.storm!.scripted.find(({ site }) => site === 'weibo')!
    expect(starter.text).toMatch(/1月[2-4]日零点/)
  })

  test('ebbs after the bureau answers, with the answer on the portal', () => {
    const responseAt = startAt + 4 * HOUR_MS
    const answered = createCity({ seed: 3, startAt, storm: { responseAt } })
    const ignored = createCity({ seed: 3, startAt })
    const late = (city: typeof answered) =>
      city
        .itemsBetween(responseAt + 4 * HOUR_MS, responseAt + 10 * HOUR_MS)
        .filter(({ eventTruth }) => eventTruth === STORM_ID)
    expect(late(answered).length).toBeLessThan(late(ignored).length / 2)
    const statement = answered.itemsBetween(responseAt, responseAt + 1000).find(({ site }) => site === 'portal')
    expect(statement?.title).toContain('情况说明')
    const share = (items: Item[]) =>
      items.filter(({ sentimentTruth }) => sentimentTruth === 'negative').length / items.length
    expect(share(late(answered))).toBeLessThan(share(late(ignored)))
  })
})
