import { type EpochMs, HOUR_MS, type Rules } from '@guanlan/domain'
import { sumCells } from './cells.ts'
import { addMark, type EventMemory, emptyMemory } from './event-memory.ts'
import type { GroupingRules } from './grouping-rules.ts'
import type { Mark } from './mark.ts'
import { Postings } from './postings.ts'
import { Prints } from './prints.ts'

/** Where a mention goes and why; stored with the assignment. */
export type Placement = Readonly<{
  eventId: string
  rule: 'new' | 'copy' | 'related' | 'moved'
  copyOf: string | null // the wording it repeats
  score: number // similarity or relatedness, 0..1; 1 for a new event
  nearness: number // relatedness to the centre
  shared: readonly string[] // what was in common, at most 6
}>

const SHORTLIST = 8
const HOT_MS = 6 * HOUR_MS

/**
 * Groups mentions into events as they arrive. What it decides depends on the marks so far and their order alone, so the
 * same arrivals give the same events. A copy joins the event of what it repeats; else the mention joins the open event
 * it is most related to; else it begins one. An event is taken as its centre, which blurs as unlike mentions come in:
 * that, and the names they must not contradict, keeps one event from swallowing the others.
 */
export class Grouping {
  readonly #rules: Rules
  readonly #grouping: GroupingRules
  readonly #eventId: (mentionId: string) => string
  /** Open events, quietest first. */
  readonly #open = new Map<string, EventMemory>()
  readonly #prints = new Prints()
  readonly #postings: Postings
  #latestSeenAt = 0

  constructor(rules: Rules, grouping: GroupingRules, eventId: (mentionId: string) => string) {
    this.#rules = rules
    this.#grouping = grouping
    this.#eventId = eventId
    this.#postings = new Postings(grouping)
  }

  /** Open events, quietest first. */
  get open(): ReadonlyMap<string, EventMemory> {
    return this.#open
  }

  /** How telling a word is among the events around a time. */
  weight(word: string, at: EpochMs): number {
    return this.#postings.weight(word, at)
  }

  /** Decides; changes nothing but closes events that have been quiet for too long. */
  place(mark: Mark): Placement {
    this.#close(mark.seenAt)
    return this.#copy(mark) ?? this.#related(mark) ?? this.#fresh(mark)
  }

  /** Adds a mention where a placement says, beginning the event if need be. */
  add(mark: Mark, placement: Placement, seq: number): EventMemory {
    this.#close(mark.seenAt)
    const known = this.#open.get(placement.eventId)
    const memory = known ?? emptyMemory(placement.eventId, mark, seq)
    const before = memory.prints.length
    const givesWay = memory.prints[1] // should the event have as many as it keeps
    addMark(memory, mark, placement.copyOf, placement.nearness, this.#rules)
    this.#open.delete(memory.id)
    this.#open.set(memory.id, memory)
    if (placement.copyOf === null) {
      const { id, at, print } = memory.prints.at(-1)!
      if (memory.prints.length === before) this.#prints.remove(givesWay!.id, givesWay!.print)
      this.#prints.add({ eventId: memory.id, mentionId: id, at, print })
    }
    this.#postings.update(memory)
    return memory
  }

  /** Takes in an event as remembered, in place of what was known of it. */
  restore(memory: EventMemory): void {
    this.forget(memory.id)
    this.#open.set(memory.id, memory)
    for (const { id, at, print } of memory.prints) {
      this.#prints.add({ eventId: memory.id, mentionId: id, at, print })
    }
    this.#postings.update(memory)
    this.#latestSeenAt = Math.max(this.#latestSeenAt, memory.lastSeenAt)
  }

  /** Closes an event: nothing joins it any more. */
  forget(eventId: string): void {
    const memory = this.#open.get(eventId)
    if (memory === undefined) return
    for (const { id, print } of memory.prints) this.#prints.remove(id, print)
    this.#postings.remove(eventId)
    this.#open.delete(eventId)
  }

  /** By arrival, not by effective time: back-filled history stays joinable while it comes in. */
  #close(seenAt: number): void {
    this.#latestSeenAt = Math.max(this.#latestSeenAt, seenAt)
    for (const [id, memory] of this.#open) {
      if (memory.lastSeenAt >= this.#latestSeenAt - this.#grouping.activeMs) break
      this.forget(id)
    }
  }

  #inTime(mark: Mark, memory: EventMemory): boolean {
    const { activeMs, quietMs, longestMs } = this.#grouping
    const waitMs = Math.min(activeMs, quietMs * (1 + Math.log(memory.mentions)))
    return (
      mark.at >= memory.fromAt - waitMs &&
      mark.at <= memory.toAt + waitMs &&
      mark.at <= memory.fromAt + longestMs &&
      mark.at >= memory.toAt - longestMs
    )
  }

  #copy(mark: Mark): Placement | null {
    const found = this.#prints.nearest(mark.print, this.#grouping.copy, ref => {
      const memory = this.#open.get(ref.eventId)!
      return this.#inTime(mark, memory) && !contradicts(mark, memory)
    })
    if (found === null) return null
    const { eventId, mentionId } = found.ref
    return { eventId, rule: 'copy', copyOf: mentionId, score: found.similarity, nearness: 0, shared: [] }
  }

  #related(mark: Mark): Placement | null {
    const features = this.#postings.features(mark)
    let best: Placement | null = null
    let bestSeq = 0
    for (const memory of this.#postings.candidates(features, SHORTLIST)) {
      if (!this.#inTime(mark, memory) || !sharesWatch(mark, memory)) continue
      const gap = Math.max(0, mark.at - memory.toAt, memory.fromAt - mark.at)
      const decay = 2 ** (-gap / this.#grouping.halfLifeMs)
      const heat = this.#heatBonus(mark, memory)
      const compared = this.#postings.compare(features, memory, (this.#grouping.related - heat) / decay)
      const score =
        compared.cosine === 0 ? 0 : Math.min(1, (compared.cosine * decay + heat) * this.#doubt(mark, memory))
      if (score < this.#grouping.related) continue
      if (best !== null && (score < best.score || (score === best.score && memory.firstSeq > bestSeq))) continue
      bestSeq = memory.firstSeq
      const shared = compared.shared.slice(0, 6)
      best = { eventId: memory.id, rule: 'related', copyOf: null, score, nearness: compared.cosine, shared }
    }
    return best
  }

  /** What a score is multiplied with when the two name other places, 0..1. */
  #doubt(mark: Mark, memory: EventMemory): number {
    const { otherName, otherArea, noName } = this.#grouping
    const names = inCommon(mark, memory, isName)
    const byName = names === 'other' ? otherName : names === 'missing' ? noName : 1
    return names !== 'shared' && inCommon(mark, memory, isArea) === 'other' ? byName * otherArea : byName
  }

  /** Both sides of the mention's time, because history need not arrive in its order. */
  #heatBonus(mark: Mark, memory: EventMemory): number {
    const { hot, hotFrom, hotAt } = this.#grouping
    const { n } = sumCells(memory.cells, mark.at + HOT_MS, 2 * HOT_MS, this.#rules)
    return n <= hotFrom ? 0 : hot * Math.min(1, Math.log(n / hotFrom) / Math.log(hotAt / hotFrom))
  }

  #fresh(mark: Mark): Placement {
    return { eventId: this.#eventId(mark.id), rule: 'new', copyOf: null, score: 1, nearness: 1, shared: [] }
  }
}

/** A hotline order without a watch may belong anywhere, and what it began may grow into any watch. */
function sharesWatch(mark: Mark, memory: EventMemory): boolean {
  if (mark.watchIds.length === 0 || memory.watchIds.length === 0) return true
  return mark.watchIds.some(id => memory.watchIds.includes(id))
}

/** An event is about a name when a quarter of its wordings say it. */
const ABOUT = 0.25

type Which = (name: string) => boolean
const isArea: Which = name => name.startsWith('area:')
const isName: Which = name => !isArea(name)

/** `other`: both have names and none is the same: line 95 is not line 203. `missing`: the event has one, the mention none. */
function inCommon(mark: Mark, memory: EventMemory, which: Which): 'shared' | 'other' | 'missing' | 'free' {
  const least = ABOUT * memory.said
  let isAbout = false
  for (const [name, said] of memory.names) {
    if (said < least || !which(name)) continue
    if (mark.names.includes(name)) return 'shared'
    isAbout = true
  }
  if (!isAbout) return 'free'
  return mark.names.some(which) ? 'other' : 'missing'
}

/** The same words about another place are another happening: forms and habits of speech repeat, places do not. */
function contradicts(mark: Mark, memory: EventMemory): boolean {
  const names = inCommon(mark, memory, isName)
  return names === 'other' || (names !== 'shared' && inCommon(mark, memory, isArea) === 'other')
}
