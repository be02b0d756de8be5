import type { EpochMs } from '@guanlan/domain'
import type { Clock, Held, Lease } from '@guanlan/ports'
import { documents, type Found, hashedId } from './documents.ts'
import type { Elastic } from './elastic-client.ts'

/** A lease given up keeps its document: the fence must never fall back. */
type Kept = Readonly<{ body: Readonly<{ name: string; holder: string | null; fence: number; until: EpochMs }> }>

/**
 * Leases as one document each, changed only by compare-and-set, so of many who ask one gets it. Time is each process's own clock:
 * clocks of one cluster must agree to well under the time a lease is held for.
 */
export function openElasticLease(elastic: Elastic, clock: Clock): Lease {
  const leases = documents<Kept>(elastic, 'leases')

  const heldIn = (found: Found<Kept> | null): Held | null => {
    if (found === null) return null
    const { name, holder, fence, until } = found.body.body
    return holder === null || until <= clock.now() ? null : { name, holder, fence, until }
  }
  const changed = async (name: string, found: Found<Kept> | null, body: Kept['body']) => {
    const id = hashedId(name)
    return found === null ? leases.create(id, { body }) : leases.replace(id, { body }, found.seen)
  }

  return {
    async acquire(name, holder, ttlMs) {
      // Every round lost is one that another won, so this ends.
      for (;;) {
        const found = await leases.get(hashedId(name))
        const current = heldIn(found)
        if (current !== null && current.holder !== holder) return null
        const fence = current === null ? (found?.body.body.fence ?? 0) + 1 : current.fence
        const held: Held = { name, holder, fence, until: clock.now() + ttlMs }
        if (await changed(name, found, held)) return held
      }
    },
    async release(name, holder) {
      for (;;) {
        const found = await leases.get(hashedId(name))
        if (found === null || found.body.body.holder !== holder) return
        if (await changed(name, found, { ...found.body.body, holder: null })) return
      }
    },
    current: async name => heldIn(await leases.get(hashedId(name))),
  }
}
