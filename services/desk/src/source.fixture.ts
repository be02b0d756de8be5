import type { Source } from '@guanlan/domain'

/** A source with nothing special about it, but for what is given. */
export function aSource(given: Pick<Source, 'id' | 'name' | 'channel' | 'kind'> & Partial<Source>): Source {
  return {
    url: null,
    schedule: null,
    mediaRank: 'none',
    region: null,
    linkPattern: null,
    listSelector: null,
    backfillPages: 0,
    crawlDelayMs: null,
    active: true,
    ...given,
  }
}
