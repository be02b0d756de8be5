import { type Alert, type EpochMs, errorCode, HOUR_MS, LEVEL_NAMES, MINUTE_MS, Rejected } from '@guanlan/domain'
import type { EventStore, Notice, Receiver } from '@guanlan/ports'
import type { Log, Records } from '@guanlan/runtime'
import type { Hash } from './hashing.ts'

/** How long after it was raised an alert is still news; a notice that could not be delivered by then is given up, loudly. */
const NEWS_MS = 24 * HOUR_MS
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 15 * MINUTE_MS

type Attempt = Readonly<{ tries: number; nextAt: EpochMs }>

/**
 * Tells the receivers of alerts that are in the ledger: of each once when raised, again when a higher level is suggested.
 * "Sent" is noted, in alerting's own state, only after `deliver` settled; a crash between the two repeats the notice
 * under the same id.
 */
export class Notices {
  readonly #events: EventStore
  readonly #records: Records
  readonly #receivers: readonly Receiver[]
  readonly #fence: number
  readonly #hash: Hash
  readonly #log: Log
  readonly #sent = new Map<string, string>()
  readonly #attempts = new Map<string, Attempt>()
  #rounds: Promise<void> = Promise.resolve()

  constructor(
    deps: Readonly<{ events: EventStore; records: Records; receivers: readonly Receiver[]; hash: Hash; log: Log }>,
    fence: number,
  ) {
    this.#events = deps.events
    this.#records = deps.records
    this.#receivers = deps.receivers
    this.#hash = deps.hash
    this.#log = deps.log
    this.#fence = fence
  }

  /**
   * Delivers what is due, one round after the other, so that nobody is told twice at once. A receiver that is away keeps
   * nobody else waiting beyond its own time-out, and is tried again.
   */
  deliverDue(now: EpochMs): Promise<void> {
    const round = this.#rounds.then(() => this.#round(now))
    this.#rounds = round.catch(() => undefined)
    return round
  }

  /** Settles when the rounds begun so far are over. */
  settled(): Promise<void> {
    return this.#rounds
  }

  async #round(now: EpochMs): Promise<void> {
    const due = this.#records
      .list('alert')
      .map(({ state }) => state)
      .filter(alert => alert.raisedAt >= now - NEWS_MS && alert.state !== 'dismissed')
    for (const alert of due) {
      const notice = noticeOf(alert, this.#hash)
      await Promise.all(this.#receivers.map(receiver => this.#deliver(receiver, notice, now)))
    }
  }

  async #deliver(receiver: Receiver, notice: Notice, now: EpochMs): Promise<void> {
    const name = `sent/${notice.id}/${receiver.name}`
    if ((this.#attempts.get(name)?.nextAt ?? 0) > now || (await this.#noted(name)) !== null) return
    try {
      await receiver.deliver(notice)
    } catch (error) {
      return this.#failed(name, receiver, notice, error, now)
    }
    await this.#note(name, JSON.stringify({ outcome: 'sent', at: now }))
    this.#log.info({ notice: notice.id, receiver: receiver.name }, 'notice sent')
  }

  async #failed(name: string, receiver: Receiver, notice: Notice, error: unknown, now: EpochMs): Promise<void> {
    const tries = (this.#attempts.get(name)?.tries ?? 0) + 1
    const fields = { notice: notice.id, receiver: receiver.name, tries, code: errorCode(error) }
    if (error instanceof Rejected) {
      this.#log.error(fields, 'receiver refused the notice')
      return this.#note(name, JSON.stringify({ outcome: 'refused', at: now, code: error.code }))
    }
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (tries - 1), LONGEST_RETRY_MS)
    this.#attempts.set(name, { tries, nextAt: now + wait })
    this.#log.warn(fields, 'notice not delivered, will be tried again')
  }

  async #noted(name: string): Promise<string | null> {
    const known = this.#sent.get(name) ?? (await this.#events.getState(name))
    if (known !== null) this.#sent.set(name, known)
    return known
  }

  async #note(name: string, value: string): Promise<void> {
    await this.#events.putState(this.#fence, name, value)
    this.#sent.set(name, value)
    this.#attempts.delete(name)
  }
}

/** The notice of an alert at its suggested level; masked text only, the same id for the same alert and level. */
export function noticeOf(alert: Alert, hash: Hash): Notice {
  const last = alert.triggers[alert.triggers.length - 1]!
  const level = LEVEL_NAMES[alert.suggestion.level]
  return {
    id: hash(`notice\n${alert.id}\n${alert.suggestion.level}`).slice(0, 32),
    title: `【${level}（建议）】${alert.title}`,
    body: `${alert.number}：${last.summary}`,
    level: alert.suggestion.level,
    link: `/desk?alert=${alert.id}`,
    at: last.at,
  }
}
