import { createHash } from 'node:crypto'
import { type Commit, canonicalJson, type EpochMs, type Expectation, GENESIS, type RecordKind } from '@guanlan/domain'
import type { Append, Head } from '@guanlan/ports'
import type { Entry } from './ledger-entries.ts'

/** What a writer must know of the chain to go on with it: about 200 bytes a commit. */
export type LedgerFold = Readonly<{
  head: () => Head
  /** Takes in the next commit. */
  take: (commit: Commit) => void
  /** The position of a commit by its id. */
  positionOf: (commitId: string) => number | null
  /** Positions of the commits that touched a record, oldest first. */
  touching: (kind: RecordKind, id: string) => readonly number[]
  /** The first expectation that does not hold, in words; null when all do. */
  stale: (expect: readonly Expectation[]) => string | null
  /** The entry an append would be, next. */
  next: (append: Append, at: EpochMs) => Entry
}>

/** The fold of a chain without commits. */
export function ledgerFold(): LedgerFold {
  let head: Head = { position: 0, hash: GENESIS }
  const positions = new Map<string, number>()
  const touched = new Map<string, number[]>()
  const touching = (kind: RecordKind, id: string) => touched.get(`${kind} ${id}`) ?? []

  return {
    head: () => head,
    touching,
    positionOf: commitId => positions.get(commitId) ?? null,
    take({ position, hash, commitId, versions }) {
      head = { position, hash }
      positions.set(commitId, position)
      for (const { kind, id } of versions) {
        const before = touched.get(`${kind} ${id}`)
        if (before === undefined) touched.set(`${kind} ${id}`, [position])
        else before.push(position)
      }
    },
    stale(expect) {
      const wrong = expect.find(({ kind, id, version }) => touching(kind, id).length !== version)
      if (wrong === undefined) return null
      const { kind, id, version } = wrong
      return `${kind} ${id}: expected ${version}, is ${touching(kind, id).length}`
    },
    next({ commitId, moves }, at) {
      const records = new Map(moves.map(({ kind, id }) => [`${kind} ${id}`, { kind, id }]))
      const versions = [...records.values()].map(({ kind, id }) => ({
        kind,
        id,
        version: touching(kind, id).length + 1,
      }))
      const position = head.position + 1
      const body = canonicalJson({ position, commitId, at, moves, versions, prevHash: head.hash })
      return { position, commitId, hash: sha256(body), body }
    },
  }
}

/** SHA-256 hex of UTF-8. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
