import {
  Conflict,
  DEFAULT_RULES,
  type EpochMs,
  type FindPhrases,
  MINUTE_MS,
  type Rules,
  SECOND_MS,
  Unavailable,
} from '@guanlan/domain'
import type { Bus, Clock, EventStore, Held, Lease, Ledger, MentionIndex, Receiver, Subscription } from '@guanlan/ports'
import type { Log, Records } from '@guanlan/runtime'
import { DEFAULT_GROUPING, type GroupingRules } from './grouping-rules.ts'
import { sha256 } from './hashing.ts'
import { Leader } from './leader.ts'

export type AlertingDeps = Readonly<{
  bus: Bus
  events: EventStore
  ledger: Ledger
  records: Records
  lease: Lease
  index: MentionIndex
  clock: Clock
  log: Log
  receivers: readonly Receiver[]
  holder: string // names this process among those that may lead
  fatal: (cause: Error) => void
  rules?: Rules
  grouping?: GroupingRules
  maxBatch?: number // default 500
  findPhrases?: FindPhrases // without it events get no key phrases
}>

/** A running alerting process, leading or standing by. */
export type Alerting = Readonly<{
  /** The round that a timer runs every five minutes; no effect while standing by. */
  tick: (now: EpochMs) => Promise<void>
  /** Asks for the lease once and leads or stands by accordingly; the timer does this every few seconds. */
  beat: () => Promise<void>
  leading: () => boolean
  /** Arrival number of the last mention placed and open events; null while standing by. */
  progress: () => Readonly<{ seq: number; open: number }> | null
  stop: () => Promise<void>
}>

const LEASE = 'alerting'
/** Renewed three times over within its life; a standby that asks as often leads within 20 s of the last renewal. */
const LEASE_MS = 15 * SECOND_MS
const BEAT_MS = 5 * SECOND_MS
const TICK_MS = 5 * MINUTE_MS

/**
 * Starts alerting: analysed mentions become events, events become alerts. One process leads, chosen by lease; others stand
 * by and take over within 30 s. Only the leader consumes `analysed`, in group `alerting`.
 */
export async function startAlerting(deps: AlertingDeps): Promise<Alerting> {
  const running = new Running(deps)
  await running.beat()
  const stopTimers = running.timers()
  return {
    tick: now => running.tick(now),
    beat: () => running.beat(),
    leading: () => running.leading,
    progress: () => running.progress,
    stop: async () => {
      await stopTimers()
      await running.stop()
    },
  }
}

class Running {
  readonly #deps: AlertingDeps
  #leader: Leader | null = null
  #fence = 0
  #subscription: Subscription | null = null
  #turn: Promise<void> = Promise.resolve()

  constructor(deps: AlertingDeps) {
    this.#deps = deps
  }

  get leading(): boolean {
    return this.#leader !== null
  }

  get progress(): Readonly<{ seq: number; open: number }> | null {
    return this.#leader?.progress ?? null
  }

  beat(): Promise<void> {
    const beat = this.#turn.then(() => this.#beat())
    this.#turn = beat.catch(() => undefined) // whoever asked is told; the next beat comes all the same
    return beat
  }

  async tick(now: EpochMs): Promise<void> {
    await this.#leader?.tick(now)
  }

  async stop(): Promise<void> {
    await this.#turn
    await this.#stepDown('stopping')
    await this.#deps.lease.release(LEASE, this.#deps.holder)
  }

  /** Both timers on the clock port. What goes wrong in a round is logged and the next round comes all the same. */
  timers(): () => Promise<void> {
    const { clock, log } = this.#deps
    const ended = new AbortController()
    const every = async (periodMs: number, name: string, work: () => Promise<void>) => {
      while (!ended.signal.aborted) {
        await clock.waitUntil((Math.floor(clock.now() / periodMs) + 1) * periodMs, ended.signal)
        if (ended.signal.aborted) return
        await work().catch(error =>
          log[error instanceof Unavailable ? 'warn' : 'error']({ job: name, err: error }, 'round failed'),
        )
      }
    }
    const timers = [
      every(BEAT_MS, 'lease', async () => {
        await this.beat()
        await this.#leader?.followUp()
      }),
      every(TICK_MS, 'rules', () => this.tick(clock.now())),
    ]
    return async () => {
      ended.abort()
      await Promise.all(timers)
    }
  }

  async #beat(): Promise<void> {
    const { lease, holder, log } = this.#deps
    const held = await lease.acquire(LEASE, holder, LEASE_MS).catch(error => {
      if (!(error instanceof Unavailable)) throw error
      log.warn({ code: error.code }, 'lease cannot be asked for')
      return null
    })
    if (held !== null && held.fence === this.#fence && this.#leader !== null) return this.#leader.renewed(held.until)
    await this.#stepDown('lease lost')
    if (held !== null) await this.#lead(held)
  }

  /** What stands in the way now (the store is away, an older leader of this process still consumes) may be gone at the next beat. */
  async #lead(held: Held): Promise<void> {
    const { rules, grouping, ...deps } = this.#deps
    const leader = new Leader(
      {
        ...deps,
        rules: rules ?? DEFAULT_RULES,
        grouping: grouping ?? DEFAULT_GROUPING,
        hash: sha256,
      },
      held.fence,
      held.until,
    )
    try {
      await leader.takeOver()
      this.#subscription = await this.#consume(leader)
    } catch (error) {
      if (!(error instanceof Unavailable || error instanceof Conflict)) throw error
      this.#deps.log.warn({ code: error.code }, 'cannot take the lead now')
      return
    }
    this.#leader = leader
    this.#fence = held.fence
  }

  /** A batch that finds the lease or the fence gone waits: whoever leads next handles it. */
  #consume(leader: Leader): Promise<Subscription> {
    const { bus, fatal, maxBatch } = this.#deps
    return bus.consume(
      'analysed',
      'alerting',
      async batch => {
        try {
          const refusals = await leader.handle(batch)
          void leader.followUp()
          return refusals
        } catch (error) {
          if (error instanceof Conflict) throw new Unavailable('alerting/not-leading', { cause: error })
          throw error
        }
      },
      { maxBatch: maxBatch ?? 500, fatal },
    )
  }

  async #stepDown(why: string): Promise<void> {
    const leader = this.#leader
    if (leader === null) return
    this.#leader = null
    await this.#subscription?.stop()
    this.#subscription = null
    await leader.stop().catch(error => this.#deps.log.warn({ err: error }, 'last checkpoint not written'))
    this.#deps.log.info({ why, fence: this.#fence }, 'alerting stands by')
  }
}
