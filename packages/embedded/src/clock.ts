import type { EpochMs } from '@guanlan/domain'
import type { Clock } from '@guanlan/ports'

/** The machine's clock may be set while we wait, so a long wait looks again at least this often. */
const LOOK_AGAIN_MS = 60_000

/** The machine's own clock; a wait is at most a minute late when the clock is set forward. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async waitUntil(at, signal) {
    while (!signal?.aborted) {
      const left = at - Date.now()
      if (left <= 0) return
      await pause(Math.min(left, LOOK_AGAIN_MS), signal)
    }
  },
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done, { once: true })
  })
}

/** A clock that stands still until told. */
export type ManualClock = Clock &
  Readonly<{
    /** Moves time by `ms` >= 0 and lets every wait that is over settle, earliest first. */
    advance(ms: number): void
    /** Settles once at least `count` waits are under way: the sign that the other side has gone to sleep. */
    waiting(count: number): Promise<void>
  }>

/** A clock for tests, standing at `at`. */
export function manualClock(at: EpochMs): ManualClock {
  let now = at
  const waits = new Set<Readonly<{ at: EpochMs; settle: () => void }>>()
  const watchers = new Set<Readonly<{ count: number; settle: () => void }>>()

  const tellWatchers = () => {
    for (const watcher of watchers) if (waits.size >= watcher.count && watchers.delete(watcher)) watcher.settle()
  }

  return {
    now: () => now,
    waitUntil(until, signal) {
      if (until <= now || signal?.aborted) return Promise.resolve()
      return new Promise(resolve => {
        const wait = {
          at: until,
          settle: () => {
            waits.delete(wait)
            signal?.removeEventListener('abort', wait.settle)
            resolve()
          },
        }
        waits.add(wait)
        signal?.addEventListener('abort', wait.settle, { once: true })
        tellWatchers()
      })
    },
    advance(ms) {
      now += ms
      for (const wait of [...waits].sort((a, b) => a.at - b.at)) if (wait.at <= now) wait.settle()
    },
    waiting(count) {
      return new Promise(resolve => {
        watchers.add({ count, settle: resolve })
        tellWatchers()
      })
    },
  }
}
