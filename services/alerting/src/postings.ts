import type { EventMemory } from './event-memory.ts'
import type { Mark } from './mark.ts'

/** Telling features of a mention with their weights now. */
export type Features = readonly Readonly<{ key: string; weight: number }>[]

/** How much a feature's share within the event counts: under 1, so that a word half of the event says weighs more than half. */
const SHARE_POWER = 0.5
/** Features of an event that can find it and that make its centre. */
const TOP_FEATURES = 60
/** Features in more events than this find nothing: they are too common to tell events apart, and would cost time. */
const MOST_POSTED = 400

/** Which open events say what. Weights are inverse event frequencies over the open events, so a storm does not make its own words cheap. */
export class Postings {
  readonly #events = new Map<string, Set<string>>()
  readonly #keys = new Map<string, readonly (readonly [string, number])[]>()

  /** Indexes the event's most frequent features anew. */
  update(memory: EventMemory): void {
    const now = topFeatures(memory)
    const before = this.#keys.get(memory.id) ?? []
    const kept = new Set(now.map(([key]) => key))
    for (const [key] of before) if (!kept.has(key)) this.#drop(key, memory.id)
    for (const [key] of now) {
      const events = this.#events.get(key)
      if (events === undefined) this.#events.set(key, new Set([memory.id]))
      else events.add(memory.id)
    }
    this.#keys.set(memory.id, now)
  }

  remove(eventId: string): void {
    for (const [key] of this.#keys.get(eventId) ?? []) this.#drop(key, eventId)
    this.#keys.delete(eventId)
  }

  /** A mention's features; how telling each is follows from how few open events say it. */
  features(mark: Mark): Features {
    return keysOf(mark).map(key => ({ key, weight: this.weight(key) }))
  }

  /** ln(1 + N / (1 + n)): N open events, n of them say it; at least 200 are assumed so that the first events are comparable. */
  weight(key: string): number {
    const events = Math.max(200, this.#keys.size)
    return Math.log(1 + events / (1 + (this.#events.get(key)?.size ?? 0)))
  }

  /** Events with the largest overlap, most first; ties by id. */
  candidates(features: Features, most: number): readonly string[] {
    const overlap = new Map<string, number>()
    for (const { key, weight } of features) {
      const events = this.#events.get(key)
      if (events === undefined || events.size > MOST_POSTED) continue
      for (const id of events) overlap.set(id, (overlap.get(id) ?? 0) + weight * weight)
    }
    return [...overlap]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([id]) => id)
  }

  /** Cosine of the mention with the centre of the event, 0..1, and what they share, most telling first. */
  compare(features: Features, memory: EventMemory): Readonly<{ cosine: number; shared: readonly string[] }> {
    const centre = new Map<string, number>()
    let centreSquare = 0
    for (const [key, share] of this.#keys.get(memory.id) ?? []) {
      const value = this.weight(key) * share ** SHARE_POWER
      centre.set(key, value)
      centreSquare += value * value
    }
    let dot = 0
    let square = 0
    const shared: { key: string; weight: number }[] = []
    for (const feature of features) {
      square += feature.weight * feature.weight
      const value = centre.get(feature.key)
      if (value === undefined) continue
      dot += feature.weight * value
      shared.push(feature)
    }
    if (dot === 0) return { cosine: 0, shared: [] }
    shared.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
    return { cosine: dot / Math.sqrt(square * centreSquare), shared: shared.map(({ key }) => key) }
  }

  #drop(key: string, eventId: string): void {
    const events = this.#events.get(key)
    events?.delete(eventId)
    if (events?.size === 0) this.#events.delete(key)
  }
}

/** Words and names together; a name is a feature of its own beside the words that make it. */
function keysOf(mark: Mark): readonly string[] {
  return [...mark.words, ...mark.names]
}

/** The event's most said features with the share of its wordings that say them; ties in the order they first came. */
function topFeatures(memory: EventMemory): readonly (readonly [string, number])[] {
  return [...memory.words, ...memory.names]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP_FEATURES)
    .map(([key, said]) => [key, said / memory.said] as const)
}
