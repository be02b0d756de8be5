import { test } from 'vitest'

/** A row of the table of bad input in docs/errors.md: what comes in, which code it gets, what is kept. */
export type BadInput = Readonly<{ input: string; code: string; kept: string }>

/**
 * A test of bad input that is also a row of docs/errors.md: the page is generated from these calls, so that the table cannot say
 * what no test shows. Arguments must be literals.
 */
export function badInput(row: BadInput, prove: () => Promise<void> | void, timeoutMs = 30_000): void {
  test(`${row.input} → ${row.code}`, prove, timeoutMs)
}
