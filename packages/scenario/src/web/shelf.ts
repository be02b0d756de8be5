import { dayStart, type EpochMs, isoDay } from '@guanlan/domain'
import type { City } from '../city.ts'
import type { Item, Site } from '../item.ts'

/** What stands on one site at an instant. */
export type Shelf = Readonly<{
  now: EpochMs
  count: number
  latestAt: EpochMs | null
  /** Items of one page, newest first; `pageNumber` 1, 2, … */
  newest(pageNumber: number, pageSize: number): Item[]
  /** The item at this path, null when it is not there or not yet. */
  at(path: string): Item | null
  /** Items of one day `2026-11-24`, oldest first. */
  ofDay(day: string): Item[]
  /** Days that have items, oldest first. */
  days(): string[]
  /** Items published in [fromAt, toAt), oldest first. */
  between(fromAt: EpochMs, toAt: EpochMs): Item[]
}>

type Row = { items: Item[]; byPath: Map<string, Item> }

/** All shelves of a served city. */
export type Shelves = Readonly<{
  at: (site: Site, now: EpochMs) => Shelf
  /** Puts up an item that the generator does not know, published at `now`, which is not before anything yet shown. */
  putUp: (item: Item, now: EpochMs) => void
}>

/** Shelves that fill as the clock goes on; an instant that lies back shows what stood there then. */
export function createShelves(city: City): Shelves {
  const rows = new Map<Site, Row>()
  let filledTo = city.historyFromAt
  const row = (site: Site): Row => {
    const known = rows.get(site) ?? { items: [], byPath: new Map() }
    rows.set(site, known)
    return known
  }
  const put = (item: Item) => {
    const { items, byPath } = row(item.site)
    items.push(item)
    byPath.set(item.path, item)
  }
  const fill = (now: EpochMs) => {
    if (now < filledTo) return
    for (const item of city.itemsBetween(filledTo, now + 1)) put(item)
    filledTo = now + 1
  }
  return {
    at: (site, now) => {
      fill(now)
      return shelf(row(site), now, city.historyFromAt)
    },
    putUp: (item, now) => {
      fill(now)
      put(item)
    },
  }
}

function shelf({ items, byPath }: Row, now: EpochMs, historyFromAt: EpochMs): Shelf {
  const count = firstAfter(items, now)
  return {
    now,
    count,
    latestAt: items[count - 1]?.publishedAt ?? null,
    newest: (pageNumber, pageSize) => {
      const end = Math.max(0, count - (pageNumber - 1) * pageSize)
      return items.slice(Math.max(0, end - pageSize), end).reverse()
    },
    at: path => {
      const item = byPath.get(path)
      return item === undefined || item.publishedAt > now ? null : item
    },
    ofDay: day => {
      const from = Date.parse(`${day}T00:00:00+08:00`)
      return Number.isNaN(from)
        ? []
        : items.slice(firstAfter(items, from - 1), Math.min(count, firstAfter(items, from + 86_399_999)))
    },
    days: () => {
      const days: string[] = []
      for (let at = dayStart(historyFromAt); at <= now; at += 86_400_000) days.push(isoDay(at))
      return days
    },
    between: (fromAt, toAt) => items.slice(firstAfter(items, fromAt - 1), Math.min(count, firstAfter(items, toAt - 1))),
  }
}

/** How many items are published at or before `at`. */
function firstAfter(items: readonly Item[], at: EpochMs): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]!.publishedAt <= at) low = middle + 1
    else high = middle
  }
  return low
}
