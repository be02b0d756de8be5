import {
  type CountedPhrase,
  chooseKeyPhrases,
  DAY_MS,
  type EpochMs,
  type EventPhrases,
  type FindPhrases,
  type FoundPhrase,
  isComparable,
  MINUTE_MS,
  type Period,
  parseQuery,
  phraseQuery,
  phrasesState,
  type Query,
} from '@guanlan/domain'
import type { EventStore, MentionIndex } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import type { EventMemory } from './event-memory.ts'

/** Two mentions have no common words that tell anything; five begin to. */
const LEAST_MENTIONS = 5
/** So many mentions, spread over the whole course, are looked through for phrases: which are key does not change with more. */
const MOST_LOOKED_AT = 400
/** So many are counted, by the index: all of nearly every event, of a greater one as many spread over its course. */
const MOST_COUNTED = 5000
const IDS_AT_ONCE = 1000
const LONGEST_TEXT = 2000
/** Looked at again when it has grown by a quarter, or at all within half an hour. */
const GROWN = 1.25
const REST_MS = 30 * MINUTE_MS
const LOOK_EVERY_MS = MINUTE_MS
const EVENTS_A_ROUND = 8
/** What is usual is told by the four weeks before the event. */
const BEFORE_MS = 28 * DAY_MS

type Deps = Readonly<{ events: EventStore; index: MentionIndex; log: Log; findPhrases?: FindPhrases }>
/** An event as it stood when the round began. */
type Standing = Readonly<Pick<EventMemory, 'id' | 'mentions' | 'firstSeenAt'>>
type Known = Readonly<{ total: number; at: EpochMs }>
/** `ids`: of its `members`, those counted. */
type Looked = Readonly<{ event: Standing; members: number; ids: readonly string[]; texts: readonly string[] }>

type Usual = Pick<EventPhrases, 'against' | 'period' | 'before'>

const NEVER: Known = { total: 0, at: 0 }

/**
 * Key phrases of open events against the four weeks before each, or the other mentions of its time, kept as alerting's own state under `phrasesState`. A round looks at
 * most at eight events that grew, through 400 mentions each, and counts with the index, so a phrase's search finds what was counted.
 */
export class PhrasesOfEvents {
  readonly #deps: Deps
  readonly #fence: number
  readonly #known = new Map<string, Known>()
  #lookedAt: EpochMs = 0
  #round: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(deps: Deps, fence: number) {
    this.#deps = deps
    this.#fence = fence
  }

  /** Whether a minute has passed since the last round began. */
  isDue(now: EpochMs): boolean {
    return this.#deps.findPhrases !== undefined && now - this.#lookedAt >= LOOK_EVERY_MS
  }

  /** One round over the open events, after the one before it. Never throws: what failed is tried at the next. */
  refresh(open: Iterable<Standing>, now: EpochMs): Promise<void> {
    const { findPhrases, log } = this.#deps
    if (findPhrases === undefined) return this.#round
    this.#lookedAt = now
    const standing = [...open]
      .filter(({ mentions }) => mentions >= LEAST_MENTIONS)
      .map(({ id, mentions, firstSeenAt }) => ({ id, mentions, firstSeenAt }))
    this.#round = this.#round
      .then(() => this.#look(standing, findPhrases, now))
      .catch(error => log.warn({ err: error }, 'key phrases held up'))
    return this.#round
  }

  /**
   * After the round under way: phrases of these events that only `gone` expunged mentions and one more may have said are kept no longer,
   * and open ones are looked at anew.
   */
  forget(eventIds: readonly string[], gone: number): Promise<void> {
    const { events } = this.#deps
    const forgotten = this.#round.then(async () => {
      for (const id of eventIds) {
        const state = await events.getState(phrasesState(id))
        if (state === null) continue
        const kept = JSON.parse(state) as EventPhrases
        const phrases = kept.phrases.filter(({ mentions }) => mentions > gone + 1)
        await events.putState(this.#fence, phrasesState(id), JSON.stringify({ ...kept, phrases, total: 0 }))
        this.#known.set(id, NEVER)
      }
    })
    this.#round = forgotten.catch(() => undefined)
    return forgotten
  }

  /** Begins nothing more and settles when the round under way is over. */
  stop(): Promise<void> {
    this.#stopped = true
    return this.#round
  }

  async #look(open: readonly Standing[], findPhrases: FindPhrases, now: EpochMs): Promise<void> {
    const looked: Looked[] = []
    for (const event of await this.#grown(open, now)) {
      const one = await this.#read(event)
      if (one !== null) looked.push(one)
    }
    if (looked.length === 0 || this.#stopped) return
    const found = await findPhrases(looked.map(({ texts }) => texts))
    for (const [at, one] of looked.entries()) {
      if (!this.#stopped) await this.#keep(one, found[at] ?? [], now)
    }
  }

  /** The events to look at, those that grew most first. */
  async #grown(open: readonly Standing[], now: EpochMs): Promise<readonly Standing[]> {
    const due: { event: Standing; by: number }[] = []
    for (const event of open) {
      const known = await this.#knownOf(event.id)
      const { mentions } = event
      const grown = mentions >= GROWN * known.total || mentions < known.total
      const stirred = mentions !== known.total && now - known.at >= REST_MS
      if (grown || stirred) due.push({ event, by: Math.abs(mentions - known.total) })
    }
    return due
      .sort((a, b) => b.by - a.by || (a.event.id < b.event.id ? -1 : 1))
      .slice(0, EVENTS_A_ROUND)
      .map(({ event }) => event)
  }

  /** What the last look, maybe of an earlier leader, was based on. */
  async #knownOf(eventId: string): Promise<Known> {
    const known = this.#known.get(eventId)
    if (known !== undefined) return known
    const kept = await this.#deps.events.getState(phrasesState(eventId))
    const { total, at } = kept === null ? NEVER : (JSON.parse(kept) as EventPhrases)
    this.#known.set(eventId, { total, at })
    return { total, at }
  }

  /** Null while the index is behind. */
  async #read(event: Standing): Promise<Looked | null> {
    const members = await this.#deps.events.members(event.id)
    const ids = spread(members, MOST_COUNTED).map(({ mentionId }) => mentionId)
    const mentions = await this.#deps.index.getMany(spread(ids, MOST_LOOKED_AT))
    const found = mentions.filter(mention => mention !== null)
    if (found.length < LEAST_MENTIONS) return null
    const texts = found.map(({ title, text }) => `${title}\n${text.slice(0, LONGEST_TEXT)}`)
    return { event, members: members.length, ids, texts }
  }

  async #keep({ event, members, ids }: Looked, found: readonly FoundPhrase[], now: EpochMs): Promise<void> {
    const { index, events } = this.#deps
    const of = await this.#countAmong(ids, null)
    const usual = await this.#usualOf(event, members, now)
    const own = usual.against === 'others' ? members / ids.length : 0 // of the event in that period, for each one counted
    const counted: CountedPhrase[] = []
    for (const { phrase, kind } of found) {
      const query = parseQuery(phraseQuery(phrase))
      const [mentions, said] = await Promise.all([
        this.#countAmong(ids, query),
        index.count({ query, filters: usual.period }),
      ])
      counted.push({ phrase, kind, mentions, before: Math.max(0, said - Math.round(mentions * own)) })
    }
    const { against, period, before } = usual
    const chosen = chooseKeyPhrases(counted, { of, against, period, before })
    const kept: EventPhrases = { ...chosen, total: event.mentions, at: now }
    await events.putState(this.#fence, phrasesState(event.id), JSON.stringify(kept))
    this.#known.set(event.id, { total: event.mentions, at: now })
  }

  /** How many of these mentions answer a query. */
  async #countAmong(ids: readonly string[], query: Query | null): Promise<number> {
    let found = 0
    for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
      found += await this.#deps.index.count({ query, filters: { ids: ids.slice(at, at + IDS_AT_ONCE) } })
    }
    return found
  }

  /** What an event is held against: the weeks before it, or, where they hold too little, the other mentions of the same time. */
  async #usualOf({ firstSeenAt }: Standing, members: number, now: EpochMs): Promise<Usual> {
    const count = (period: Period) => this.#deps.index.count({ query: null, filters: period })
    const earlier = { fromAt: firstSeenAt - BEFORE_MS, toAt: firstSeenAt }
    const before = await count(earlier)
    if (isComparable({ before })) return { against: 'before', period: earlier, before }
    const period = { fromAt: earlier.fromAt, toAt: now + 1 }
    const others = Math.max(0, (await count(period)) - members)
    if (isComparable({ before: others })) return { against: 'others', period, before: others }
    return { against: 'before', period: earlier, before }
  }
}

/** At most `most` of a list, evenly spread, the first and the last among them. */
function spread<One>(all: readonly One[], most: number): readonly One[] {
  if (all.length <= most) return all
  return Array.from({ length: most }, (_, n) => all[Math.round((n * (all.length - 1)) / (most - 1))]!)
}
