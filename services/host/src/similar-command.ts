import { Rejected } from '@guanlan/domain'
import { loadSegmenter, pairJudge } from '@guanlan/text'
import type { RowId } from './classify-row.ts'
import { openNdjson, readNdjson } from './ndjson-file.ts'
import { readAll } from './refused-rows.ts'

/** Options of `guanlan similar`. */
export type SimilarOptions = Readonly<{ in: string; out: string }>

type PairRow = Readonly<{ id: RowId; a: string; b: string }>

/** `guanlan similar`: how likely the two texts of every row tell of one happening, in the order of the file. A row without an id is named by its number. */
export async function similarCommand(options: SimilarOptions): Promise<void> {
  const { rows, refused } = await readAll(readNdjson(options.in), pairRow)
  const judge = pairJudge(loadSegmenter())
  const out = openNdjson(options.out)
  await out.write(rows.map(({ id, a, b }) => ({ id, score: Math.round(judge(a, b) * 1e6) / 1e6 })))
  await out.close()
  process.stderr.write(`已比较 ${rows.length} 对${refused === 0 ? '' : `，未收 ${refused} 行`}。\n`)
  if (refused > 0) process.exitCode = 1
}

/** @throws {Rejected} text/bad-row naming the field */
function pairRow(value: Readonly<Record<string, unknown>>, row: number): PairRow {
  const { id = row, a, b } = value
  if (typeof id !== 'string' && typeof id !== 'number') throw new Rejected('text/bad-row', { detail: 'id' })
  if (typeof a !== 'string') throw new Rejected('text/bad-row', { detail: 'a' })
  if (typeof b !== 'string') throw new Rejected('text/bad-row', { detail: 'b' })
  return { id, a, b }
}
