import { DAY_MS, type EpochMs } from '@guanlan/domain'
import type { EventMemory } from './event-memory.ts'
import type { GroupingRules } from './grouping-rules.ts'
import type { Mark } from './mark.ts'

/** Telling features of a mention with their weights at its time. */
export type Features = Readonly<{ day: number; list: readonly Readonly<{ key: string; weight: number }>[] }>

/** Features of an event that can find it and that make its centre. */
const TOP_FEATURES = 60
/** Features in more events than this find nothing: they are too common to tell events apart, and would cost time. */
const MOST_POSTED = 400
/** Fewer events than this are taken for this many, so that the first events are comparable. */
const LEAST_EVENTS = 200

type Posted = Readonly<{ keys: readonly (readonly [string, number])[]; fromDay: number; toDay: number }>
type Day = Readonly<{ events: Set<string>; byKey: Map<string, Set<string>> }>

/**
 * Which open events say what, by the days they were spoken of. A feature's weight is its inverse frequency among the events
 * of the days around the mention: history that arrives all at once is weighed as it would have been when it happened,
 * and a storm, being one event, does not make its own words cheap.
 */
export class Postings {
  readonly #rules: GroupingRules
  readonly #days = new Map<number, Day>()
  readonly #posted = new Map<string, Posted>()
  readonly #reach: number

  constructor(rules: GroupingRules) {
    this.#rules = rules
    this.#reach = Math.ceil(rules.activeMs / DAY_MS)
  }

  /** Indexes the event's most frequent features anew. */
  update(memory: EventMemory): void {
    const now = { keys: topFeatures(memory), fromDay: dayOf(memory.fromAt), toDay: dayOf(memory.toAt) }
    const before = this.#posted.get(memory.id)
    if (before !== undefined) {
      const same = before.fromDay === now.fromDay && before.toDay === now.toDay
      const kept = new Set(same ? now.keys.map(([key]) => key) : [])
      this.#drop(memory.id, before, kept, same)
    }
    for (let day = now.fromDay; day <= now.toDay; day++) {
      const of = this.#days.get(day) ?? { events: new Set(), byKey: new Map() }
      this.#days.set(day, of)
      of.events.add(memory.id)
      for (const [key] of now.keys) {
        const events = of.byKey.get(key)
        if (events === undefined) of.byKey.set(key, new Set([memory.id]))
        else events.add(memory.id)
      }
    }
    this.#posted.set(memory.id, now)
  }

  remove(eventId: string): void {
    const before = this.#posted.get(eventId)
    if (before === undefined) return
    this.#drop(eventId, before, new Set(), false)
    this.#posted.delete(eventId)
  }

  /** A mention's features; how telling each is follows from how few events of those days say it. */
  features(mark: Mark): Features {
    const day = dayOf(mark.at)
    return { day, list: keysOf(mark).map(key => ({ key, weight: this.weight(key, mark.at) })) }
  }

  /** ln(1 + N / (1 + n)): N events around that time, n of them say it. */
  weight(key: string, at: EpochMs): number {
    return this.#weigh(key, dayOf(at))
  }

  #weigh(key: string, day: number): number {
    if (key.startsWith('topic:')) return this.#rules.topic
    let events = 0
    let saying = 0
    for (const of of this.#around(day)) {
      events += of.events.size
      saying += of.byKey.get(key)?.size ?? 0
    }
    return Math.log(1 + Math.max(LEAST_EVENTS, events) / (1 + saying))
  }

  /** Events with the largest overlap, most first; ties by id. */
  candidates({ day, list }: Features, most: number): readonly string[] {
    const overlap = new Map<string, number>()
    const around = this.#around(day)
    for (const { key, weight } of list) {
      const saying = new Set<string>()
      for (const of of around) for (const id of of.byKey.get(key) ?? []) saying.add(id)
      if (saying.size > MOST_POSTED) continue
      for (const id of saying) overlap.set(id, (overlap.get(id) ?? 0) + weight * weight)
    }
    return [...overlap]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([id]) => id)
  }

  /** Cosine of the mention with the centre of the event, 0..1, and what they share, most telling first. */
  compare({ day, list }: Features, memory: EventMemory): Readonly<{ cosine: number; shared: readonly string[] }> {
    const centre = new Map<string, number>()
    let centreSquare = 0
    const own = new Map(list.map(({ key, weight }) => [key, weight]))
    for (const [key, share] of this.#posted.get(memory.id)?.keys ?? []) {
      const value = (own.get(key) ?? this.#weigh(key, day)) * share ** this.#rules.sharePower
      centre.set(key, value)
      centreSquare += value * value
    }
    let dot = 0
    let square = 0
    const shared: { key: string; weight: number }[] = []
    for (const feature of list) {
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

  #around(day: number): readonly Day[] {
    const days: Day[] = []
    for (let d = day - this.#reach; d <= day + this.#reach; d++) {
      const of = this.#days.get(d)
      if (of !== undefined) days.push(of)
    }
    return days
  }

  #drop(eventId: string, { keys, fromDay, toDay }: Posted, kept: ReadonlySet<string>, stays: boolean): void {
    for (let day = fromDay; day <= toDay; day++) {
      const of = this.#days.get(day)
      if (of === undefined) continue
      for (const [key] of keys) {
        if (kept.has(key)) continue
        const events = of.byKey.get(key)
        events?.delete(eventId)
        if (events?.size === 0) of.byKey.delete(key)
      }
      if (stays) continue
      of.events.delete(eventId)
      if (of.events.size === 0) this.#days.delete(day)
    }
  }
}

const dayOf = (at: EpochMs) => Math.floor(at / DAY_MS)

/** Words, names and topics together; a name is a feature of its own beside the words that make it. */
function keysOf(mark: Mark): readonly string[] {
  return [...mark.words, ...mark.names, ...mark.topics.map(topic => `topic:${topic}`)]
}

/** The event's most said features with the share of its wordings that say them; ties in the order they first came. */
function topFeatures(memory: EventMemory): readonly (readonly [string, number])[] {
  const topics = Object.entries(memory.byTopic).map(
    ([topic, n]) => [`topic:${topic}`, (n * memory.said) / memory.mentions] as const,
  )
  return [...memory.words, ...memory.names, ...topics]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOP_FEATURES)
    .map(([key, said]) => [key, said / memory.said] as const)
}
