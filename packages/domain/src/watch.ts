import type { Fold, Move } from './ledger.ts'
import type { EpochMs } from './time.ts'
import type { Topic } from './topic.ts'

/** What the bureau follows 监测方案: a query, its topics and regions, its owner. Only mentions that match an active watch form events. */
export type Watch = Readonly<{
  id: string // 2–64 of a–z 0–9 -
  name: string
  query: string // the search language; checked when written
  topics: readonly Topic[] // empty: any
  regions: readonly string[] // empty: any
  owner: string // account id
  active: boolean
  createdAt: EpochMs
}>

/** Moves: `added`, `changed` carry the whole watch; `paused`, `resumed`. */
export const foldWatch: Fold<Watch> = (state: Watch | null, move: Move) => {
  if (move.type === 'added' || move.type === 'changed') return move.body.watch as unknown as Watch
  if (state === null) return null
  if (move.type === 'paused') return { ...state, active: false }
  if (move.type === 'resumed') return { ...state, active: true }
  return state
}
