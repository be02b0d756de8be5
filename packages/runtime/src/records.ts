import type { Commit, Fold, RecordKind, RecordStates, Versioned } from '@guanlan/domain'
import { FOLDS, NotFound } from '@guanlan/domain'
import type { Append, Ledger } from '@guanlan/ports'

type Kept = Map<string, Versioned<unknown>>

/**
 * The records of the house as they stand: a live fold of the ledger, disposable, in memory. Reads are at once;
 * a write goes to the ledger and settles when this view holds it, so a reader sees what it has just written.
 */
export class Records {
  readonly #ledger: Ledger
  readonly #kinds = new Map<RecordKind, Kept>()
  readonly #listeners = new Set<(commit: Commit) => void>()
  readonly #waiting = new Set<{ position: number; done: () => void }>()
  readonly #stop = new AbortController()
  #tail: Promise<void> = Promise.resolve()
  #position = 0

  private constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** Folds everything up to the present head, then follows. `fatal` is called when the ledger can no longer be followed. */
  static async open(ledger: Ledger, fatal: (cause: Error) => void): Promise<Records> {
    const records = new Records(ledger)
    const { position } = await ledger.head()
    records.#tail = records.#follow().catch(error => {
      if (!records.#stop.signal.aborted) fatal(error instanceof Error ? error : new Error(String(error)))
    })
    await records.caughtUp(position)
    return records
  }

  async #follow(): Promise<void> {
    for await (const commit of this.#ledger.tail(0, this.#stop.signal)) this.#apply(commit)
  }

  #apply(commit: Commit): void {
    if (commit.position <= this.#position) return
    for (const move of commit.moves) {
      const kept = this.#kept(move.kind)
      const fold = FOLDS[move.kind] as Fold<unknown>
      const state = fold(kept.get(move.id)?.state ?? null, move)
      const version = commit.versions.find(({ kind, id }) => kind === move.kind && id === move.id)?.version ?? 0
      if (state !== null) kept.set(move.id, { id: move.id, version, position: commit.position, state })
    }
    this.#position = commit.position
    for (const waiter of [...this.#waiting]) if (waiter.position <= commit.position) waiter.done()
    for (const listener of [...this.#listeners]) listener(commit)
  }

  #kept(kind: RecordKind): Kept {
    let kept = this.#kinds.get(kind)
    if (kept === undefined) {
      kept = new Map()
      this.#kinds.set(kind, kept)
    }
    return kept
  }

  /** The ledger position this view holds. */
  get position(): number {
    return this.#position
  }

  /** One record, or null. */
  find<Kind extends keyof RecordStates>(kind: Kind, id: string): Versioned<RecordStates[Kind]> | null {
    return (this.#kept(kind).get(id) as Versioned<RecordStates[Kind]> | undefined) ?? null
  }

  /** One record. @throws {NotFound} record/none */
  get<Kind extends keyof RecordStates>(kind: Kind, id: string): Versioned<RecordStates[Kind]> {
    const found = this.find(kind, id)
    if (found === null) throw new NotFound('record/none', { detail: `${kind} ${id}` })
    return found
  }

  /** All records of a kind in the order they first appeared. */
  list<Kind extends keyof RecordStates>(kind: Kind): readonly Versioned<RecordStates[Kind]>[] {
    return [...this.#kept(kind).values()] as Versioned<RecordStates[Kind]>[]
  }

  /** Appends and settles when this view holds the commit. @throws {Conflict} ledger/stale */
  async commit(append: Append): Promise<Commit> {
    const commit = await this.#ledger.append(append)
    await this.caughtUp(commit.position)
    return commit
  }

  /** Settles when this view holds `position`. */
  caughtUp(position: number): Promise<void> {
    if (this.#position >= position) return Promise.resolve()
    return new Promise(resolve => {
      const waiter = {
        position,
        done: () => {
          this.#waiting.delete(waiter)
          resolve()
        },
      }
      this.#waiting.add(waiter)
    })
  }

  /** Calls `listener` after each commit has been folded in; returns what ends it. */
  onCommit(listener: (commit: Commit) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await this.#tail
  }
}
