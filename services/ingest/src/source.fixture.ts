import type { Source } from '@guanlan/domain'

/** A source that others bring to us, with nothing special about it, but for what is given. */
export function aDoor(given: Pick<Source, 'id' | 'name' | 'channel'> & Partial<Source>): Source {
  return {
    kind: 'door',
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
