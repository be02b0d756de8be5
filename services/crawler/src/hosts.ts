import { type EpochMs, errorCode, HOUR_MS, MINUTE_MS, SECOND_MS, Unavailable } from '@guanlan/domain'
import type { Circuit, Clock, Frontier } from '@guanlan/ports'
import { BusyAnswer } from './fetch.ts'

/** Why a host is left alone, and until when. */
export type Rest = Readonly<{ reason: 'asked' | 'circuit'; until: EpochMs }>

/** How every host has been answering; kept in the frontier, so that a restart is as patient as we were. */
export type Hosts = Readonly<{
  /** null: it may be asked. After an open circuit's time the next exchange is the probe. */
  rest(host: string): Promise<Rest | null>
  circuit(host: string): Circuit
  /** It answered, whatever it said. */
  answered(host: string): Promise<void>
  /** An exchange failed; only what the host itself is to blame for counts. */
  failed(host: string, failure: unknown): Promise<void>
}>

type Standing = Readonly<{
  rest: Rest | null
  failures: number // in a row
  openings: number // of the circuit, in a row
  busy: number // 429 or 503 without a time, in a row
}>

const CALM: Standing = { rest: null, failures: 0, openings: 0, busy: 0 }
const NAME = 'standing'
/** Failures in a row that open the circuit. */
const MOST_FAILURES = 5
const FIRST_REST_MS = MINUTE_MS
const LONGEST_REST_MS = HOUR_MS
/** Rests are stretched by up to a tenth, so that many hosts behind one front are not asked again in the same second. */
const JITTER = 0.1
/** A host that asks for less is given this. */
const LEAST_ASKED_MS = SECOND_MS

/**
 * 429 and 503 hold the whole host back for as long as it asks, else a minute, twice that when it happens again, up to an hour.
 * Five time-outs, broken connections or 5xx in a row open the circuit on the same scale.
 * @param chance 0..1, for the jitter
 */
export function openHosts(
  deps: Readonly<{ frontier: Frontier; clock: Pick<Clock, 'now'>; chance?: () => number }>,
): Hosts {
  const { frontier, clock, chance = Math.random } = deps
  const known = new Map<string, Standing>()

  const load = async (host: string): Promise<Standing> => {
    const here = known.get(host)
    if (here !== undefined) return here
    const note = await frontier.note(host, NAME)
    const standing = known.get(host) ?? (note === null ? CALM : { ...CALM, ...(JSON.parse(note.value) as Standing) })
    known.set(host, standing)
    return standing
  }
  const keep = async (host: string, standing: Standing): Promise<void> => {
    known.set(host, standing)
    await frontier.putNote(host, NAME, JSON.stringify(standing), clock.now())
  }
  const restOf = (reason: Rest['reason'], ms: number): Rest => ({
    reason,
    until: clock.now() + Math.round(ms * (1 + JITTER * chance())),
  })

  return {
    async rest(host) {
      const { rest } = await load(host)
      return rest !== null && rest.until > clock.now() ? rest : null
    },
    circuit(host) {
      const { rest, openings, failures } = known.get(host) ?? CALM
      if (openings === 0) return { state: 'closed', failures }
      return { state: rest !== null && rest.until > clock.now() ? 'open' : 'half-open', failures }
    },
    async answered(host) {
      const before = await load(host)
      // one failure on its own is not worth a write; whatever was written must be taken back
      if (before.rest !== null || before.openings > 0 || before.busy > 0) await keep(host, CALM)
      else known.set(host, CALM)
    },
    async failed(host, failure) {
      const trouble = troubleOf(failure)
      if (trouble === null) return
      const before = await load(host)
      const failures = before.failures + 1
      if (trouble.asksToWait) {
        const busy = trouble.waitMs === null ? before.busy + 1 : before.busy
        const rest = restOf('asked', trouble.waitMs ?? doubled(busy))
        return keep(host, { ...before, failures, busy, rest })
      }
      // a probe that fails opens the circuit again at once
      if (failures < MOST_FAILURES && before.openings === 0) return void known.set(host, { ...before, failures })
      const openings = before.openings + 1
      return keep(host, { ...before, failures, openings, rest: restOf('circuit', doubled(openings)) })
    },
  }
}

const doubled = (times: number) => Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(10, times - 1))

type Trouble = Readonly<{ asksToWait: boolean; waitMs: number | null }>

function troubleOf(failure: unknown): Trouble | null {
  if (!(failure instanceof Unavailable) || !errorCode(failure).startsWith('fetch/')) return null
  const busy = failure.cause instanceof BusyAnswer ? failure.cause : null
  const asksToWait = busy !== null && (busy.status === 429 || busy.status === 503 || busy.retryAfterMs !== null)
  const waitMs = busy?.retryAfterMs ?? null
  return { asksToWait, waitMs: waitMs === null ? null : Math.max(LEAST_ASKED_MS, waitMs) }
}
