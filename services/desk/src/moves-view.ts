import { MOVE_LABELS, type RecordKind } from '@guanlan/domain'
import type { Ledger } from '@guanlan/ports'

/** Every move of a record, oldest first, with its place in the ledger. */
export async function movesOf(ledger: Ledger, kind: RecordKind, id: string) {
  const labels: Readonly<Record<string, string>> = kind === 'case' ? MOVE_LABELS : {}
  const { commits } = await ledger.history(kind, id)
  return commits.flatMap(commit =>
    commit.moves
      .filter(move => move.kind === kind && move.id === id)
      .map(({ type, by, at, reason, body }) => {
        return { position: commit.position, type, label: labels[type] ?? type, by, at, reason, body }
      }),
  )
}
