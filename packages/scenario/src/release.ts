import { type EpochMs, HOUR_MS } from '@guanlan/domain'
import type { Item } from './item.ts'
import { placed, SERIALS_PER_HOUR } from './place-of-item.ts'

/** Serials of an hour from here on are for people's own statements: no generated hour has so many items. */
const FIRST_SERIAL = 90_000

/** A statement that people wrote, as an item of the portal's news; `number` 1, 2, … tells those of one city apart. */
export function release(piece: Readonly<{ title: string; text: string }>, at: EpochMs, number: number): Item {
  const draft = {
    truthId: `release-${number}`,
    site: 'portal',
    section: 'xwzx',
    title: piece.title,
    text: piece.text,
    html: null,
    author: '云州市交通运输局',
    authorIsOrganisation: true,
    publishedAt: Math.floor(at / 1000) * 1000,
    region: null,
    interactions: { reads: null, likes: null, comments: null, reposts: null },
    eventTruth: null,
    nearDuplicateOf: null,
    sentimentTruth: 'neutral',
    topicTruth: [],
    kind: 'release',
    order: null,
  } as const
  return placed(draft, Math.floor(at / HOUR_MS) * SERIALS_PER_HOUR + FIRST_SERIAL + number)
}
