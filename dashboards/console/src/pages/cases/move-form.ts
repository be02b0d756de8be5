import type { CaseState } from '../../api/case.ts'

type Choice = Readonly<{ value: string; label: string }>

/** One field of a move's form. `lines` becomes a list, one entry a line; `time` is ms or null. */
export type MoveField = Readonly<{
  name: string
  label: string
  kind:
    | 'line'
    | 'area'
    | 'page'
    | 'lines'
    | 'choice'
    | 'choices'
    | 'time'
    | 'yes'
    | 'pass'
    | 'dispositions'
    | 'channels'
    | 'windows'
    | 'ratio'
    | 'rectifications'
  options?: readonly Choice[]
  required?: boolean
  hint?: string
  span?: boolean // over both columns
  shownWhen?: (values: Readonly<Record<string, unknown>>) => boolean
}>

/** What a move asks for, what it starts from, and how the fields become its body. */
export type MoveForm = Readonly<{
  fields: readonly MoveField[]
  initial: Readonly<Record<string, unknown>>
  body: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>
  reason: 'needed' | 'no'
  note?: string
}>

/** Makes the form of one move for a case as it stands. */
export type MakeForm = (theCase: CaseState, now: number) => MoveForm

/** Trims texts and turns absent ones into '', so that a body always carries every field. */
export function plainBody(fields: readonly MoveField[]) {
  return (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(fields.map(field => [field.name, fieldValue(field, values[field.name])]))
}

function fieldValue(field: MoveField, value: unknown): unknown {
  switch (field.kind) {
    case 'line':
    case 'area':
    case 'page':
      return String(value ?? '').trim()
    case 'lines':
      return String(value ?? '')
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '')
    case 'yes':
      return value === true
    case 'choices':
    case 'channels':
    case 'windows':
    case 'dispositions':
    case 'rectifications':
      return value ?? []
    default:
      return value ?? null
  }
}
