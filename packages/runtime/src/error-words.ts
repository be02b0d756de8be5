import { CLUSTER_WORDS } from './cluster-error-words.ts'
import { INTAKE_WORDS } from './intake-error-words.ts'
import { MACHINERY_WORDS } from './machinery-error-words.ts'
import { WORK_WORDS } from './work-error-words.ts'

/** What a code means and what its reader does: rows of docs/errors.md, checked against the code by a test. */
export type ErrorWords = Readonly<{ means: string; todo: string }>

/** Every code the house can give. */
export const ERROR_WORDS: Readonly<Record<string, ErrorWords>> = {
  ...INTAKE_WORDS,
  ...WORK_WORDS,
  ...MACHINERY_WORDS,
  ...CLUSTER_WORDS,
}

/** One Chinese sentence for people; a code not in the table is named as it is. */
export function errorTitle(code: string): string {
  const words = ERROR_WORDS[code]
  return words === undefined ? `出错：${code}` : `${words.means}。${words.todo}`
}
