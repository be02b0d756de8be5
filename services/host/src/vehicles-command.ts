import { readFile } from 'node:fs/promises'
import { NotFound } from '@guanlan/domain'
import { decode } from '@guanlan/extract'
import { openRunningHouse } from './house-client.ts'
import type { Overrides } from './settings.ts'
import { openTerminal } from './terminal.ts'

/** Options of `guanlan vehicles`. */
export type VehiclesOptions = Overrides &
  Readonly<{ mode: 'add' | 'replace' | 'remove'; account?: string; url?: string }>

type Standing = Readonly<{ version: number; total: number }>
type Outcome = Standing &
  Readonly<{
    added: number
    removed: number
    refused: number
    report: readonly Readonly<{ row: number; message: string }>[]
  }>

/** `guanlan vehicles`: a file of plates into the list of operating vehicles of the running house; without a file, how long the list is. */
export async function vehiclesCommand(path: string | undefined, options: VehiclesOptions): Promise<void> {
  const { say } = openTerminal()
  const bytes = path === undefined ? null : await readFile(path).catch(missing(path))
  const house = await openRunningHouse(options)
  const standing = (await (await house.ask('/api/vehicles?limit=1')).json()) as Standing
  if (bytes === null) return say(`营运车辆名单现有 ${standing.total} 个车牌。`)
  const answer = await house.ask(`/api/vehicles/import?version=${standing.version}&mode=${options.mode}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: decode(bytes).text,
  })
  const { added, removed, refused, total, report } = (await answer.json()) as Outcome
  say(`新增 ${added} 个，移除 ${removed} 个，未收 ${refused} 行；名单现有 ${total} 个车牌。`)
  for (const { row, message } of report) say(`  第 ${row} 行：${message}`)
}

function missing(path: string) {
  return (cause: NodeJS.ErrnoException): never => {
    if (cause.code === 'ENOENT' || cause.code === 'EISDIR')
      throw new NotFound('import/no-file', { cause, detail: path })
    throw cause
  }
}
