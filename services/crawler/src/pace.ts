import type { EpochMs } from '@guanlan/domain'
import type { Clock } from '@guanlan/ports'

/** One request at a time per host, a gap after each. */
export type Pace = Readonly<{
  /** Runs `work` when it is this host's turn; null when the signal aborted first. Turns are in the order asked for. */
  turn<T>(host: string, gapMs: number, work: () => Promise<T>): Promise<T | null>
  /** No turn of this host before `until`: it asked us to wait. */
  pause(host: string, until: EpochMs): void
}>

/** The gap runs from the end of one exchange to the start of the next, so a slow host is asked less often. */
export function openPace(clock: Clock, signal: AbortSignal): Pace {
  const queues = new Map<string, Promise<unknown>>()
  const nextAt = new Map<string, EpochMs>()
  const hold = (host: string, until: EpochMs) => nextAt.set(host, Math.max(nextAt.get(host) ?? 0, until))
  return {
    turn<T>(host: string, gapMs: number, work: () => Promise<T>) {
      const before = queues.get(host) ?? Promise.resolve()
      const turn = before.then(async (): Promise<T | null> => {
        while (!signal.aborted && (nextAt.get(host) ?? 0) > clock.now())
          await clock.waitUntil(nextAt.get(host)!, signal)
        if (signal.aborted) return null
        try {
          return await work()
        } finally {
          hold(host, clock.now() + gapMs)
        }
      })
      const settled = turn.catch(() => undefined)
      queues.set(host, settled)
      void settled.then(() => {
        if (queues.get(host) === settled) queues.delete(host)
      })
      return turn
    },
    pause: (host, until) => void hold(host, until),
  }
}
