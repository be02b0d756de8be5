import { MINUTE_MS, Rejected, type Source, Unavailable } from '@guanlan/domain'
import { ALLOW_NONE, type RobotsRules } from '@guanlan/extract'
import type { Clock, Fetched, Fetcher, FetchRequest } from '@guanlan/ports'
import { BusyAnswer } from './fetch.ts'
import type { Pace } from './pace.ts'
import type { RobotsBook } from './robots-book.ts'

/** A robots.txt that asks for more than this is read as asking for this: two minutes. */
const LONGEST_GAP_MS = 2 * MINUTE_MS

/** Fetches as robots.txt and the host's pace allow. null: we are stopping. */
export type Polite = (source: Source, request: FetchRequest) => Promise<Fetched | null>

type Deps = Readonly<{
  fetcher: Fetcher
  robots: RobotsBook
  pace: Pace
  clock: Clock
  paceMs: number
  ours: (site: URL) => boolean
}>

/**
 * Wraps a fetcher in politeness.
 * @throws {Rejected} crawl/robots, and what the fetcher rejects
 * @throws {Unavailable} crawl/robots-unreachable, and what the fetcher finds away; a busy host is left alone for as long as it asks, else a minute
 */
export function polite(deps: Deps): Polite {
  const gap = (source: Source, url: URL, rules: RobotsRules): number => {
    // a delay declared in the source counts only where the operator vouches for the host
    if (source.crawlDelayMs !== null && deps.ours(url)) return source.crawlDelayMs
    const rate = rules.requestRate === null ? 0 : rules.requestRate.perMs / rules.requestRate.requests
    return Math.min(LONGEST_GAP_MS, Math.max(deps.paceMs, rules.crawlDelayMs ?? 0, rate))
  }
  const permit = async (address: string): Promise<RobotsRules> => {
    const rules = await deps.robots.rules(address)
    if (rules === ALLOW_NONE) throw new Unavailable('crawl/robots-unreachable', { detail: new URL(address).host })
    if (!rules.allows(address)) throw new Rejected('crawl/robots', { detail: new URL(address).host })
    return rules
  }
  return async (source, request) => {
    if (!URL.canParse(request.url)) throw new Rejected('fetch/bad-url', { detail: request.url.slice(0, 100) })
    const url = new URL(request.url)
    const rules = await permit(url.href)
    try {
      const fetched = await deps.pace.turn(url.host, gap(source, url, rules), () => deps.fetcher.fetch(request))
      if (fetched !== null && fetched.finalUrl !== url.href) await permit(fetched.finalUrl)
      return fetched
    } catch (error) {
      const busy = error instanceof Unavailable && error.cause instanceof BusyAnswer ? error.cause : null
      if (busy !== null) deps.pace.pause(url.host, deps.clock.now() + (busy.retryAfterMs ?? MINUTE_MS))
      throw error
    }
  }
}
