import { createHash } from 'node:crypto'
import type { Account, Mention, Raw, Role } from '@guanlan/domain'
import { NO_INTERACTIONS } from '@guanlan/domain'

/** 2026-11-24 10:00 at +08:00, a Tuesday: when every chapter begins. */
export const TEN = Date.parse('2026-11-24T10:00:00+08:00')

/** What ends a chapter when a part of the house can go on no more. */
export const fatal = (cause: Error): never => {
  throw cause
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A post of a forum as the crawler hands it on; a chapter changes what it is about. */
export const rawOf = (change: Partial<Raw> = {}): Raw => ({
  sourceId: 'yunzhou-forum',
  channel: 'forum',
  externalId: 't-1',
  url: 'https://bbs.yunzhou.example/t/1',
  title: '大桥南站的公交',
  text: '早上在大桥南站等了四十分钟，95路没有停。',
  author: '早起的人',
  authorIsOrganisation: false,
  publishedAt: TEN - 600_000,
  fetchedAt: TEN,
  mediaRank: 'none',
  region: '临江区',
  interactions: NO_INTERACTIONS,
  evidence: null,
  ...change,
})

/** A mention as ingest makes it; a chapter changes what it is about. */
export function mentionOf(id: string, text: string, change: Partial<Mention> = {}): Mention {
  const { externalId: _, fetchedAt, sequence: __, ...rest } = rawOf({ text, title: '' })
  return {
    ...rest,
    id: sha256(id),
    contentVersion: 1,
    contentHash: sha256(text),
    publishedDoubt: 'none',
    seenAt: fetchedAt,
    ...change,
  }
}

/** Someone of the fictional bureau. */
export const account = (id: string, name: string, ...roles: readonly Role[]): Account => ({
  ...{ id, name, roles, post: '职员', unit: '云州市交通运输局', active: true, demo: false },
})
