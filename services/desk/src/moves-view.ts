import { MOVE_LABELS, type Move, type RecordKind, STAGE_NAMES, type Stage } from '@guanlan/domain'
import type { Ledger } from '@guanlan/ports'

/** What a move is called; a change of stage names the stage. */
function labelOf({ kind, type, body }: Move): string {
  if (kind === 'label') return '更正标签'
  if (kind !== 'case') return type
  if (type === 'stage-advanced') return `进入${STAGE_NAMES[body.to as Stage]}环节`
  if (type === 'stage-returned') return `退回${STAGE_NAMES[body.to as Stage]}环节`
  return (MOVE_LABELS as Readonly<Record<string, string>>)[type] ?? type
}

/** Every move of a record, oldest first, with its place in the ledger. */
export async function movesOf(ledger: Ledger, kind: RecordKind, id: string) {
  const { commits } = await ledger.history(kind, id)
  return commits.flatMap(commit =>
    commit.moves
      .filter(move => move.kind === kind && move.id === id)
      .map(move => {
        const { type, by, at, reason, body } = move
        return { position: commit.position, type, label: labelOf(move), by, at, reason, body }
      }),
  )
}
