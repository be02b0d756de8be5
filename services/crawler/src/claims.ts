import { type EpochMs, MINUTE_MS, type Source } from '@guanlan/domain'
import type { Clock, Frontier, Visit } from '@guanlan/ports'
import type { Polite } from './polite.ts'

/** A page being asked for is not asked for again within this time, even by the process that comes after a kill. */
export const CLAIM_MS = 15 * MINUTE_MS

/** A fetch that leaves word in the frontier before it asks. */
export type Claims = Readonly<{
  fetch: Polite
  /** Takes back the word on a page that was not asked for, or not to the end, after all. */
  giveBack(): Promise<void>
}>

/** Claims pages of one batch; addresses that are none of it pass. */
export function claiming(
  deps: Readonly<{ fetch: Polite; frontier: Frontier; clock: Clock }>,
  visits: readonly Visit[],
): Claims {
  const { frontier, clock } = deps
  const waiting = new Map(visits.map(visit => [visit.url, visit]))
  let last: Readonly<{ visit: Visit; until: EpochMs }> | null = null
  return {
    async fetch(source: Source, request) {
      const visit = waiting.get(request.url)
      if (visit !== undefined) {
        waiting.delete(request.url)
        last = { visit, until: clock.now() + CLAIM_MS }
        await frontier.record([{ ...visit, nextAt: last.until }])
      }
      return deps.fetch(source, request)
    },
    async giveBack() {
      if (last === null) return
      const { visit, until } = last
      const now = await frontier.visit(visit.sourceId, visit.url)
      if (now !== null && now.fetchedAt === null && now.nextAt === until) await frontier.record([visit])
    },
  }
}
