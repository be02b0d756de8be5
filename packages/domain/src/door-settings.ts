import { type ColumnMapping, columnMapping } from './column-mapping.ts'
import { Rejected } from './error.ts'
import type { ReportedMonth } from './hotline-figures.ts'
import type { Move } from './ledger.ts'

/** What a source carries besides how it is read: why it may be read, and what doors and files need. All may be absent. */
export type DoorSettings = Readonly<{
  legalBasis?: string // on what ground it is read 采集依据
  impactNote?: string // what reading it means for people's data and for the site 影响说明
  appId?: string // WeChat pushes: the account's AppID, checked in every enciphered message
  mapping?: ColumnMapping // how the columns of its files and pushes are read; absent: guessed from the headings. By a move of its own
  keyIssue?: number // keys issued so far; the present signing secret is named by it. By moves of its own
  reported?: Readonly<Record<string, ReportedMonth>> // hotlines: months reported in figures alone, by month. By moves of its own
}>

const LONGEST_NOTE = 2000

/** Checks what a form gives of it. @throws {Rejected} source/note-too-long, source/bad-app-id, and what `columnMapping` throws */
export function checkDoorSettings(
  { legalBasis, impactNote, appId, mapping }: DoorSettings,
  isWechatPush: boolean,
): void {
  for (const note of [legalBasis, impactNote]) {
    if ((note?.length ?? 0) > LONGEST_NOTE) throw new Rejected('source/note-too-long', { detail: `${LONGEST_NOTE}` })
  }
  if (isWechatPush && !/^wx[0-9a-zA-Z]{6,40}$/.test(appId ?? '')) throw new Rejected('source/bad-app-id')
  if (mapping !== undefined) columnMapping(mapping)
}

/** What moves of their own have set stays when a form changes the rest. */
export function keepDoorSettings<S extends DoorSettings>(changed: S, before: DoorSettings | null): S {
  if (before === null) return changed
  const { mapping, keyIssue, reported } = before
  return {
    ...changed,
    ...(mapping === undefined ? {} : { mapping }),
    ...(keyIssue === undefined ? {} : { keyIssue }),
    ...(reported === undefined ? {} : { reported }),
  }
}

/** Moves: `mapped` a column mapping, null to guess again; `month-reported` the figures of a month; `key-issued` for doors (never the key). */
export function foldDoorSettings<S extends DoorSettings>(state: S, move: Move): S {
  if (move.type === 'key-issued') return { ...state, keyIssue: (state.keyIssue ?? 0) + 1 }
  if (move.type === 'month-reported') {
    const reported = move.body.reported as unknown as ReportedMonth
    return { ...state, reported: { ...state.reported, [reported.month]: reported } }
  }
  if (move.type !== 'mapped') return state
  const { mapping: _before, ...rest } = state
  const mapping = move.body.mapping as unknown as ColumnMapping | null
  return (mapping === null ? rest : { ...rest, mapping }) as S
}
