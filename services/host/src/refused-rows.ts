import { errorCode, Rejected } from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import type { NumberedObject } from './ndjson-file.ts'

const SHOWN = 50

/** What was read of a file of rows, and how many rows were not taken. */
export type ReadRows<Row> = Readonly<{ rows: readonly Row[]; refused: number }>

/**
 * Reads all rows of a file. A row that `read` refuses is told on standard error by its number (the first fifty) and left out.
 * @throws what reading the file throws, and whatever `read` throws that is no Rejected
 */
export async function readAll<Row>(
  rows: AsyncIterable<NumberedObject>,
  read: (value: Readonly<Record<string, unknown>>, row: number) => Row,
): Promise<ReadRows<Row>> {
  const taken: Row[] = []
  let refused = 0
  for await (const numbered of rows) {
    try {
      if ('error' in numbered) throw numbered.error
      taken.push(read(numbered.value, numbered.row))
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      if (++refused <= SHOWN) tell(numbered.row, error)
    }
  }
  return { rows: taken, refused }
}

function tell(row: number, error: Rejected): void {
  const { detail } = error
  process.stderr.write(`第 ${row} 行：${errorTitle(errorCode(error))}${detail ? `（${detail}）` : ''}\n`)
}
