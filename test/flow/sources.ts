import { type Channel, type Source, source } from '@guanlan/domain'

/** A door with everything plain. */
export const doorOf = (id: string, channel: Channel, change: Partial<Source> = {}): Source =>
  source({
    id,
    name: `推送入口 ${id}`,
    channel,
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
    ...change,
  })
