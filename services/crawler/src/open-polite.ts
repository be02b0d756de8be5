import type { Clock, Fetcher, Frontier, Lease } from '@guanlan/ports'
import { onList } from '@guanlan/runtime'
import { NO_LEASES, openHostLeases } from './host-leases.ts'
import { type Hosts, openHosts } from './hosts.ts'
import { openPace } from './pace.ts'
import { type Holds, orSayWhy, type Polite, polite } from './polite.ts'
import { openRobotsBook } from './robots-book.ts'

/** What politeness stands on; `config` is the part of the crawler's that speaks of hosts. */
export type PolitenessDeps = Readonly<{
  frontier: Frontier
  fetcher: Fetcher
  clock: Clock
  lease?: Lease | null // with `holder`: hosts are shared with other processes
  holder?: string
  config: Readonly<{ paceMs: number; allowPrivate: readonly string[] }>
}>

/** The one way in which anything here reads the web, and what is known of the hosts. */
export type Politeness = Readonly<{
  fetch: Polite
  insist: Polite // as `fetch`, but a hold is an error: for people who look once
  holds: Holds
  hosts: Hosts
  /** Lets other processes ask the hosts we asked. */
  release: () => Promise<void>
}>

/** Puts pace, windows, back-off and robots around a fetcher. It ends with the signal. */
export function openPoliteness(deps: PolitenessDeps, signal: AbortSignal): Politeness {
  const { clock, config, lease = null, holder } = deps
  const pace = openPace(clock, signal)
  const hosts = openHosts(deps)
  const leases = lease === null || holder === undefined ? NO_LEASES : openHostLeases(lease, holder, clock)
  const ours = onList(config.allowPrivate)
  const robots = openRobotsBook({
    ...deps,
    fetcher: noting(deps.fetcher, hosts),
    pace,
    gapMs: site => (ours(site) ? 0 : config.paceMs),
  })
  const { fetch, holds } = polite({ ...deps, paceMs: config.paceMs, ours, robots, pace, hosts, leases })
  return { fetch, insist: orSayWhy(fetch, holds), holds, hosts, release: leases.release }
}

/** What a host says to the question for its robots.txt tells of the host like any other answer. */
function noting(fetcher: Fetcher, hosts: Hosts): Fetcher {
  return {
    close: fetcher.close,
    async fetch(request) {
      try {
        const fetched = await fetcher.fetch(request)
        await hosts.answered(new URL(request.url).host)
        return fetched
      } catch (error) {
        await hosts.failed(new URL(request.url).host, error)
        throw error
      }
    },
  }
}
