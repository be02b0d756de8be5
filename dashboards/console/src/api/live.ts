/** A commit as the live stream tells it: which records it touched, never what they hold. */
export type LiveCommit = Readonly<{
  position: number
  refs: readonly Readonly<{ kind: string; id: string; type: string }>[]
}>

/** The clock of the desk and the age of its data, every 15 s. */
export type LiveTick = Readonly<{ now: number; dataAt: number | null }>

export type LiveHandlers = Readonly<{
  commit: (commit: LiveCommit) => void
  tick: (tick: LiveTick) => void
  gap: () => void // we missed something: everything on screen must be read again
  connected: (yes: boolean) => void
}>

const FIRST_RETRY_MS = 1_000
const LONGEST_RETRY_MS = 30_000

/**
 * Follows the desk's live stream until the returned function is called. The browser resumes by itself with Last-Event-ID;
 * when it gives up (the desk was away, the session ended) we dial again with growing pauses and treat it as a gap.
 */
export function followLive(handlers: LiveHandlers): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pauseMs = FIRST_RETRY_MS
  let wasLost = false

  function dial(): void {
    const stream = new EventSource('/api/live')
    source = stream
    stream.onopen = () => {
      pauseMs = FIRST_RETRY_MS
      handlers.connected(true)
      if (wasLost) handlers.gap()
      wasLost = false
    }
    stream.onerror = () => {
      handlers.connected(false)
      if (stream.readyState !== EventSource.CLOSED) return
      wasLost = true
      timer = setTimeout(dial, pauseMs)
      pauseMs = Math.min(pauseMs * 2, LONGEST_RETRY_MS)
    }
    on<LiveCommit>(stream, 'commit', handlers.commit)
    on<LiveTick>(stream, 'tick', handlers.tick)
    stream.addEventListener('gap', handlers.gap)
  }

  dial()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}

function on<T>(stream: EventSource, name: string, handle: (value: T) => void): void {
  stream.addEventListener(name, event => {
    if (event instanceof MessageEvent && typeof event.data === 'string') handle(JSON.parse(event.data) as T)
  })
}
