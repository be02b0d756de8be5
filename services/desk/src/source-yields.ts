import { DAY_MS, dayStart, type EpochMs, type SourceYield, YIELD_DAYS } from '@guanlan/domain'
import type { DeskDeps } from './deps.ts'

type Counts = ReadonlyMap<string, number>

/** Complete days are counted this long after midnight, when what was on its way has arrived. */
const SETTLED_MS = 600_000

/**
 * What every source brought in the last four weeks, a day at a time. A day that is over does not change any more, so it is counted
 * once; looking again asks for today alone.
 */
export class SourceYields {
  readonly #deps: Pick<DeskDeps, 'index' | 'clock'>
  readonly #days = new Map<EpochMs, Counts>()
  readonly #lastAt = new Map<string, EpochMs>()

  constructor(deps: Pick<DeskDeps, 'index' | 'clock'>) {
    this.#deps = deps
  }

  /** Yields of these sources as of now. */
  async read(sourceIds: readonly string[]): Promise<ReadonlyMap<string, SourceYield>> {
    const now = this.#deps.clock.now()
    const today = dayStart(now)
    const first = today - YIELD_DAYS * DAY_MS
    for (const day of this.#days.keys()) if (day < first) this.#days.delete(day)
    const days: Counts[] = []
    for (let day = first; day < today; day += DAY_MS) {
      const counts = this.#days.get(day) ?? (await this.#count(day, day + DAY_MS))
      if (now - (day + DAY_MS) > SETTLED_MS) this.#days.set(day, counts)
      days.push(counts)
    }
    const sofar = await this.#count(today, today + DAY_MS)
    const of = async (id: string): Promise<SourceYield> => ({
      days: days.map(counts => counts.get(id) ?? 0),
      today: sofar.get(id) ?? 0,
      lastAt: await this.#last(id, (sofar.get(id) ?? 0) > 0),
    })
    return new Map(await Promise.all(sourceIds.map(async id => [id, await of(id)] as const)))
  }

  async #count(fromAt: EpochMs, toAt: EpochMs): Promise<Counts> {
    const { source = [] } = await this.#deps.index.facets({ query: null, filters: { fromAt, toAt } }, ['source'])
    return new Map(source.map(({ value, count }) => [value, count]))
  }

  /** When the newest mention was seen; asked again only when something came today or nothing is known. */
  async #last(sourceId: string, cameToday: boolean): Promise<EpochMs | null> {
    const known = this.#lastAt.get(sourceId)
    if (known !== undefined && !cameToday) return known
    const search = { query: null, filters: { sourceIds: [sourceId] } }
    const seenAt = (await this.#deps.index.search(search, { limit: 1 })).mentions[0]?.seenAt ?? null
    if (seenAt !== null) this.#lastAt.set(sourceId, seenAt)
    return seenAt
  }
}
