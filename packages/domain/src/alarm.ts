import type { Actor } from './account.ts'
import type { Fold, Move } from './ledger.ts'
import { SOURCE_TROUBLES, type SourceTrouble } from './source-watch.ts'
import type { EpochMs } from './time.ts'

/** Our own machinery needs an operator 告警: a source in trouble. One record a source, id `source-<source id>`; it may be raised again. */
export type Alarm = Readonly<{
  sourceId: string
  trouble: SourceTrouble
  since: EpochMs | null // when the trouble began, as far as is known
  note: string // the figures it rests on, in words
  raisedAt: EpochMs
  seenBy: Actor | null // who said they are at it
  seenAt: EpochMs | null
  endedAt: EpochMs | null // null: it stands
}>

/** The id of a source's alarm. */
export const alarmId = (sourceId: string) => `source-${sourceId}`

/** Moves: `raised` and `turned` (into another trouble) carry trouble, since and note; `seen` by a person; `ended` by the machine. */
export const foldAlarm: Fold<Alarm> = (state: Alarm | null, { type, body, by, at, id }: Move) => {
  if (type === 'raised' || type === 'turned') {
    const { trouble, since, note } = body as unknown as Pick<Alarm, 'trouble' | 'since' | 'note'>
    if (!SOURCE_TROUBLES.includes(trouble)) return state
    const raisedAt = type === 'turned' && state !== null ? state.raisedAt : at
    const sourceId = id.replace(/^source-/, '')
    return { sourceId, trouble, since, note, raisedAt, seenBy: null, seenAt: null, endedAt: null }
  }
  if (state === null) return null
  if (type === 'seen') return { ...state, seenBy: by, seenAt: at }
  return type === 'ended' ? { ...state, endedAt: at } : state
}
