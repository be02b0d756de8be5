import type { EpochMs } from '@guanlan/domain'
import type { Arrival, Identified, Identity } from '@guanlan/ports'
import { type Documents, documents, type Found, hashedId, type Write } from './documents.ts'
import type { Elastic } from './elastic-client.ts'

/** What each content version was, when it came and in which delivery, oldest first; the first is version 1. */
type Version = Readonly<{ contentHash: string; seenAt: EpochMs; delivery: string }>
type Versions = Readonly<{ body: readonly Version[] }>
/** The first mention of one content. */
type Content = Readonly<{ body: Readonly<{ mentionId: string }> }>

/**
 * Identity as one document per mention, changed only by compare-and-set, so several ingest processes may meet the same mention. Not
 * one transaction: after a failure some arrivals may be kept and others not, and the same call again gives the answers it would have
 * given, for every version keeps the delivery that made it.
 */
export function openElasticIdentity(elastic: Elastic): Identity {
  const mentions = documents<Versions>(elastic, 'identities')
  const contents = documents<Content>(elastic, 'contents')

  return {
    async identify(arrivals) {
      const originals = await claimed(contents, arrivals)
      const answers: Identified[] = []
      let open = new Set(arrivals.map(arrival => arrival.mentionId))
      // A mention whose document another process changed is answered again, from what stands there now.
      while (open.size > 0) open = new Set(await round(mentions, arrivals, originals, [...open], answers))
      return answers
    },
    close: async () => undefined,
  }
}

/** The first mention of every content; contents come before mentions, so that a copy always finds its original. */
async function claimed(
  contents: Documents<Content>,
  arrivals: readonly Arrival[],
): Promise<ReadonlyMap<string, string>> {
  const claims = new Map<string, string>()
  for (const { contentHash, mentionId } of arrivals) if (!claims.has(contentHash)) claims.set(contentHash, mentionId)
  const hashes = [...claims.keys()]
  const before = await contents.getMany(hashes.map(hash => hashedId(hash)))
  const missing = hashes.filter((_, n) => before[n] === null)
  const writes = missing.map(hash => ({
    id: hashedId(hash),
    body: { body: { mentionId: claims.get(hash)! } },
    seen: null,
  }))
  const taken = await contents.putMany(writes)
  const lost = missing.filter((_, n) => !taken[n])
  const winners = await contents.getMany(lost.map(hash => hashedId(hash)))
  for (const [n, hash] of hashes.entries()) if (before[n]) claims.set(hash, before[n].body.body.mentionId)
  for (const [n, hash] of lost.entries()) claims.set(hash, winners[n]!.body.body.mentionId)
  return claims
}

/** Answers the arrivals of some mentions in order; returns the mentions whose document was changed by another meanwhile. */
async function round(
  mentions: Documents<Versions>,
  arrivals: readonly Arrival[],
  originals: ReadonlyMap<string, string>,
  ids: readonly string[],
  answers: Identified[],
): Promise<readonly string[]> {
  const found = await mentions.getMany(ids.map(id => hashedId(id)))
  const before = new Map<string, Found<Versions> | null>(ids.map((id, n) => [id, found[n]!]))
  const after = new Map<string, Version[]>(ids.map(id => [id, [...(before.get(id)?.body.body ?? [])]]))
  for (const [n, arrival] of arrivals.entries()) {
    const versions = after.get(arrival.mentionId)
    if (versions !== undefined) answers[n] = identified(versions, arrival, originals.get(arrival.contentHash)!)
  }
  const changed = ids.filter(id => after.get(id)!.length > (before.get(id)?.body.body.length ?? 0))
  const writes = changed.map(
    (id): Write<Versions> => ({ id: hashedId(id), body: { body: after.get(id)! }, seen: before.get(id)?.seen ?? null }),
  )
  const taken = await mentions.putMany(writes)
  return changed.filter((_, n) => !taken[n])
}

/** The answer to one arrival; a new version is added to `versions`. */
function identified(versions: Version[], arrival: Arrival, original: string): Identified {
  const { mentionId, contentHash, seenAt, delivery } = arrival
  const copyOf = original === mentionId ? null : original
  const known = inForce(versions, arrival)
  if (known === null) versions.push({ contentHash, seenAt, delivery })
  const contentVersion = known === null ? versions.length : known + 1
  const isNew = known === null || versions[known]!.delivery === delivery
  const outcome = !isNew ? 'repeat' : contentVersion === 1 ? 'first' : 'edited'
  return { outcome, contentVersion, seenAt: versions[0]!.seenAt, copyOf }
}

/**
 * Where the version stands that an arrival shows: the one its delivery made; else the newest when it has this content; else an older
 * one with this content, if the arrival was delivered or seen before the version that replaced it (it comes again, or late). Null: new
 * content, or a return to an old one, which is an edit too. What decides never changes later.
 */
function inForce(versions: readonly Version[], arrival: Arrival): number | null {
  for (const [index, version] of versions.entries()) {
    if (version.contentHash !== arrival.contentHash) continue
    const replaced = versions[index + 1]
    if (version.delivery === arrival.delivery || replaced === undefined) return index
    if (arrival.seenAt < replaced.seenAt || deliveredBefore(arrival.delivery, replaced.delivery)) return index
  }
  return null
}

/** Whether `a` stands before `b` in one partition; across partitions there is no order. */
function deliveredBefore(a: string, b: string): boolean {
  const [[partitionOfA, offsetOfA], [partitionOfB, offsetOfB]] = [a.split(':'), b.split(':')]
  return partitionOfA === partitionOfB && Number(offsetOfA) < Number(offsetOfB)
}
