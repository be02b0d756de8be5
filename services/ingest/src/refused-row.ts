import { errorCode, IMPORT_FIELDS, type ImportField, type Rejected } from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'

/** One refused row: its number, why, and in which column where that is known. Never its content. */
export type RefusedRow = Readonly<{ row: number; code: string; message: string }>

/** The field an error of one cell names first in its detail. */
function fieldOf({ detail }: Rejected): ImportField | null {
  const word = /^[a-zA-Z]+/.exec(detail ?? '')?.[0] ?? ''
  return Object.hasOwn(IMPORT_FIELDS, word) ? (word as ImportField) : null
}

/** A row's refusal in words, its column named before what is wrong with it. */
export function refusedRow(row: number, error: Rejected): RefusedRow {
  const code = errorCode(error)
  const field = fieldOf(error)
  return { row, code, message: field === null ? errorTitle(code) : `${IMPORT_FIELDS[field]}：${errorTitle(code)}` }
}
