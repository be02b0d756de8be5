import type { MoveView } from '../api/record.ts'
import { shortTime } from './time.ts'

/** Recorded changes 流转, newest first: when, who, what, why. */
export function MoveList({ moves, names }: { moves: readonly MoveView[]; names: Readonly<Record<string, string>> }) {
  const newest = [...moves].reverse()
  return (
    <ol className="moves">
      {newest.map(move => (
        <li key={`${move.position}-${move.type}`}>
          <time>{shortTime(move.at)}</time>
          <div>
            <b>{move.by.name}</b> {names[move.type] ?? move.label ?? move.type}
            {move.reason !== null && move.reason !== '' && <div className="meta">{move.reason}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
