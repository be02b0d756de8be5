import { DAY_MS, type EpochMs } from '@guanlan/domain'
import type { EventMemory } from './event-memory.ts'
import type { GroupingRules } from './grouping-rules.ts'
import type { Mark } from './mark.ts'

/** Telling features of a mention with their weights at its time. */
export type Features = Readonly<{
  day: number
  list: readonly Readonly<{ key: string; weight: number }>[]
  weigh: (key: string) => number // of any key at that time; good until an event changes
}>

/** Features of an event that can find it and that make its centre. */
const TOP_FEATURES = 60
/** Features in more events than this find nothing: they are too common to tell events apart, and would cost time. */
const MOST_POSTED = 400
/** Fewer events than this are taken for this many, so that the first events are comparable. */
const LEAST_EVENTS = 200

/** Each key with what it counts for in the centre, before its weight: the share of the event's wordings that say it, flattened. */
type Posted = Readonly<{ keys: ReadonlyMap<string, number>; fromDay: number; toDay: number }>
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
    const now = {
      keys: topFeatures(memory, this.#rules.sharePower),
      fromDay: dayOf(memory.fromAt),
      toDay: dayOf(memory.toAt),
    }
    const before = this.#posted.get(memory.id)
    const same = before !== undefined && before.fromDay === now.fromDay && before.toDay === now.toDay
    if (before !== undefined) this.#drop(memory.id, before, same ? now.keys : NO_KEYS, same)
    const posted = same ? before.keys : NO_KEYS
    for (let day = now.fromDay; day <= now.toDay; day++) {
      const of = this.#days.get(day) ?? { events: new Set(), byKey: new Map() }
      this.#days.set(day, of)
      of.events.add(memory.id)
      for (const key of now.keys.keys()) {
        if (posted.has(key)) continue
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
    this.#drop(eventId, before, NO_KEYS, false)
    this.#posted.delete(eventId)
  }

  /** A mention's features; how telling each is follows from how few events of those days say it. */
  features(mark: Mark): Features {
    const day = dayOf(mark.at)
    const weigh = this.#weigher(day)
    const list = keysOf(mark).map(key => ({ key, weight: weigh(key) }))
    return { day, list, weigh }
  }

  /** ln(1 + N / (1 + n)): N events around that time, n of them say it. */
  weight(key: string, at: EpochMs): number {
    return this.#weigher(dayOf(at))(key)
  }

  /** Weights around a day, each worked out once. */
  #weigher(day: number): (key: string) => number {
    const around = this.#around(day)
    let events = 0
    for (const of of around) events += of.events.size
    const known = new Map<string, number>()
    return key => {
      const before = known.get(key)
      if (before !== undefined) return before
      let saying = 0
      for (const of of around) saying += of.byKey.get(key)?.size ?? 0
      const topic = key.startsWith('topic:')
      const weight = topic ? this.#rules.topic : Math.log(1 + Math.max(LEAST_EVENTS, events) / (1 + saying))
      known.set(key, weight)
      return weight
    }
  }

  /** Events with the largest overlap, most first; ties by id. */
  candidates({ day, list }: Features, most: number): readonly string[] {
    const overlap = new Map<string, number>()
    const around = this.#around(day)
    for (const { key, weight } of list) {
      const saying = union(around.flatMap(of => of.byKey.get(key) ?? []))
      if (saying.size > MOST_POSTED) continue
      for (const id of saying) overlap.set(id, (overlap.get(id) ?? 0) + weight * weight)
    }
    return [...overlap]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([id]) => id)
  }

  /**
   * Cosine of the mention with the centre of the event, 0..1, and what they share, most telling first; 0 and nothing when they share
   * less than joining asks for, which is so for most.
   */
  compare({ list, weigh }: Features, memory: EventMemory): Readonly<{ cosine: number; shared: readonly string[] }> {
    const keys = this.#posted.get(memory.id)?.keys ?? NO_KEYS
    let dot = 0
    let square = 0
    const shared: { key: string; weight: number }[] = []
    for (const feature of list) {
      const { key, weight } = feature
      square += weight * weight
      const part = keys.get(key)
      if (part === undefined) continue
      dot += weight * (weight * part)
      shared.push(feature)
    }
    if (dot === 0 || shared.length < this.#rules.sharedWords) return { cosine: 0, shared: [] }
    let centreSquare = 0
    for (const [key, part] of keys) {
      const value = weigh(key) * part
      centreSquare += value * value
    }
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

  #drop(eventId: string, { keys, fromDay, toDay }: Posted, kept: Posted['keys'], stays: boolean): void {
    for (let day = fromDay; day <= toDay; day++) {
      const of = this.#days.get(day)
      if (of === undefined) continue
      for (const key of keys.keys()) {
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

const NO_KEYS: Posted['keys'] = new Map()

/** Most features are spoken of on one day alone, and then its set serves as it is. */
function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  if (sets.length === 1) return sets[0]!
  const all = new Set<string>()
  for (const set of sets) for (const id of set) all.add(id)
  return all
}

const dayOf = (at: EpochMs) => Math.floor(at / DAY_MS)

/** Words, names and topics together; a name is a feature of its own beside the words that make it. */
function keysOf(mark: Mark): readonly string[] {
  return [...mark.words, ...mark.names, ...mark.topics.map(topic => `topic:${topic}`)]
}

/** The event's most said features with their share of its wordings to a power; ties in the order they first came. */
function topFeatures(memory: EventMemory, power: number): Posted['keys'] {
  const said: (readonly [string, number])[] = [...memory.words, ...memory.names]
  for (const [topic, n] of Object.entries(memory.byTopic)) {
    said.push([`topic:${topic}`, (n * memory.said) / memory.mentions])
  }
  const top = leastOfTop(said)
  const most = said.filter(([, n]) => n >= top).sort(([, a], [, b]) => b - a)
  return new Map(most.slice(0, TOP_FEATURES).map(([key, n]) => [key, (n / memory.said) ** power]))
}

/** What the last of the top features is said: numbers sort many times faster than entries do. */
function leastOfTop(said: readonly (readonly [string, number])[]): number {
  if (said.length <= TOP_FEATURES) return 0
  const counts = new Float64Array(said.length)
  for (let n = 0; n < said.length; n++) counts[n] = said[n]![1]
  return counts.sort()[said.length - TOP_FEATURES]!
}
