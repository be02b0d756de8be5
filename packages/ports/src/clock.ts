import type { EpochMs } from '@guanlan/domain'

/** The only source of time. */
export interface Clock {
  now(): EpochMs
  /** Settles at or after `at`, or at once when the signal aborts. */
  waitUntil(at: EpochMs, signal?: AbortSignal): Promise<void>
}
