import type { EpochMs } from '@guanlan/domain'
import type { Clock } from '@guanlan/ports'

/** A clock that runs at the real pace from an instant of the test's choosing, and can be moved on. */
export type RunningClock = Clock & Readonly<{ advance: (ms: number) => void }>

type Wait = Readonly<{ at: EpochMs; look: () => void }>

/**
 * For houses that live through days within one test: retries and leases go on as in life, while a deadline of 24 hours is one
 * call. `advance` settles every wait that is over, earliest first.
 */
export function runningClock(startAt: EpochMs): RunningClock {
  const origin = performance.now()
  let skipped = 0
  const waits = new Set<Wait>()
  const now = () => Math.floor(startAt + skipped + performance.now() - origin)
  return {
    now,
    waitUntil(at, signal) {
      if (at <= now() || signal?.aborted) return Promise.resolve()
      return new Promise(resolve => {
        let timer: NodeJS.Timeout | undefined
        const end = () => {
          clearTimeout(timer)
          waits.delete(wait)
          signal?.removeEventListener('abort', end)
          resolve()
        }
        const look = () => {
          clearTimeout(timer)
          if (at <= now()) end()
          else timer = setTimeout(look, Math.min(at - now() + 1, 2 ** 30))
        }
        const wait: Wait = { at, look }
        waits.add(wait)
        signal?.addEventListener('abort', end, { once: true })
        look()
      })
    },
    advance(ms) {
      skipped += ms
      for (const wait of [...waits].sort((a, b) => a.at - b.at)) wait.look()
    },
  }
}
