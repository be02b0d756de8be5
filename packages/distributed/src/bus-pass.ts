import { Rejected, Unavailable } from '@guanlan/domain'
import type { Delivery, Refusal } from '@guanlan/ports'

const LONGEST_WAIT_MS = 30_000

/** A bug is tried this often before its delivery is set aside: it may have been a passing state of our own process. */
const BUG_TRIES = 3

const LONGEST_DETAIL = 500

/** What happens to deliveries, one step each; whatever else these throw goes through to the caller. */
export type Steps = Readonly<{
  handle: (batch: readonly Delivery[]) => Promise<readonly Refusal[]>
  /** Sets the refused aside. @throws {Unavailable} when they could not be */
  bury: (refusals: readonly Refusal[]) => Promise<void>
  /** Moves the group's offset behind this delivery. */
  advance: (last: Delivery) => Promise<void>
  /** Waits, staying a member of the group; false: stopped meanwhile. */
  wait: (ms: number) => Promise<boolean>
}>

/** Thrown through the steps when the group is stopped while something is away; the offset stays where it is. */
class Stopped extends Error {}

/**
 * Takes one batch through its handler as the port says: Unavailable waits and repeats, Rejected and bugs are narrowed down to their
 * culprit, which is set aside.
 * @param unread deliveries of the same stretch that no handler can be given, with the reason; they are set aside first
 * @returns false when stopped before everything was settled
 */
export async function passBatch(
  batch: readonly Delivery[],
  unread: readonly Refusal[],
  steps: Steps,
  retryMs: number,
): Promise<boolean> {
  try {
    await persist(() => steps.bury(unread), steps, retryMs)
    if (batch.length > 1 && (await passWhole(batch, steps, retryMs))) return true
    for (const delivery of batch) await passOne(delivery, steps, retryMs)
    return true
  } catch (error) {
    if (error instanceof Stopped) return false
    throw error
  }
}

async function passWhole(batch: readonly Delivery[], steps: Steps, retryMs: number): Promise<boolean> {
  const outcome = await persist(() => attempt(batch, steps), steps, retryMs)
  if ('failure' in outcome) return false
  await settle(batch.at(-1)!, outcome.refusals, steps, retryMs)
  return true
}

async function passOne(delivery: Delivery, steps: Steps, retryMs: number): Promise<void> {
  for (let tries = 1; ; tries++) {
    const outcome = await persist(() => attempt([delivery], steps), steps, retryMs)
    if ('refusals' in outcome) return settle(delivery, outcome.refusals, steps, retryMs)
    const { failure } = outcome
    if (failure instanceof Rejected || tries === BUG_TRIES) {
      return settle(delivery, [refusalOf(delivery, failure)], steps, retryMs)
    }
    await rest(steps, retryMs, tries)
  }
}

async function settle(last: Delivery, refusals: readonly Refusal[], steps: Steps, retryMs: number): Promise<void> {
  await persist(() => steps.bury(refusals), steps, retryMs)
  await steps.advance(last)
}

/** Repeats `work` while something is away. */
async function persist<T>(work: () => Promise<T>, steps: Steps, retryMs: number): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
    }
    await rest(steps, retryMs, tries)
  }
}

async function rest(steps: Steps, retryMs: number, tries: number): Promise<void> {
  const goOn = await steps.wait(Math.min(retryMs * 2 ** (tries - 1), LONGEST_WAIT_MS))
  if (!goOn) throw new Stopped()
}

type Outcome = Readonly<{ refusals: readonly Refusal[] }> | Readonly<{ failure: unknown }>

async function attempt(batch: readonly Delivery[], { handle }: Steps): Promise<Outcome> {
  try {
    return { refusals: await handle(batch) }
  } catch (failure) {
    if (failure instanceof Unavailable) throw failure
    return { failure }
  }
}

function refusalOf(delivery: Delivery, failure: unknown): Refusal {
  if (failure instanceof Rejected) return { delivery, code: failure.code, detail: failure.detail ?? '' }
  return { delivery, code: 'bug', detail: String(failure).slice(0, LONGEST_DETAIL) }
}
