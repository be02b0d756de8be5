import {
  type Analysed,
  type EpochMs,
  type EventRecord,
  type FindPhrases,
  type Rules,
  Unavailable,
} from '@guanlan/domain'
import type { Clock, Delivery, EventStore, Ledger, MentionIndex, Receiver, Refusal } from '@guanlan/ports'
import type { Log, Records } from '@guanlan/runtime'
import { arriving, assignmentOf } from './arriving.ts'
import { Books, type Entry } from './books.ts'
import type { EventMemory } from './event-memory.ts'
import { PhrasesOfEvents } from './event-phrases.ts'
import { forgetWords } from './expunged.ts'
import { type Finding, findingsOf } from './findings.ts'
import type { GroupingRules } from './grouping-rules.ts'
import { eventIdOf, type Hash } from './hashing.ts'
import { Journal } from './journal.ts'
import { hardMarks, markOf } from './mark.ts'
import { Notices } from './notices.ts'
import { Raising } from './raising.ts'
import { regroup } from './regrouping.ts'
import { endSnoozes } from './snoozes.ts'
import { Surges } from './surges.ts'
import { Watching } from './watching.ts'

export type LeaderDeps = Readonly<{
  events: EventStore
  ledger: Ledger
  records: Records
  index: MentionIndex
  clock: Clock
  log: Log
  rules: Rules
  grouping: GroupingRules
  receivers: readonly Receiver[]
  hash: Hash
  findPhrases?: FindPhrases
}>

const COMMITS_A_ROUND = 500

/** The one active alerting process while it holds the lease: batches, ticks and people's moves, one after the other. */
export class Leader {
  readonly #deps: LeaderDeps
  readonly #fence: number
  readonly #watching: Watching
  readonly #raising: Raising
  readonly #notices: Notices
  readonly #surges: Surges
  readonly #phrases: PhrasesOfEvents
  #until: EpochMs
  #journal: Journal
  #books: Books
  /** What is in memory may be ahead of what is stored: read it again before going on. */
  #stale = true
  #turn: Promise<unknown> = Promise.resolve()

  constructor(deps: LeaderDeps, fence: number, until: EpochMs) {
    this.#deps = deps
    this.#fence = fence
    this.#until = until
    this.#watching = new Watching(deps.records, deps.log)
    this.#raising = new Raising(deps.ledger, deps.records, deps.hash)
    this.#notices = new Notices(deps, fence)
    this.#surges = new Surges(deps, fence)
    this.#phrases = new PhrasesOfEvents(deps, fence)
    this.#journal = new Journal(deps.events, fence)
    this.#books = this.#empty()
  }

  /** Claims the event store for this fence and takes up where the last leader stopped. */
  async takeOver(): Promise<void> {
    await this.#inTurn(() => this.#fresh())
  }

  /** The lease was renewed until `until`. */
  renewed(until: EpochMs): void {
    this.#until = until
  }

  /** Arrival number of the last placed mention, and how many events are open. */
  get progress(): Readonly<{ seq: number; open: number }> {
    return { seq: this.#books.seq, open: this.#books.grouping.open.size }
  }

  /** One batch of `analysed`; settles when its assignments and alerts are stored. Receivers are told afterwards. */
  handle(batch: readonly Delivery[]): Promise<readonly Refusal[]> {
    return this.#inTurn(() => this.#handle(batch))
  }

  /** The five-minute round: people's moves, surges, snoozes that end, figures that fade; then notices that are due and key phrases. */
  async tick(now: EpochMs): Promise<void> {
    await this.#inTurn(() => this.#round(now))
    await this.#notices.deliverDue(now)
    await this.#phrases.refresh(this.#books.grouping.open.values(), now)
  }

  /** Between ticks: surges a busy stretch of batches left unlooked at, notices that are due, key phrases of events that grew. Never throws. */
  async followUp(): Promise<void> {
    try {
      const now = this.#deps.clock.now()
      if (this.#surges.isDue(now) && !this.#stale) await this.#inTurn(() => this.#watchSurges(now))
      await this.#notices.deliverDue(now)
      if (this.#phrases.isDue(now) && !this.#stale) void this.#phrases.refresh(this.#books.grouping.open.values(), now)
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'follow-up held up')
    }
  }

  /** Lets notices and phrases under way settle, and writes a checkpoint when something was journalled since the last one. */
  async stop(): Promise<void> {
    await this.#phrases.stop()
    await this.#notices.settled()
    await this.#inTurn(async () => {
      if (!this.#stale && this.#journal.behind) await this.#journal.checkpoint(this.#books)
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#turn.then(work)
    this.#turn = run.catch(() => undefined)
    return run
  }

  #empty(): Books {
    const { rules, grouping, hash } = this.#deps
    return new Books(rules, grouping, eventIdOf(hash))
  }

  /** Writing under our fence first: from here on an older leader can write nothing. */
  async #fresh(): Promise<void> {
    if (!this.#stale) return
    const { events, clock } = this.#deps
    await events.putState(this.#fence, 'leader', JSON.stringify({ fence: this.#fence, since: clock.now() }))
    this.#journal = new Journal(events, this.#fence)
    this.#books = this.#empty()
    const unfinished = await this.#journal.load(this.#books)
    await this.#store(unfinished)
    await this.#surges.load()
    this.#stale = false
    this.#deps.log.info({ ...this.progress, fence: this.#fence }, 'alerting leads')
  }

  async #handle(batch: readonly Delivery[]): Promise<readonly Refusal[]> {
    this.#mustLead()
    await this.#fresh()
    const refusals: Refusal[] = []
    const arrived = arriving(batch, refusals)
    const mentions = arrived.filter(({ expunged }) => expunged !== true)
    this.#stale = true
    await this.#people()
    if (this.#journal.full) await this.#journal.checkpoint(this.#books)
    const touched = await this.#enter(mentions)
    await this.#forget(arrived.filter(({ expunged }) => expunged === true).map(({ id }) => id))
    this.#stale = false
    await this.#evaluate(touched, this.#deps.clock.now())
    return refusals
  }

  /** Returns every event the batch speaks of, also those of mentions placed before a crash, whose alerts may be missing. */
  async #enter(mentions: readonly Analysed[]): Promise<readonly EventMemory[]> {
    const assigned = await this.#deps.events.eventsOf(mentions.map(({ id }) => id))
    const entries: Entry[] = []
    const placed = new Map<string, string>()
    mentions.forEach((mention, at) => {
      const eventId = assigned[at] ?? placed.get(mention.id) ?? null
      const entry = eventId === null ? this.#place(mention) : this.#edit(mention, eventId)
      if (entry === null) return
      entries.push(entry)
      if (entry.kind === 'placed') placed.set(mention.id, entry.placement.eventId)
    })
    const again = assigned.flatMap(eventId => (eventId === null ? [] : (this.#books.event(eventId) ?? [])))
    if (entries.length === 0) return [...new Set(again)]
    await this.#journal.append(entries)
    const touched = await this.#store(entries)
    return [...new Set([...touched, ...again])]
  }

  /** What was expunged says nothing any more, neither in an event's title and key phrases nor in the journal. */
  async #forget(mentionIds: readonly string[]): Promise<void> {
    if (mentionIds.length === 0) return
    const { clock, events } = this.#deps
    const records = await forgetWords(mentionIds, this.#books, events, clock.now())
    if (records.length > 0) await events.assign(this.#fence, [], records)
    const touched = (await events.eventsOf(mentionIds)).filter(id => id !== null)
    await this.#phrases.forget([...new Set(touched)], mentionIds.length)
    await this.#journal.wipe(this.#books)
  }

  #place(mention: Analysed): Entry | null {
    const watched = this.#watching.match(mention)
    return watched === null ? null : this.#books.enter(markOf(mention, watched, this.#deps.rules))
  }

  /** A mention already placed comes again after a crash, an edit or a new analysis: counted once, but hard words are heard. */
  #edit(mention: Analysed, eventId: string): Entry | null {
    const memory = this.#books.event(eventId)
    if (memory === null) return null
    const { rules } = this.#deps
    const known = (rule: string) => memory.hard.some(hard => hard.rule === rule && hard.mentionId === mention.id)
    if (hardMarks(mention, mention.seenAt, rules).every(({ rule }) => known(rule))) return null
    const watched = this.#watching.match(mention) ?? { watchIds: [], spans: [] }
    const entry: Entry = { kind: 'edited', eventId, mark: markOf(mention, watched, rules) }
    this.#books.apply(entry)
    return entry
  }

  /** Stores the assignments and the records of every event touched, in one transaction. */
  async #store(entries: readonly Entry[]): Promise<readonly EventMemory[]> {
    const now = this.#deps.clock.now()
    const assignments = entries.flatMap(entry => (entry.kind === 'placed' ? [assignmentOf(entry)] : []))
    const ids = new Set(entries.map(entry => (entry.kind === 'placed' ? entry.placement.eventId : entry.eventId)))
    const touched = [...ids].flatMap(id => this.#books.event(id) ?? [])
    if (entries.length > 0) {
      const records = touched.map(memory => this.#books.record(memory, now))
      await this.#deps.events.assign(this.#fence, assignments, records)
    }
    return touched
  }

  async #round(now: EpochMs): Promise<void> {
    this.#mustLead()
    await this.#fresh()
    this.#stale = true
    await this.#people()
    await this.#refresh(now)
    this.#stale = false
    await this.#evaluate([...this.#books.grouping.open.values()], now)
    await this.#watchSurges(now)
    await endSnoozes(this.#deps.records, this.#deps.hash, now)
    this.#books.counts.prune(now)
  }

  /** Merges and splits that people put into the ledger since we last looked. One that must wait keeps nobody else waiting. */
  async #people(): Promise<void> {
    const { ledger, records } = this.#deps
    while (this.#books.position < records.position) {
      const commits = await ledger.read(this.#books.position, COMMITS_A_ROUND)
      for (const commit of commits) {
        const deps = { ...this.#deps, watching: this.#watching }
        const touched = await regroup(commit, this.#fence, this.#books, this.#deps.clock.now(), deps).catch(postponed)
        if (touched === 'later')
          return this.#deps.log.warn({ position: commit.position }, 'regrouping waits for the index')
        this.#books.position = commit.position
        if (touched) await this.#journal.checkpoint(this.#books)
      }
      if (commits.length === 0) return
    }
  }

  /** Heat fades while nobody speaks: the records of events spoken of lately are written anew. */
  async #refresh(now: EpochMs): Promise<void> {
    const since = now - this.#deps.rules.freshMs
    const records: EventRecord[] = []
    for (const memory of this.#books.grouping.open.values()) {
      if (memory.mentions > 1 && memory.toAt >= since) records.push(this.#books.record(memory, now))
    }
    if (records.length > 0) await this.#deps.events.assign(this.#fence, [], records)
  }

  async #evaluate(touched: readonly EventMemory[], now: EpochMs): Promise<void> {
    for (const memory of touched) {
      for (const finding of findingsOf(memory, now, this.#deps.rules)) await this.#say(finding, memory, now)
    }
    this.#surges.expect()
    if (this.#surges.isDue(now)) await this.#watchSurges(now)
  }

  async #watchSurges(now: EpochMs): Promise<void> {
    const led = this.#surges.look(this.#books, now)
    for (const { finding, memory } of led) await this.#say(finding, memory, now)
    await this.#surges.said(led)
  }

  async #say(finding: Finding, memory: EventMemory, now: EpochMs): Promise<void> {
    this.#mustLead()
    const { did, alert } = await this.#raising.say(finding, memory, now)
    if (did === 'nothing') return
    this.#deps.log.info({ alert: alert?.number, event: memory.id, finding: finding.key, did }, 'alert')
  }

  /** The ledger knows no fence, so nothing is decided beyond the time the lease is ours. */
  #mustLead(): void {
    if (this.#deps.clock.now() >= this.#until) throw new Unavailable('alerting/not-leading')
  }
}

/** Nothing has changed yet when the index is behind. */
function postponed(error: unknown): 'later' {
  if (error instanceof Unavailable) return 'later'
  throw error
}
