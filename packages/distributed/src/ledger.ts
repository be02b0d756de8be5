import { EventEmitter, once } from 'node:events'
import { type Commit, Conflict, canonicalJson, Rejected, Unavailable } from '@guanlan/domain'
import type { Append, Clock, Ledger } from '@guanlan/ports'
import type { Elastic } from './elastic-client.ts'
import { inTurn } from './in-turn.ts'
import { commitOf, type Entries, ledgerEntries } from './ledger-entries.ts'
import { type LedgerFold, ledgerFold } from './ledger-fold.ts'
import { type AnchorNotes, verifyLedger } from './ledger-verify.ts'

const PAGE = 256
/** How long a reader of another process's commits waits before it looks again. */
const LOOK_AGAIN_MS = 250

/** What the ledger stands on; the anchors lie in a file outside Elasticsearch. */
export type ElasticLedgerOptions = Readonly<{ clock: Clock; anchors: AnchorNotes }>

/**
 * The ledger in one index. A writer has folded the chain up to n before it creates n + 1, and an id is created once, so the position
 * is the compare-and-set: whoever finds it taken reads on and decides again. A write that was never answered is found by its commit id.
 * Any number of processes may write; the first append of one reads the whole chain. A tail outlasts an outage.
 * @throws {Unavailable} elastic/away, ledger/away once closed
 */
export function openElasticLedger(elastic: Elastic, { clock, anchors }: ElasticLedgerOptions): Ledger {
  const entries = ledgerEntries(elastic)
  const fold = ledgerFold()
  const news = new EventEmitter().setMaxListeners(0)
  const ending = new AbortController()
  const mine = inTurn()
  const current = () => mine(() => catchUp(entries, fold))
  const read = async (after: number, limit: number) => (await entries.after(after, limit)).map(commitOf)

  return {
    read,
    async append(append) {
      if (ending.signal.aborted) throw new Unavailable('ledger/away', { detail: 'closed' })
      if (append.moves.length === 0) throw new Rejected('ledger/empty', { detail: append.commitId })
      canonicalJson(append.moves) // a bug of the caller shows before anything is written
      const commit = await mine(() => appended(entries, fold, clock, append))
      news.emit('commit')
      return commit
    },
    async history(kind, id) {
      await current()
      const found = await entries.at(fold.touching(kind, id))
      const commits = found.filter(entry => entry !== null).map(commitOf)
      return { version: commits.length, commits }
    },
    async head() {
      await current()
      return fold.head()
    },
    tail: (after, signal) => tail(read, clock, news, after, AbortSignal.any([signal, ending.signal])),
    async anchor() {
      await current()
      return anchors.add(fold.head(), clock.now())
    },
    verify: () => verifyLedger(entries, anchors),
    async close() {
      ending.abort()
      await mine(async () => undefined)
    },
  }
}

/** Takes in what other processes wrote. */
async function catchUp(entries: Entries, fold: LedgerFold): Promise<void> {
  for (;;) {
    const page = await entries.after(fold.head().position, PAGE)
    for (const entry of page) fold.take(commitOf(entry))
    if (page.length < PAGE) return
  }
}

async function appended(entries: Entries, fold: LedgerFold, clock: Clock, append: Append): Promise<Commit> {
  for (let isCurrent = false; ; isCurrent = true) {
    const before = fold.positionOf(append.commitId)
    if (before !== null) return commitAt(entries, before)
    const stale = fold.stale(append.expect)
    if (stale !== null && isCurrent) throw new Conflict('ledger/stale', { detail: stale })
    if (stale === null) {
      const commit = await written(entries, fold, append, clock.now())
      if (commit !== null) return commit
    }
    await catchUp(entries, fold)
  }
}

/** Null when another commit took the position; when nobody answered, the chain tells whether it was written. */
async function written(entries: Entries, fold: LedgerFold, append: Append, at: number): Promise<Commit | null> {
  const entry = fold.next(append, at)
  try {
    if (!(await entries.create(entry))) return null
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    await catchUp(entries, fold)
    if (fold.positionOf(append.commitId) === null) throw error
    return null
  }
  const commit = commitOf(entry)
  fold.take(commit)
  return commit
}

async function commitAt(entries: Entries, position: number): Promise<Commit> {
  const [entry] = await entries.at([position])
  if (!entry) throw new Unavailable('ledger/away', { detail: `position ${position} is gone` })
  return commitOf(entry)
}

async function* tail(
  read: Ledger['read'],
  clock: Clock,
  news: EventEmitter,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Commit> {
  let position = after
  while (!signal.aborted) {
    const looked = new AbortController()
    const until = AbortSignal.any([signal, looked.signal])
    // Listening begins before the look, so that no commit of our own falls between the two.
    const own = once(news, 'commit', { signal: until }).catch(() => undefined)
    const page = await read(position, PAGE).catch(ifAway)
    if (page.length === 0) await Promise.race([own, clock.waitUntil(clock.now() + LOOK_AGAIN_MS, until)])
    looked.abort()
    for (const commit of page) {
      if (signal.aborted) return
      yield commit
      position = commit.position
    }
  }
}

function ifAway(error: unknown): readonly Commit[] {
  if (error instanceof Unavailable) return []
  throw error
}
