import { DAY_MS, type EpochMs, HOUR_MS } from '@guanlan/domain'
import { chatter } from './chatter.ts'
import { divided, type Geography, geography } from './geography.ts'
import { type Happening, happeningsOf, LONGEST_DAYS } from './happening.ts'
import { hostile } from './hostile.ts'
import type { Draft, Item } from './item.ts'
import { placed, SERIALS_PER_HOUR } from './place-of-item.ts'
import { type Storm, type StormPlan, storm } from './storm.ts'

/** What one city is made of. */
export type CityOptions = Readonly<{
  seed: number
  startAt: EpochMs // when the demo begins: before it history, from it on the live phase
  historyDays?: number // ordinary days before `startAt`; 28 when not given
  itemsPerDay?: number // everyday items a day, happenings not counted; 80 when not given
  storm?: Partial<StormPlan> | null // null = a city without a storm; starts 3 h before `startAt`, unanswered, when not given
  rate?: number // everyday and storm items from `startAt` on, times the usual; happenings keep their size; 1 when not given
}>

/** 云州市: everything ever published in it, computed from its options alone. */
export type City = Readonly<{
  seed: number
  startAt: EpochMs
  historyFromAt: EpochMs // nothing is older
  geography: Geography
  storm: Storm | null
  /** All items published in [fromAt, toAt), oldest first; the same items for every way to cut the time. */
  itemsBetween(fromAt: EpochMs, toAt: EpochMs): Item[]
  /** The happenings besides the storm that began in [fromAt, toAt), oldest first. */
  happeningsBetween(fromAt: EpochMs, toAt: EpochMs): Happening[]
}>

const SHANGHAI_MS = 8 * HOUR_MS

/**
 * Builds a city. Nothing is drawn ahead: an hour is computed when somebody asks for it, so the live phase has no end.
 * @throws {RangeError} for options that make no city (a rate or item count below zero, history of no days)
 */
export function createCity(options: CityOptions): City {
  const { seed, startAt, historyDays = 28, itemsPerDay = 80, rate = 1 } = options
  if (!(rate >= 0 && itemsPerDay >= 0 && historyDays >= 0))
    throw new RangeError('rate, items and days are not below zero')
  const whole = geography(seed)
  const { talk, happenings: scenes } = divided(whole)
  const historyFromAt = startAt - historyDays * DAY_MS
  const everyday = chatter(seed, talk, startAt, itemsPerDay, rate)
  const theStorm =
    options.storm === null ? null : storm(seed, whole, planOf(startAt, options.storm ?? {}), startAt, rate)
  const praiseDay = Math.floor((startAt + SHANGHAI_MS) / DAY_MS) - 1

  const happeningsOfDay = remembered(16, (day: number) => happeningsOf(seed, scenes, day, praiseDay))
  const itemsOfHour = remembered(240, (hour: number): readonly Item[] => {
    const day = Math.floor((hour * HOUR_MS + SHANGHAI_MS) / DAY_MS)
    const ongoing = Array.from({ length: LONGEST_DAYS + 1 }, (_, ago) => happeningsOfDay(day - ago)).flat()
    const told = ongoing.flatMap(({ items }) =>
      items.filter(({ publishedAt }) => Math.floor(publishedAt / HOUR_MS) === hour),
    )
    const drafts = [...everyday(hour), ...told, ...(theStorm?.hour(hour) ?? []), ...hostile(seed, talk, hour)]
    return drafts
      .filter(({ publishedAt }) => publishedAt >= historyFromAt)
      .sort(byTime)
      .map((draft, rank) => placed(draft, hour * SERIALS_PER_HOUR + rank))
  })

  return {
    seed,
    startAt,
    historyFromAt,
    geography: whole,
    storm: theStorm,
    itemsBetween(fromAt, toAt) {
      const out: Item[] = []
      const last = Math.ceil(toAt / HOUR_MS)
      for (let hour = Math.floor(Math.max(fromAt, historyFromAt) / HOUR_MS); hour < last; hour++) {
        for (const item of itemsOfHour(hour)) if (item.publishedAt >= fromAt && item.publishedAt < toAt) out.push(item)
      }
      return out
    },
    happeningsBetween(fromAt, toAt) {
      const out: Happening[] = []
      for (let day = Math.floor((fromAt + SHANGHAI_MS) / DAY_MS); day * DAY_MS - SHANGHAI_MS < toAt; day++) {
        out.push(...happeningsOfDay(day).filter(({ startsAt }) => startsAt >= fromAt && startsAt < toAt))
      }
      return out.sort((a, b) => a.startsAt - b.startsAt)
    },
  }
}

/** A computed value kept for the most recently computed keys; recomputing gives the same, so forgetting is safe. */
function remembered<V>(limit: number, compute: (key: number) => V): (key: number) => V {
  const kept = new Map<number, V>()
  return key => {
    const known = kept.get(key)
    if (known !== undefined) return known
    const value = compute(key)
    kept.set(key, value)
    if (kept.size > limit) kept.delete(kept.keys().next().value!)
    return value
  }
}

function planOf(startAt: EpochMs, asked: Partial<StormPlan>): StormPlan {
  const startsAt = Math.floor((asked.startsAt ?? startAt - 3 * HOUR_MS) / 1000) * 1000
  return { startsAt, responseAt: asked.responseAt ?? null, volume: asked.volume ?? 1 }
}

function byTime(a: Draft, b: Draft): number {
  return a.publishedAt - b.publishedAt || (a.truthId < b.truthId ? -1 : 1)
}
