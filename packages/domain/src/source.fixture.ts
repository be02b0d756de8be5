import type { Source } from './source.ts'

/** A list that is polled, with nothing special about it; `change` says what a test is about. */
export function aSource(change: Partial<Source> = {}): Source {
  return {
    id: 'portal',
    name: '云州市交通运输局',
    channel: 'gov',
    kind: 'list',
    url: 'https://jt.yunzhou.example/xw/',
    schedule: 'adaptive',
    mediaRank: 'local',
    region: null,
    linkPattern: null,
    listSelector: null,
    backfillPages: 0,
    crawlDelayMs: null,
    active: true,
    ...change,
  }
}
