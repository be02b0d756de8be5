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
  const proofs = proofsOfCurrency()
  const news = new EventEmitter().setMaxListeners(0)
  const ending = new AbortController()
  const mine = inTurn()
  const chain: Chain = { entries, fold, proofs }
  const current = () => mine(() => catchUp(chain))
  const read = async (after: number, limit: number) => (await entries.after(after, limit)).map(commitOf)

  return {
    read,
    async append(append) {
      if (ending.signal.aborted) throw new Unavailable('ledger/away', { detail: 'closed' })
      if (append.moves.length === 0) throw new Rejected('ledger/empty', { detail: append.commitId })
      canonicalJson(append.moves) // a bug of the caller shows before anything is written
      const asked = proofs.ask()
      const commit = await mine(() => appended(chain, clock, append, asked))
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

/** The chain as this process knows it. */
type Chain = Readonly<{ entries: Entries; fold: LedgerFold; proofs: Proofs }>

/**
 * When the fold was last known to be the whole chain. Whoever asked before that may be refused for a stale version without another
 * look: at some moment after the question the answer was true. Else every one of many waiting writers would look again.
 */
type Proofs = Readonly<{
  ask: () => number
  /** Begins a request that, answered, proves the fold current for everyone who asked before it was sent. */
  begin: () => () => void
  holdFor: (asked: number) => boolean
}>

function proofsOfCurrency(): Proofs {
  let newest = 0
  let proven = 0
  return {
    ask: () => ++newest,
    begin() {
      const before = newest
      return () => {
        proven = before
      }
    },
    holdFor: asked => proven >= asked,
  }
}

/** Takes in what other processes wrote. */
async function catchUp({ entries, fold, proofs }: Chain): Promise<void> {
  for (;;) {
    const proved = proofs.begin()
    const page = await entries.after(fold.head().position, PAGE)
    for (const entry of page) fold.take(commitOf(entry))
    if (page.length < PAGE) return proved()
  }
}

async function appended(chain: Chain, clock: Clock, append: Append, asked: number): Promise<Commit> {
  const { entries, fold, proofs } = chain
  for (;;) {
    const before = fold.positionOf(append.commitId)
    if (before !== null) return commitAt(entries, before)
    const stale = fold.stale(append.expect)
    if (stale !== null && proofs.holdFor(asked)) throw new Conflict('ledger/stale', { detail: stale })
    if (stale === null) {
      const commit = await written(chain, append, clock.now())
      if (commit !== null) return commit
    }
    await catchUp(chain)
  }
}

/** Null when another commit took the position; when nobody answered, the chain tells whether it was written. */
async function written(chain: Chain, append: Append, at: number): Promise<Commit | null> {
  const { entries, fold, proofs } = chain
  const entry = fold.next(append, at)
  const proved = proofs.begin()
  try {
    if (!(await entries.create(entry))) return null
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    await catchUp(chain)
    if (fold.positionOf(append.commitId) === null) throw error
    return null
  }
  const commit = commitOf(entry)
  fold.take(commit)
  proved()
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
