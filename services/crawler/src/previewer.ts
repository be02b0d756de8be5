import type { Source } from '@guanlan/domain'
import { onList } from './address-guard.ts'
import type { CrawlerDeps } from './crawler.ts'
import { openPace } from './pace.ts'
import { polite } from './polite.ts'
import { type Preview, preview } from './preview.ts'
import { openRobotsBook } from './robots-book.ts'

/** Looks at sources without collecting: for a desk whose crawler runs in another process. */
export type Previewer = Readonly<{ preview: (source: Source) => Promise<Preview>; stop: () => void }>

/** Opens a previewer, as polite as the crawler: robots and pace hold here too. */
export function openPreviewer(deps: Pick<CrawlerDeps, 'frontier' | 'fetcher' | 'clock' | 'config'>): Previewer {
  const { clock, config } = deps
  const ending = new AbortController()
  const pace = openPace(clock, ending.signal)
  const ours = onList(config.allowPrivate)
  const robots = openRobotsBook({ ...deps, pace, gapMs: site => (ours(site) ? 0 : config.paceMs) })
  const fetch = polite({ ...deps, paceMs: config.paceMs, ours, robots, pace })
  return { preview: source => preview({ fetch, clock }, source), stop: () => ending.abort() }
}
