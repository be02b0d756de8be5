import {
  type EpochMs,
  errorCode,
  MINUTE_MS,
  Rejected,
  readWindow,
  type Source,
  Unavailable,
  windowOpensAt,
} from '@guanlan/domain'
import { ALLOW_NONE, type RobotsRules } from '@guanlan/extract'
import type { Clock, Fetched, Fetcher, FetchRequest, Holding } from '@guanlan/ports'
import type { HostLeases } from './host-leases.ts'
import type { Hosts } from './hosts.ts'
import { isLoginPage } from './login-page.ts'
import { easedGap, type Gap, type Pace } from './pace.ts'
import type { RobotsBook } from './robots-book.ts'

/** A robots.txt that asks for more than this is read as asking for this: two minutes. */
const LONGEST_GAP_MS = 2 * MINUTE_MS
/** A rest that ends sooner is waited out in line; for a longer one the source is put off, with the reason in its health. */
const WAITED_OUT_MS = 30_000

/** Fetches as robots.txt, the source's window and the host's pace allow. null: not now; we are stopping, or `why` says what holds it. */
export type Polite = (source: Source, request: FetchRequest) => Promise<Fetched | null>

/** What held a source back when it last got null. */
export type Holds = Readonly<{ why(sourceId: string): Holding | null }>

type Deps = Readonly<{
  fetcher: Fetcher
  robots: RobotsBook
  pace: Pace
  hosts: Hosts
  leases: HostLeases
  clock: Clock
  paceMs: number
  ours: (site: URL) => boolean
}>

/**
 * Wraps a fetcher in politeness. Where a page sends us on, robots.txt of that place is read before it is asked.
 * @throws {Rejected} crawl/robots, crawl/login-page, and what the fetcher rejects
 * @throws {Unavailable} crawl/robots-unreachable, and what the fetcher finds away; what that means for the host is noted with it
 */
export function polite(deps: Deps): Readonly<{ fetch: Polite; holds: Holds }> {
  const { clock, hosts, pace } = deps
  const held = new Map<string, Holding>()

  const permit = async (source: Source, address: string): Promise<RobotsRules | null> => {
    const rules = await deps.robots.rules(address)
    if (source.robotsOverride?.host === new URL(address).host) return rules
    if (rules === ALLOW_NONE) throw new Unavailable('crawl/robots-unreachable', { detail: new URL(address).host })
    if (!rules.allows(address)) throw new Rejected('crawl/robots', { detail: new URL(address).host })
    return rules
  }
  const exchange = async (source: Source, url: URL, request: FetchRequest): Promise<Fetched> => {
    const mayFollow = async (next: URL) => {
      await permit(source, next.href)
      if (next.host !== url.host && (await hosts.rest(next.host)) !== null)
        throw new Unavailable('crawl/host-resting', { detail: next.host })
    }
    try {
      const fetched = await deps.fetcher.fetch({ ...request, mayFollow })
      await hosts.answered(url.host)
      // whoever we were sent on to has been asked too
      const last = new URL(fetched.finalUrl).host
      if (last !== url.host) pace.pause(last, clock.now() + deps.paceMs)
      return fetched
    } catch (error) {
      if (error instanceof Rejected && errorCode(error) !== 'fetch/private-address') await hosts.answered(url.host)
      else await hosts.failed(url.host, error)
      throw error
    }
  }
  const hold = async (source: Source, host: string): Promise<Holding | null> => {
    const opensAt = windowOf(source, clock.now())
    if (opensAt !== null) return { reason: 'window', until: opensAt }
    const rest = await hosts.rest(host)
    if (rest !== null && rest.until - clock.now() > WAITED_OUT_MS) return rest
    if (rest !== null) pace.pause(host, rest.until)
    const taken = await deps.leases.takenUntil(host)
    return taken === null ? null : { reason: 'elsewhere', until: taken }
  }

  return {
    holds: { why: sourceId => held.get(sourceId) ?? null },
    async fetch(source, request) {
      if (!URL.canParse(request.url)) throw new Rejected('fetch/bad-url', { detail: request.url.slice(0, 100) })
      const url = new URL(request.url)
      const holding = async () => {
        const found = await hold(source, url.host)
        if (found === null) held.delete(source.id)
        else held.set(source.id, found)
        return found !== null
      }
      if (await holding()) return null
      const rules = await permit(source, url.href)
      const gap = gapFor(deps, source, url, rules)
      // looked at again when the turn has come: the exchange before may have found the host in trouble
      const fetched = await pace.turn(url.host, gap, async () =>
        (await holding()) ? null : exchange(source, url, request),
      )
      if (fetched === null || fetched.notModified) return fetched
      if (isLoginPage(fetched)) throw new Rejected('crawl/login-page', { detail: new URL(fetched.finalUrl).host })
      return fetched
    },
  }
}

/** null while the source may be asked, else when it next may. */
export function windowOf(source: Source, now: EpochMs): EpochMs | null {
  if (source.fetchWindow == null) return null
  const opens = windowOpensAt(readWindow(source.fetchWindow), now)
  return opens > now ? opens : null
}

function gapFor({ paceMs, ours }: Deps, source: Source, url: URL, rules: RobotsRules | null): Gap {
  // a delay declared in the source counts only where the operator vouches for the host
  if (source.crawlDelayMs !== null && ours(url)) return source.crawlDelayMs
  const rate = rules?.requestRate == null ? 0 : rules.requestRate.perMs / rules.requestRate.requests
  const least = Math.min(LONGEST_GAP_MS, Math.max(paceMs, rules?.crawlDelayMs ?? 0, rate))
  return tookMs => Math.max(least, easedGap(tookMs))
}

/** For people who ask for one look: what would make a run wait is told them. @throws {Unavailable} crawl/outside-window, crawl/host-resting, crawl/host-elsewhere */
export function orSayWhy(ask: Polite, holds: Holds): Polite {
  return async (source, request) => {
    const fetched = await ask(source, request)
    const why = fetched === null ? holds.why(source.id) : null
    if (why === null) return fetched
    const detail = new Date(why.until).toISOString()
    if (why.reason === 'window') throw new Unavailable('crawl/outside-window', { detail: source.fetchWindow ?? detail })
    if (why.reason === 'elsewhere') throw new Unavailable('crawl/host-elsewhere', { detail })
    throw new Unavailable('crawl/host-resting', { detail })
  }
}
