import { type EpochMs, SECOND_MS } from '@guanlan/domain'
import type { Clock } from '@guanlan/ports'

/** How long to leave a host alone after an exchange that took `tookMs`. */
export type Gap = number | ((tookMs: number) => number)

/** One request at a time per host, a gap after each. */
export type Pace = Readonly<{
  /** Runs `work` when it is this host's turn; null when the signal aborted first. Turns are in the order asked for. */
  turn<T>(host: string, gap: Gap, work: () => Promise<T>): Promise<T | null>
  /** No turn of this host before `until`. */
  pause(host: string, until: EpochMs): void
}>

const TIMES = 5
const LEAST_MS = SECOND_MS
const MOST_MS = 30 * SECOND_MS

/** Five times as long as the host needed, within 1 and 30 seconds: a host that labours is asked less often. */
export function easedGap(tookMs: number): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, TIMES * tookMs))
}

/** The gap runs from the end of one exchange to the start of the next. */
export function openPace(clock: Clock, signal: AbortSignal): Pace {
  const queues = new Map<string, Promise<unknown>>()
  const nextAt = new Map<string, EpochMs>()
  const hold = (host: string, until: EpochMs) => {
    if (until > (nextAt.get(host) ?? 0)) nextAt.set(host, until)
  }
  return {
    turn<T>(host: string, gap: Gap, work: () => Promise<T>) {
      const before = queues.get(host) ?? Promise.resolve()
      const turn = before.then(async (): Promise<T | null> => {
        while (!signal.aborted && (nextAt.get(host) ?? 0) > clock.now())
          await clock.waitUntil(nextAt.get(host)!, signal)
        nextAt.delete(host)
        if (signal.aborted) return null
        const began = clock.now()
        try {
          return await work()
        } finally {
          const ended = clock.now()
          hold(host, ended + (typeof gap === 'number' ? gap : gap(Math.max(0, ended - began))))
        }
      })
      const settled = turn.catch(() => undefined)
      queues.set(host, settled)
      void settled.then(() => {
        if (queues.get(host) === settled) queues.delete(host)
      })
      return turn
    },
    pause: hold,
  }
}
