import type { Mark } from './mark.ts'

const at = Date.UTC(2026, 10, 24)

/** A mark of these words, with nothing else to tell; `change` says what a test is about. */
export function aMark(id: string, words: readonly string[], change: Partial<Mark> = {}): Mark {
  return {
    id,
    contentVersion: 1,
    contentHash: id,
    evidence: null,
    matched: [],
    watchIds: ['w'],
    seenAt: at,
    at,
    channel: 'weibo',
    sentiment: 'negative',
    topics: [],
    headline: words.join(' '),
    words,
    names: [],
    print: [],
    heat: 0.5,
    reach: 0,
    interactions: 0,
    rank: 'none',
    counts: true,
    hard: [],
    act: false,
    ...change,
  }
}
