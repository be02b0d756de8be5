import { type Counts, DAY_MS, dayStart, type EpochMs, type Rules } from '@guanlan/domain'
import type { Mark } from './mark.ts'

/** Eight weeks of the same hour, and a day to spare. */
const KEPT_MS = 57 * DAY_MS

/** Mentions of each watch by stretches of effective time: what surges are measured on. */
export class WatchCounts {
  readonly #everyMs: number
  readonly #byWatch = new Map<string, Map<number, number>>()

  constructor(rules: Rules) {
    this.#everyMs = rules.surge.everyMs
  }

  add(mark: Mark): void {
    const key = Math.floor(mark.at / this.#everyMs)
    for (const watchId of mark.watchIds) {
      const counts = this.#byWatch.get(watchId) ?? new Map<number, number>()
      counts.set(key, (counts.get(key) ?? 0) + 1)
      this.#byWatch.set(watchId, counts)
    }
  }

  /** Counts of a watch as of `now`; counting began on the first day of the last eight weeks that has a mention. */
  of(watchId: string, now: EpochMs): Counts {
    const counts = this.#byWatch.get(watchId) ?? new Map<number, number>()
    const oldest = (now - KEPT_MS) / this.#everyMs
    let first = Math.floor(now / this.#everyMs)
    for (const key of counts.keys()) if (key >= oldest && key < first) first = key
    return {
      countFrom: dayStart(first * this.#everyMs),
      count: (fromAt, toAt) => {
        let sum = 0
        for (let key = Math.floor(fromAt / this.#everyMs); key < Math.floor(toAt / this.#everyMs); key++) {
          sum += counts.get(key) ?? 0
        }
        return sum
      },
    }
  }

  /** Drops what is older than eight weeks before `now`. */
  prune(now: EpochMs): void {
    const oldest = (now - KEPT_MS) / this.#everyMs
    for (const counts of this.#byWatch.values()) {
      for (const key of counts.keys()) if (key < oldest) counts.delete(key)
    }
  }

  toJson(): string {
    return JSON.stringify([...this.#byWatch].map(([watchId, counts]) => [watchId, [...counts]]))
  }

  restore(json: string): void {
    this.#byWatch.clear()
    for (const [watchId, counts] of JSON.parse(json) as [string, [number, number][]][]) {
      this.#byWatch.set(watchId, new Map(counts))
    }
  }
}
