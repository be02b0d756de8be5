import type { ManualClock } from '@guanlan/embedded'

/** A port on a place of its own, made for one test. */
export type Opened<Port> = Readonly<{
  port: Port
  /** The same place as a new process would find it after the old one was killed: nothing of the old port is waited for. */
  reopen: () => Promise<Port>
  /** Closes the newest port and removes the place. */
  destroy: () => Promise<void>
}>

/** A port whose time is the test's. */
export type OpenedAt<Port> = Opened<Port> & Readonly<{ clock: ManualClock }>

/** Noon of 24 November 2026 at +08:00: where manual clocks stand at first. */
export const NOON = Date.UTC(2026, 10, 24, 4)
