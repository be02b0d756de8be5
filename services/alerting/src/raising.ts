import {
  type Alert,
  atLeast,
  Conflict,
  type EpochMs,
  type Expectation,
  higherSuggestion,
  isoDay,
  type Json,
  type Level,
  type Move,
  machine,
  type Raised,
  type Versioned,
} from '@guanlan/domain'
import type { Ledger } from '@guanlan/ports'
import type { Records } from '@guanlan/runtime'
import type { EventMemory } from './event-memory.ts'
import { titleOf } from './event-record.ts'
import type { Finding } from './findings.ts'
import { frozenEvidence } from './frozen-evidence.ts'
import type { Hash } from './hashing.ts'

/** What came of a finding: a new alert, one more trigger on the standing alert, or nothing as it has been said before. */
export type Outcome = Readonly<{ did: 'raised' | 'retriggered' | 'nothing'; alert: Alert | null }>

const TRIES = 3

/**
 * Writes findings into the ledger. One alert an event until it is dismissed or its case is closed; what an alert of the
 * event has once said is not said again, so after a dismissal only something new or graver raises another.
 */
export class Raising {
  readonly #ledger: Ledger
  readonly #records: Records
  readonly #hash: Hash

  constructor(ledger: Ledger, records: Records, hash: Hash) {
    this.#ledger = ledger
    this.#records = records
    this.#hash = hash
  }

  /** @throws {Conflict} ledger/stale when people keep writing to the alert; the next round decides again */
  async say(finding: Finding, memory: EventMemory, now: EpochMs): Promise<Outcome> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#say(finding, memory, now)
      } catch (error) {
        if (!(error instanceof Conflict) || tries === TRIES) throw error
        await this.#records.caughtUp((await this.#ledger.head()).position)
      }
    }
  }

  async #say(finding: Finding, memory: EventMemory, now: EpochMs): Promise<Outcome> {
    const ofEvent = this.#records.list('alert').filter(({ state }) => speaksFor(state, memory))
    if (
      hasSaid(
        finding,
        ofEvent.map(({ state }) => state),
      )
    )
      return { did: 'nothing', alert: null }
    const standing = ofEvent.find(({ state }) => this.#stands(state))
    return standing === undefined
      ? this.#raise(finding, memory, ofEvent.length, now)
      : this.#retrigger(finding, standing, now)
  }

  #stands(alert: Alert): boolean {
    if (alert.state === 'dismissed') return false
    if (alert.caseId === null) return true
    return this.#records.find('case', alert.caseId)?.state.stage !== 'closed'
  }

  async #raise(finding: Finding, memory: EventMemory, earlier: number, now: EpochMs): Promise<Outcome> {
    const id = this.#hash(`alert\n${memory.id}\n${earlier}`).slice(0, 32)
    const raised: Raised = {
      number: this.#nextNumber(now),
      eventId: memory.id,
      title: titleOf(memory),
      watchIds: [...memory.watchIds],
      detectedAt: finding.detectedAt,
      suggestion: finding.suggestion,
      evidence: frozenEvidence(memory, now, this.#hash),
      trigger: finding.trigger,
    }
    await this.#write(finding, { kind: 'alert', id, version: 0 }, 'raised', raised, now)
    return { did: 'raised', alert: this.#records.find('alert', id)?.state ?? null }
  }

  async #retrigger(finding: Finding, alert: Versioned<Alert>, now: EpochMs): Promise<Outcome> {
    const suggestion = higherSuggestion(alert.state.suggestion, finding.suggestion)
    const expect = { kind: 'alert', id: alert.id, version: alert.version } as const
    await this.#write(finding, expect, 'retriggered', { trigger: finding.trigger, suggestion }, now)
    return { did: 'retriggered', alert: this.#records.find('alert', alert.id)?.state ?? null }
  }

  async #write(finding: Finding, expect: Expectation, type: string, body: object, now: EpochMs): Promise<void> {
    const { kind, id } = expect
    const move: Move = {
      kind,
      id,
      type,
      by: machine('alerting'),
      at: now,
      reason: null,
      body: body as Record<string, Json>,
    }
    const commitId = this.#hash(`alerting\n${id}\n${finding.key}`)
    await this.#records.commit({ commitId, expect: [expect], moves: [move] })
  }

  /** The next number of the day at +08:00. Alerting alone raises, so reading the last one is enough. */
  #nextNumber(now: EpochMs): string {
    const prefix = `YJ-${isoDay(now).replaceAll('-', '')}-`
    const last = this.#records
      .list('alert')
      .map(({ state }) => state.number)
      .filter(number => number.startsWith(prefix))
      .reduce((most, number) => Math.max(most, Number(number.slice(prefix.length))), 0)
    return `${prefix}${String(last + 1).padStart(3, '0')}`
  }
}

/** An alert speaks for its event, and for the event that people merged it into. */
function speaksFor(alert: Alert, memory: EventMemory): boolean {
  return alert.eventId === memory.id || memory.absorbed.includes(alert.eventId)
}

/** Whether an alert of the event has said this: volume and growth up to a level once, each hard rule once, each surge once. */
function hasSaid(finding: Finding, alerts: readonly Alert[]): boolean {
  const keys = alerts.flatMap(alert => alert.triggers.map(({ key }) => key))
  if (keys.includes(finding.key)) return true
  const level = finding.key.startsWith('volume:') ? (finding.key.slice('volume:'.length) as Level) : null
  if (level === null) return false
  return keys.some(key => key?.startsWith('volume:') && atLeast(key.slice('volume:'.length) as Level, level))
}
