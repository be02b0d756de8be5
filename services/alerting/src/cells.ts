import { type EpochMs, higherRank, type MediaRank, type Rules } from '@guanlan/domain'
import type { Mark } from './mark.ts'

/** What was said of an event in one stretch of `everyMs`. */
export type Cell = {
  n: number
  counted: number // towards the level
  orders: number // hotline orders
  reach: number // largest of the counted
  interactions: number // of the counted
  rank: MediaRank
}

/** Cells by stretch number (effective time / everyMs); a time nobody spoke in has none. */
export type Cells = Map<number, Cell>

/** Sums over a stretch of time. */
export type Sum = Readonly<Cell>

/** Adds a mention; drops what is older than `keepMs` before the newest, which no rule looks at. */
export function addToCells(cells: Cells, mark: Mark, everyMs: number, keepMs: number): void {
  const key = Math.floor(mark.at / everyMs)
  const cell = cells.get(key) ?? { n: 0, counted: 0, orders: 0, reach: 0, interactions: 0, rank: 'none' }
  cell.n++
  if (mark.channel === 'hotline') cell.orders++
  if (mark.counts) {
    cell.counted++
    cell.reach = Math.max(cell.reach, mark.reach)
    cell.interactions += mark.interactions
    cell.rank = higherRank(cell.rank, mark.rank)
  }
  cells.set(key, cell)
  if (cells.size * everyMs <= keepMs) return
  const newest = Math.max(...cells.keys())
  for (const old of cells.keys()) if (old < newest - keepMs / everyMs) cells.delete(old)
}

/** What was said in (toAt − windowMs, toAt], to the cell. */
export function sumCells(cells: Cells, toAt: EpochMs, windowMs: number, rules: Rules): Sum {
  const { everyMs } = rules.surge
  const last = Math.floor(toAt / everyMs)
  const first = last - Math.round(windowMs / everyMs)
  const sum: Cell = { n: 0, counted: 0, orders: 0, reach: 0, interactions: 0, rank: 'none' }
  for (const [key, cell] of cells) {
    if (key <= first || key > last) continue
    sum.n += cell.n
    sum.counted += cell.counted
    sum.orders += cell.orders
    sum.reach = Math.max(sum.reach, cell.reach)
    sum.interactions += cell.interactions
    sum.rank = higherRank(sum.rank, cell.rank)
  }
  return sum
}
