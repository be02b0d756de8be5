import { DAY_MS, type EpochMs } from '@guanlan/domain'
import type { EventMemory } from './event-memory.ts'
import type { GroupingRules } from './grouping-rules.ts'
import type { Mark } from './mark.ts'
import { topFeatures } from './top-features.ts'

/** Features in more events than this find nothing: they are too common to tell events apart, and would cost time. */
const MOST_POSTED = 400
/** Fewer events than this are taken for this many, so that the first events are comparable. */
const LEAST_EVENTS = 200
/** At most so many days on either side are looked at. */
const REACH = 3

/** A word, name or topic that open events say, with the events by day. */
type Feature = {
  readonly key: string
  readonly topic: boolean
  readonly byDay: Map<number, Set<Posted>>
  /** How many events around `countedFor` say it, and what it weighs among `weighedAmong`: kept until one of them changes. */
  saying: number
  countedFor: number
  weight: number
  weighedAmong: number
  found: number // the turn that last found it among an event's features
  part: number // what it counts for in the centre of that event, before its weight
}

/** An event as it can be found: its features, each with how often it is said, and the days it was spoken of. */
type Posted = {
  readonly memory: EventMemory
  readonly fromDay: number
  readonly toDay: number
  features: readonly Feature[]
  said: readonly number[]
  wordings: number
  parts: Float64Array | null // the share of its wordings that say each feature, flattened; worked out when first compared
  overlap: number // with the mention in hand
  met: number // the turn it was last met in
  counted: number // the turn it was last counted in
}

/** Telling features of a mention with their weights at its time; good until an event changes. Without a `feature` no open event says it. */
export type Features = Readonly<{
  day: number
  list: readonly Readonly<{ key: string; feature: Feature | null; weight: number }>[]
}>

/** So that no cosine of exactly what is asked for is lost to the last digit. */
const ROUNDING = 1 + 1e-9

const NOTHING = { cosine: 0, shared: [] } as const

/**
 * Which open events say what, by the days they were spoken of. A feature's weight is its inverse frequency among the events
 * of the days around the mention: history that arrives all at once is weighed as it would have been when it happened,
 * and a storm, being one event, does not make its own words cheap.
 */
export class Postings {
  readonly #rules: GroupingRules
  /** How long a day of this class is, and how many on either side events are found in: longer days for rules that look back for weeks. */
  readonly #dayMs: number
  readonly #reach: number
  readonly #features = new Map<string, Feature>()
  readonly #posted = new Map<string, Posted>()
  /** How many events were spoken of on a day. */
  readonly #perDay = new Map<number, number>()
  /** Events that weights around a day are taken among; forgotten when an event is added, moved or removed. */
  readonly #among = new Map<number, number>()
  /** Numbers what is looked at, so that things met can be marked instead of collected. */
  #turn = 0

  constructor(rules: GroupingRules) {
    this.#rules = rules
    this.#dayMs = Math.max(DAY_MS, rules.activeMs / REACH)
    this.#reach = Math.ceil(rules.activeMs / this.#dayMs)
  }

  #dayOf(at: EpochMs): number {
    return Math.floor(at / this.#dayMs)
  }

  /** Indexes the event's most frequent features anew. */
  update(memory: EventMemory): void {
    const fromDay = this.#dayOf(memory.fromAt)
    const toDay = this.#dayOf(memory.toAt)
    const before = this.#posted.get(memory.id)
    const stays = before?.memory === memory && before.fromDay === fromDay && before.toDay === toDay
    if (!stays) this.remove(memory.id)
    const posted = stays ? before : this.#begin(memory, fromDay, toDay)
    const top = topFeatures(memory)
    const features = top.map(({ key }) => this.#feature(key))
    const turn = ++this.#turn
    for (const feature of features) feature.found = turn
    for (const feature of posted.features) if (feature.found !== turn) this.#withdraw(feature, posted)
    for (const feature of features) this.#post(feature, posted)
    posted.features = features
    posted.said = top.map(({ n }) => n)
    posted.wordings = memory.said
    posted.parts = null
  }

  remove(eventId: string): void {
    const posted = this.#posted.get(eventId)
    if (posted === undefined) return
    for (const feature of posted.features) this.#withdraw(feature, posted)
    this.#countDays(posted, -1)
    this.#posted.delete(eventId)
  }

  /** A mention's features; how telling each is follows from how few events of those days say it. */
  features(mark: Mark): Features {
    const day = this.#dayOf(mark.at)
    const list = keysOf(mark).map(key => {
      const feature = this.#features.get(key) ?? null
      return { key, feature, weight: feature === null ? this.#weightOfNew(key, day) : this.#weigh(feature, day) }
    })
    return { day, list }
  }

  /** ln(1 + N / (1 + n)): N events around that time, n of them say it. */
  weight(key: string, at: EpochMs): number {
    const feature = this.#features.get(key)
    return feature === undefined ? this.#weightOfNew(key, this.#dayOf(at)) : this.#weigh(feature, this.#dayOf(at))
  }

  /** Events with the largest overlap, most first; ties by id. */
  candidates({ day, list }: Features, most: number): readonly EventMemory[] {
    const turn = ++this.#turn
    const met: Posted[] = []
    for (const { feature, weight } of list) {
      if (feature === null) continue
      for (const posted of this.#saying(feature, day)) {
        if (posted.met !== turn) {
          posted.met = turn
          posted.overlap = 0
          met.push(posted)
        }
        posted.overlap += weight * weight
      }
    }
    return largest(met, most).map(({ memory }) => memory)
  }

  /**
   * Cosine of the mention with the centre of the event, 0..1, and what they share, most telling first; 0 and nothing when they share
   * less than joining asks for, or the cosine is less than `least`, which is so for most.
   */
  compare(
    { day, list }: Features,
    memory: EventMemory,
    least = 0,
  ): Readonly<{ cosine: number; shared: readonly string[] }> {
    const posted = this.#posted.get(memory.id)
    if (posted === undefined) return NOTHING
    const { features } = posted
    const parts = this.#partsOf(posted)
    const turn = ++this.#turn
    for (let n = 0; n < features.length; n++) {
      features[n]!.found = turn
      features[n]!.part = parts[n]!
    }
    let dot = 0
    let square = 0
    const shared: Features['list'][number][] = []
    for (const one of list) {
      const { feature, weight } = one
      square += weight * weight
      if (feature?.found !== turn) continue
      dot += weight * (weight * feature.part)
      shared.push(one)
    }
    if (dot === 0 || shared.length < this.#rules.sharedWords) return NOTHING
    // the more of the centre is counted the lower the cosine: most events are out after a few of their features
    const room = least > 0 ? ((dot / least) ** 2 / square) * ROUNDING : Number.POSITIVE_INFINITY
    let centreSquare = 0
    for (let n = 0; n < features.length; n++) {
      const value = this.#weigh(features[n]!, day) * parts[n]!
      centreSquare += value * value
      if (centreSquare > room) return NOTHING
    }
    shared.sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1))
    return { cosine: dot / Math.sqrt(square * centreSquare), shared: shared.map(({ key }) => key) }
  }

  #begin(memory: EventMemory, fromDay: number, toDay: number): Posted {
    const turns = { overlap: 0, met: 0, counted: 0 }
    const posted: Posted = { memory, fromDay, toDay, features: [], said: [], wordings: 0, parts: null, ...turns }
    this.#posted.set(memory.id, posted)
    this.#countDays(posted, 1)
    return posted
  }

  #countDays({ fromDay, toDay }: Posted, by: 1 | -1): void {
    for (let day = fromDay; day <= toDay; day++) {
      const count = (this.#perDay.get(day) ?? 0) + by
      if (count === 0) this.#perDay.delete(day)
      else this.#perDay.set(day, count)
    }
    this.#among.clear()
  }

  #feature(key: string): Feature {
    const known = this.#features.get(key)
    if (known !== undefined) return known
    const weighed = { saying: 0, countedFor: Number.NaN, weight: 0, weighedAmong: 0 }
    const feature = { key, topic: isTopic(key), byDay: new Map(), ...weighed, found: 0, part: 0 }
    this.#features.set(key, feature)
    return feature
  }

  #post(feature: Feature, posted: Posted): void {
    for (let day = posted.fromDay; day <= posted.toDay; day++) {
      const events = feature.byDay.get(day)
      if (events === undefined) feature.byDay.set(day, new Set([posted]))
      else if (events.has(posted)) continue
      else events.add(posted)
      feature.countedFor = Number.NaN
    }
  }

  #withdraw(feature: Feature, posted: Posted): void {
    for (let day = posted.fromDay; day <= posted.toDay; day++) {
      const events = feature.byDay.get(day)
      events?.delete(posted)
      if (events?.size === 0) feature.byDay.delete(day)
    }
    feature.countedFor = Number.NaN
    if (feature.byDay.size === 0) this.#features.delete(feature.key)
  }

  #partsOf(posted: Posted): Float64Array {
    posted.parts ??= Float64Array.from(posted.said, n => (n / posted.wordings) ** this.#rules.sharePower)
    return posted.parts
  }

  /** Events the weights around a day are taken among. An event spoken of on two days counts on both. */
  #eventsAround(day: number): number {
    const known = this.#among.get(day)
    if (known !== undefined) return known
    let events = 0
    for (let d = day - this.#reach; d <= day + this.#reach; d++) events += this.#perDay.get(d) ?? 0
    const among = Math.max(LEAST_EVENTS, events)
    this.#among.set(day, among)
    return among
  }

  #weightOfNew(key: string, day: number): number {
    return isTopic(key) ? this.#rules.topic : Math.log(1 + this.#eventsAround(day))
  }

  #weigh(feature: Feature, day: number): number {
    if (feature.topic) return this.#rules.topic
    const among = this.#eventsAround(day)
    if (feature.countedFor !== day) {
      feature.saying = 0
      for (const [on, events] of feature.byDay) if (Math.abs(on - day) <= this.#reach) feature.saying += events.size
      feature.countedFor = day
      feature.weighedAmong = 0
    }
    if (feature.weighedAmong === among) return feature.weight
    feature.weight = Math.log(1 + among / (1 + feature.saying))
    feature.weighedAmong = among
    return feature.weight
  }

  /** The events around a day that say it, each once; none when they are too many. */
  #saying({ byDay }: Feature, day: number): Iterable<Posted> {
    const days: Set<Posted>[] = []
    for (const [on, events] of byDay) if (Math.abs(on - day) <= this.#reach) days.push(events)
    if (days.length === 1) return days[0]!.size > MOST_POSTED ? [] : days[0]!
    const turn = ++this.#turn
    const all: Posted[] = []
    for (const events of days) {
      for (const posted of events) {
        if (posted.counted === turn) continue
        posted.counted = turn
        all.push(posted)
      }
    }
    return all.length > MOST_POSTED ? [] : all
  }
}

const isTopic = (key: string) => key.startsWith('topic:')

/** Words, names and topics together; a name is a feature of its own beside the words that make it. */
function keysOf(mark: Mark): readonly string[] {
  return [...mark.words, ...mark.names, ...mark.topics.map(topic => `topic:${topic}`)]
}

const isBefore = (a: Posted, b: Posted) =>
  a.overlap > b.overlap || (a.overlap === b.overlap && a.memory.id < b.memory.id)

/** The few with the largest overlap, in order, without sorting all. */
function largest(met: readonly Posted[], most: number): readonly Posted[] {
  const best: Posted[] = []
  for (const posted of met) {
    if (best.length === most && !isBefore(posted, best[most - 1]!)) continue
    let at = best.length === most ? most - 1 : best.length
    while (at > 0 && isBefore(posted, best[at - 1]!)) {
      best[at] = best[at - 1]!
      at--
    }
    best[at] = posted
  }
  return best
}
