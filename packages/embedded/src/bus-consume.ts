import { Rejected, Unavailable } from '@guanlan/domain'
import type { Clock, ConsumeOptions, Delivery, Refusal, Subscription } from '@guanlan/ports'
import { breathe } from './bell.ts'

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 30_000

/** A bug is tried this often before its delivery is set aside: it may have been a passing state of our own process. */
const BUG_TRIES = 3

const LONGEST_DETAIL = 500

/** What the loop needs of one stream and one group. */
export type GroupSource = Readonly<{
  /** What stands after the group's offset, oldest first; empty when there is nothing. */
  read: (limit: number) => readonly Delivery[]
  /** Moves the offset and sets the refused aside, both or neither. */
  settle: (offset: number, refusals: readonly Refusal[]) => void
  /** Settles when something may have been appended, or when the signal aborts. */
  arrived: (signal: AbortSignal) => Promise<void>
}>

type Handle = (batch: readonly Delivery[]) => Promise<readonly Refusal[]>

/** `stopped` leaves the offset where it is. */
type Passage = 'passed' | 'stopped'

/**
 * Runs one group over one stream until stopped: at least once, in order, in batches; the offset moves after `handle` settles.
 * Unavailable waits and repeats; Rejected and bugs are narrowed down to their culprit, which is set aside.
 */
export function startGroup(source: GroupSource, handle: Handle, options: ConsumeOptions, clock: Clock): Subscription {
  const ending = new AbortController()
  const signal = ending.signal
  const first = options.retryMs ?? FIRST_WAIT_MS

  /** Waits longer each time it is called for one trouble. */
  const patience = () => {
    let waitMs = first
    return async () => {
      await clock.waitUntil(clock.now() + waitMs, signal)
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    }
  }

  /** Repeats `work` while something is away; null when stopped meanwhile. */
  const persist = async <T>(work: () => T | Promise<T>): Promise<Readonly<{ value: T }> | null> => {
    const wait = patience()
    for (;;) {
      try {
        return { value: await work() }
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error
      }
      await wait()
      if (signal.aborted) return null
    }
  }

  const settle = async (last: Delivery, refusals: readonly Refusal[]): Promise<Passage> =>
    (await persist(() => source.settle(last.offset, refusals))) === null ? 'stopped' : 'passed'

  const passBatch = async (batch: readonly Delivery[]): Promise<Passage> => {
    if (batch.length > 1) {
      const outcome = await persist(() => attempt(handle, batch))
      if (outcome === null) return 'stopped'
      if ('refusals' in outcome.value) return settle(batch.at(-1)!, outcome.value.refusals)
    }
    for (const delivery of batch) if ((await passOne(delivery)) === 'stopped') return 'stopped'
    return 'passed'
  }

  const passOne = async (delivery: Delivery): Promise<Passage> => {
    const wait = patience()
    for (let tries = 1; ; tries++) {
      const outcome = await persist(() => attempt(handle, [delivery]))
      if (outcome === null) return 'stopped'
      if ('refusals' in outcome.value) return settle(delivery, outcome.value.refusals)
      const { failure } = outcome.value
      if (failure instanceof Rejected || tries === BUG_TRIES) return settle(delivery, [refusal(delivery, failure)])
      await wait()
      if (signal.aborted) return 'stopped'
    }
  }

  const run = async () => {
    while (!signal.aborted) {
      const batch = await persist(() => source.read(options.maxBatch))
      if (batch === null) return
      if (batch.value.length === 0) await source.arrived(signal)
      else if ((await passBatch(batch.value)) === 'stopped') return
      await breathe()
    }
  }

  const ended = run().catch(cause => options.fatal(cause instanceof Error ? cause : new Error(String(cause))))
  return {
    async stop() {
      ending.abort()
      await ended
    },
  }
}

/** One call of the handler: its refusals, or why the batch failed. @throws {Unavailable} the handler's own */
async function attempt(
  handle: Handle,
  batch: readonly Delivery[],
): Promise<Readonly<{ refusals: readonly Refusal[] }> | Readonly<{ failure: unknown }>> {
  try {
    return { refusals: await handle(batch) }
  } catch (failure) {
    if (failure instanceof Unavailable) throw failure
    return { failure }
  }
}

function refusal(delivery: Delivery, failure: unknown): Refusal {
  if (failure instanceof Rejected) return { delivery, code: failure.code, detail: failure.detail ?? '' }
  return { delivery, code: 'bug', detail: String(failure).slice(0, LONGEST_DETAIL) }
}
