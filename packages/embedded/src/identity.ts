import type { EpochMs } from '@guanlan/domain'
import type { Arrival, Identified, Identity } from '@guanlan/ports'
import { openDatabase, transaction } from './database.ts'
import { diskFlush } from './disk-flush.ts'

/** `version` keeps what each content version was and when it came; `content` the first mention of each content. */
export const IDENTITY_MIGRATIONS = [
  `create table version (
     mention_id text not null, version integer not null, content_hash text not null, seen_at integer not null,
     delivery text not null, primary key (mention_id, version)) strict, without rowid;
   create table content (content_hash text primary key, mention_id text not null) strict, without rowid;`,
] as const

type Version = Readonly<{ version: number; content_hash: string; seen_at: EpochMs; delivery: string }>

/** Identity on one file. Each version keeps the delivery that made it, so that a redelivered one gets the answer it got the first time. */
export function openIdentity(path: string): Identity {
  const db = openDatabase(path, IDENTITY_MIGRATIONS, 'checkpoint')
  const disk = diskFlush(path)
  const versionsOf = db.prepare(
    'select version, content_hash, seen_at, delivery from version where mention_id = ? order by version',
  )
  const addFirst = db.prepare('insert or ignore into version values (?, 1, ?, ?, ?)')
  const addVersion = db.prepare('insert into version values (?, ?, ?, ?, ?)')
  const addContent = db.prepare('insert or ignore into content values (?, ?)')
  const firstWith = db.prepare('select mention_id from content where content_hash = ?')

  const identify = (arrival: Arrival): Identified => {
    const { mentionId, contentHash, seenAt, delivery } = arrival
    const isFirst = addFirst.run(mentionId, contentHash, seenAt, delivery).changes === 1
    const isNew = addContent.run(contentHash, mentionId).changes === 1
    const original = isNew ? mentionId : (firstWith.get(contentHash) as { mention_id: string }).mention_id
    const copyOf = original === mentionId ? null : original
    if (isFirst) return { outcome: 'first', contentVersion: 1, seenAt, copyOf }
    const versions = versionsOf.all(mentionId) as unknown as Version[]
    const known = inForce(versions, arrival)
    if (known !== null) {
      const outcome = known.delivery !== delivery ? 'repeat' : known.version === 1 ? 'first' : 'edited'
      return { outcome, contentVersion: known.version, seenAt: versions[0]!.seen_at, copyOf }
    }
    const contentVersion = versions.length + 1
    addVersion.run(mentionId, contentVersion, contentHash, seenAt, delivery)
    return { outcome: 'edited', contentVersion, seenAt: versions[0]!.seen_at, copyOf }
  }

  return {
    async identify(arrivals) {
      const identified = transaction(db, () => arrivals.map(identify))
      await disk.flush()
      return identified
    },
    async close() {
      await disk.close()
      db.close()
    },
  }
}

/**
 * The version an arrival shows: the one its delivery made; else the newest when it has this content; else an older one with this
 * content, if the arrival was delivered or seen before the version that replaced it (it comes again, or late). Null: new content, or
 * a return to an old one, which is an edit too. What decides never changes later, so a story told again meets the same answers.
 */
function inForce(versions: readonly Version[], arrival: Arrival): Version | null {
  for (const [index, version] of versions.entries()) {
    if (version.content_hash !== arrival.contentHash) continue
    const replaced = versions[index + 1]
    if (version.delivery === arrival.delivery || replaced === undefined) return version
    if (arrival.seenAt < replaced.seen_at || deliveredBefore(arrival.delivery, replaced.delivery)) return version
  }
  return null
}

/** Whether `a` stands before `b` in one partition; across partitions there is no order. */
function deliveredBefore(a: string, b: string): boolean {
  const [[partitionOfA, offsetOfA], [partitionOfB, offsetOfB]] = [a.split(':'), b.split(':')]
  return partitionOfA === partitionOfB && Number(offsetOfA) < Number(offsetOfB)
}
