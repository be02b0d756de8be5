import type { OperatingPlates, Source } from '@guanlan/domain'
import { openPoliteness, type PolitenessDeps } from './open-polite.ts'
import { type Preview, preview } from './preview.ts'
import type { ArticleDeps } from './whole-article.ts'

/** Looks at sources without collecting: for a desk whose crawler runs in another process. */
export type Previewer = Readonly<{ preview: (source: Source) => Promise<Preview>; stop: () => void }>

/** Opens a previewer, as polite as the crawler: robots and pace hold here too. */
export function openPreviewer(
  deps: PolitenessDeps & Pick<ArticleDeps, 'rules'> & Readonly<{ plates: () => OperatingPlates }>,
): Previewer {
  const ending = new AbortController()
  const { insist: fetch } = openPoliteness(deps, ending.signal)
  return {
    preview: source => preview({ fetch, clock: deps.clock, rules: deps.rules, plates: deps.plates }, source),
    stop: () => ending.abort(),
  }
}
