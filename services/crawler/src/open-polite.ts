import type { Clock, Fetcher, Frontier } from '@guanlan/ports'
import { onList } from './address-guard.ts'
import { openPace } from './pace.ts'
import { type Polite, polite } from './polite.ts'
import { openRobotsBook } from './robots-book.ts'

/** What politeness stands on; `config` is the part of the crawler's that speaks of hosts. */
export type PolitenessDeps = Readonly<{
  frontier: Frontier
  fetcher: Fetcher
  clock: Clock
  config: Readonly<{ paceMs: number; allowPrivate: readonly string[] }>
}>

/** Puts pace and robots around a fetcher: the one way in which anything here reads the web. It ends with the signal. */
export function openPolite(deps: PolitenessDeps, signal: AbortSignal): Polite {
  const { clock, config } = deps
  const pace = openPace(clock, signal)
  const ours = onList(config.allowPrivate)
  const robots = openRobotsBook({ ...deps, pace, gapMs: site => (ours(site) ? 0 : config.paceMs) })
  return polite({ ...deps, paceMs: config.paceMs, ours, robots, pace })
}
