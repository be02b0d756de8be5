import { Unavailable } from '@guanlan/domain'
import type { Clock } from '@guanlan/ports'

/** Watches over one consumer that may live on and consume nothing. */
export type Watch = Readonly<{
  /** The consumer has done something. */
  sign: () => void
  /** Watches over one call that must come back; it settles as the call does. */
  during: <T>(work: Promise<T>) => Promise<T>
  /** Something final has happened. */
  bite: (cause: Error) => void
  stop: () => void
}>

/** Calls `fatal` once: for what was final, or when there was no sign, or a call under way, for `silenceMs`. */
export function watchdog(clock: Clock, silenceMs: number, fatal: (cause: Error) => void): Watch {
  let signAt = clock.now()
  let callAt: number | null = null
  let bitten = false

  const bite = (cause: Error) => {
    clearInterval(timer)
    if (bitten) return
    bitten = true
    fatal(cause)
  }
  const look = () => {
    const now = clock.now()
    if (callAt !== null && now - callAt >= silenceMs) bite(new Unavailable('bus/stalled', { detail: 'handler' }))
    else if (now - signAt >= silenceMs) bite(new Unavailable('bus/stalled', { detail: 'consumer' }))
  }
  const timer = setInterval(look, Math.max(50, silenceMs / 20))
  timer.unref()

  return {
    sign() {
      signAt = clock.now()
    },
    async during(work) {
      callAt = clock.now()
      try {
        return await work
      } finally {
        callAt = null
        signAt = clock.now()
      }
    },
    bite,
    stop: () => clearInterval(timer),
  }
}
