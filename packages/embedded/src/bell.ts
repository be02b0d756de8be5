/** Wakes those who wait for something new, so that nobody polls. */
export type Bell = Readonly<{
  ring: () => void
  /** Settles at the next ring, or when the signal aborts. Look first, then wait, in one turn: no ring is missed. */
  heard: (signal: AbortSignal) => Promise<void>
}>

/** A bell with nobody waiting. */
export function bell(): Bell {
  const waiting = new Set<() => void>()
  return {
    ring() {
      for (const settle of waiting) settle()
    },
    heard(signal) {
      if (signal.aborted) return Promise.resolve()
      return new Promise(resolve => {
        const settle = () => {
          waiting.delete(settle)
          signal.removeEventListener('abort', settle)
          resolve()
        }
        waiting.add(settle)
        signal.addEventListener('abort', settle, { once: true })
      })
    },
  }
}

/** Lets timers, sockets and other work have their turn: SQLite never waits, so a loop over it would keep them all out. */
export function breathe(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
