import { type EpochMs, type Rules, type SurgeEpisode, surgeEpisodes } from '@guanlan/domain'
import type { EventStore } from '@guanlan/ports'
import type { Records } from '@guanlan/runtime'
import type { Books } from './books.ts'
import { sumCells } from './cells.ts'
import type { EventMemory } from './event-memory.ts'
import { type Finding, surgeFinding } from './findings.ts'

/** A surge of a watch that nobody has been told of, laid to the event that leads it. */
export type Led = Readonly<{ watchId: string; upTo: EpochMs; memory: EventMemory; finding: Finding }>

/** Between two batches the surges are not looked for more often than this. */
const LOOK_EVERY_MS = 1_000

/** Surges of watches. A surge is said once: what overlaps with what was accounted for is the same surge going on. */
export class Surges {
  readonly #events: EventStore
  readonly #records: Records
  readonly #rules: Rules
  readonly #fence: number
  /** Per watch, the time up to which surges have been said. */
  #accounted: Record<string, EpochMs> = {}
  #lookedAt = 0
  #due = false

  constructor(deps: Readonly<{ events: EventStore; records: Records; rules: Rules }>, fence: number) {
    this.#events = deps.events
    this.#records = deps.records
    this.#rules = deps.rules
    this.#fence = fence
  }

  async load(): Promise<void> {
    this.#accounted = JSON.parse((await this.#events.getState('surges')) ?? '{}') as Record<string, EpochMs>
  }

  /** New mentions are counted: surges must be looked for, now or soon. */
  expect(): void {
    this.#due = true
  }

  /** Whether there is something to look at and the last look is not too fresh. */
  isDue(now: EpochMs): boolean {
    return this.#due && now - this.#lookedAt >= LOOK_EVERY_MS
  }

  /** Surges of the last `freshMs` not yet said. One that no event leads waits until one does. */
  look(books: Books, now: EpochMs): readonly Led[] {
    this.#lookedAt = now
    this.#due = false
    const led: Led[] = []
    for (const { state: watch } of this.#records.list('watch')) {
      if (!watch.active) continue
      const counts = books.counts.of(watch.id, now)
      for (const episode of surgeEpisodes(counts, now - this.#rules.freshMs, now, this.#rules)) {
        const upTo = episode.toAt ?? now
        const accounted = this.#accounted[watch.id] ?? 0
        if (episode.fromAt <= accounted) {
          this.#accounted[watch.id] = Math.max(accounted, upTo)
          continue
        }
        const memory = this.#leadOf(watch.id, episode, upTo, books)
        if (memory === null) continue
        const finding = surgeFinding({ watchId: watch.id, watchName: watch.name, episode }, memory, now, this.#rules)
        led.push({ watchId: watch.id, upTo, memory, finding })
      }
    }
    return led
  }

  /** What was found is in the ledger now. */
  async said(led: readonly Led[]): Promise<void> {
    if (led.length === 0) return
    for (const { watchId, upTo } of led) this.#accounted[watchId] = Math.max(this.#accounted[watchId] ?? 0, upTo)
    await this.#events.putState(this.#fence, 'surges', JSON.stringify(this.#accounted))
  }

  /** The event of the watch with the most mentions that count while it lasted; praise leads nothing. */
  #leadOf(watchId: string, episode: SurgeEpisode, upTo: EpochMs, books: Books): EventMemory | null {
    const { windowMs, leadMentions } = this.#rules.surge
    const fromAt = episode.fromAt - windowMs
    let lead: EventMemory | null = null
    let most = leadMentions - 1
    for (const memory of books.grouping.open.values()) {
      if (!memory.watchIds.includes(watchId) || memory.toAt < fromAt) continue
      const { counted } = sumCells(memory.cells, upTo, upTo - fromAt, this.#rules)
      if (counted > most || (counted === most && lead !== null && memory.firstSeq < lead.firstSeq)) {
        lead = memory
        most = counted
      }
    }
    return lead
  }
}
