import { statSync, writeFileSync } from 'node:fs'
import { NotFound, Rejected } from '@guanlan/domain'
import { Presets, SingleBar } from 'cli-progress'
import { importHere } from './import-here.ts'
import { importThere } from './import-there.ts'
import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { runningAddress } from './wire.ts'

/** Options of `guanlan import`. */
export type ImportOptions = Overrides & Readonly<{ source: string; format?: string; account?: string; report?: string }>

/** What became of a file, whoever took it; `report` is the first part of the refused rows, `whole` all of them as CSV. */
export type Imported = Readonly<{
  rows: number
  accepted: number
  refused: number
  report: readonly Readonly<{ row: number; message: string }>[]
  whole: () => Promise<string>
}>

/** The file to import and who hears of its progress, in bytes of the file. */
export type ImportJob = Readonly<{
  path: string
  source: string
  format: 'csv' | 'ndjson'
  read: (bytes: number) => void
}>

const SHOWN = 20

/** `guanlan import`: rows of a file into a source; into the data folder, or through the house that runs on it. */
export async function importCommand(path: string, options: ImportOptions): Promise<void> {
  const terminal = openTerminal()
  const config = commandConfig(options)
  const format = formatOf(path, options.format)
  const size = statSync(path, { throwIfNoEntry: false })
  if (!size?.isFile()) throw new NotFound('import/no-file', { detail: path })
  const address = runningAddress(config)
  const bar = new SingleBar({ format: '导入 {bar} {percentage}%', stream: process.stderr }, Presets.shades_classic)
  const job = { path, source: options.source, format, read: (bytes: number) => bar.update(bytes) }
  try {
    const start = () => bar.start(size.size, 0)
    const imported =
      address === null ? await importHere(job, config, start) : await importThere(job, address, options.account, start)
    bar.stop()
    await say(imported, options.report, terminal)
  } finally {
    bar.stop()
  }
}

function formatOf(path: string, stated: string | undefined): 'csv' | 'ndjson' {
  const format = stated ?? /\.(csv|ndjson|jsonl)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase().replace('jsonl', 'ndjson')
  if (format !== 'csv' && format !== 'ndjson') throw new Rejected('import/unknown-format', { detail: stated ?? path })
  return format
}

async function say(
  { rows, accepted, refused, report, whole }: Imported,
  to: string | undefined,
  { say }: Terminal,
): Promise<void> {
  say(`共 ${rows} 行：收下 ${accepted} 条，未收 ${refused} 条。重复导入不会重复计入。`)
  for (const { row, message } of report.slice(0, SHOWN)) say(`  第 ${row} 行：${message}`)
  if (refused > SHOWN) say(`  ……另有 ${refused - SHOWN} 行${to === undefined ? '，用 --report 写出全部' : ''}`)
  if (to === undefined || refused === 0) return
  writeFileSync(to, await whole())
  say(`未收的行已写入 ${to}`)
}
