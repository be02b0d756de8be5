import { type EpochMs, SECOND_MS } from '@guanlan/domain'
import type { Clock, Lease } from '@guanlan/ports'

/** Which hosts this process may ask. */
export type HostLeases = Readonly<{
  /** Takes or renews the host; the time to look again when another process has it, null when it is ours. */
  takenUntil(host: string): Promise<EpochMs | null>
  /** Gives all of them up, so that others need not wait them out. */
  release(): Promise<void>
}>

/** Half of it is longer than an exchange with all its redirects; whoever comes after a kill waits for it once. */
const LEASE_MS = 45 * SECOND_MS
const LOOK_AGAIN_MS = 15 * SECOND_MS

/** For a process that stands alone. */
export const NO_LEASES: HostLeases = { takenUntil: async () => null, release: async () => {} }

/**
 * One process asks a host at a time. Sources are dealt out by their host, but their articles may lie elsewhere, and when hosts are
 * dealt out anew the old owner still has an exchange in hand: the lease makes the pace hold over all of them.
 */
export function openHostLeases(lease: Lease, holder: string, clock: Pick<Clock, 'now'>): HostLeases {
  const held = new Map<string, EpochMs>()
  const name = (host: string) => `crawl-host ${host}`
  return {
    async takenUntil(host) {
      const now = clock.now()
      // renewed at half time: a lease write is an fsync
      if ((held.get(host) ?? 0) > now + LEASE_MS / 2) return null
      const taken = await lease.acquire(name(host), holder, LEASE_MS)
      if (taken !== null) {
        held.set(host, taken.until)
        return null
      }
      held.delete(host)
      return now + LOOK_AGAIN_MS
    },
    async release() {
      const hosts = [...held.keys()]
      held.clear()
      for (const host of hosts) await lease.release(name(host), holder)
    },
  }
}
