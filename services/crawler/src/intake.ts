import type { EpochMs, Json, Raw } from '@guanlan/domain'
import type { Bus, Frontier, Visit } from '@guanlan/ports'
import { itemHash, itemKey } from './raw-item.ts'

/** Hands raws on, each once per state: an item that says what it said before is passed over. */
export type Intake = (raws: readonly Raw[], now: EpochMs) => Promise<number>

/** First the stream, then the memory: a crash between makes a raw twice, which ingest recognises, and never loses one. */
export function intake(bus: Bus, frontier: Frontier): Intake {
  return async (raws, now) => {
    const fresh = new Map<string, { raw: Raw; visit: Visit }>()
    for (const raw of raws) {
      if (raw.title === '' && raw.text === '') continue
      const key = itemKey(raw)
      const contentHash = itemHash(raw)
      const known = await frontier.visit(raw.sourceId, key)
      if (known !== null && known.contentHash === contentHash) continue
      fresh.set(key, { raw, visit: doneVisit(raw.sourceId, key, known, now, { contentHash }) })
    }
    if (fresh.size === 0) return 0
    const entries = [...fresh.values()].sort((a, b) => (a.raw.publishedAt ?? now) - (b.raw.publishedAt ?? now))
    await bus.append(
      'raw',
      entries.map(({ raw }) => ({ key: raw.sourceId, body: raw as unknown as Json })),
    )
    await frontier.record(entries.map(({ visit }) => visit))
    return entries.length
  }
}

/** The record of an address that has been read. */
export function doneVisit(
  sourceId: string,
  url: string,
  known: Visit | null,
  now: EpochMs,
  found: Partial<Pick<Visit, 'status' | 'etag' | 'lastModified' | 'contentHash' | 'failures'>>,
): Visit {
  return {
    sourceId,
    url,
    firstSeenAt: known?.firstSeenAt ?? now,
    fetchedAt: now,
    status: 200,
    etag: null,
    lastModified: null,
    contentHash: null,
    failures: 0,
    nextAt: now,
    ...found,
  }
}
