import { statSync, writeFileSync } from 'node:fs'
import { NotFound, Rejected } from '@guanlan/domain'
import type { TriedFile } from '@guanlan/ingest'
import { Presets, SingleBar } from 'cli-progress'
import { importHere, tryHere } from './import-here.ts'
import { importThere, tryThere } from './import-there.ts'
import { sayTrial } from './import-trial.ts'
import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { runningAddress } from './wire.ts'

/** Options of `guanlan import`; `try`: only what would become of it. */
export type ImportOptions = Overrides &
  Readonly<{ source: string; format?: string; account?: string; report?: string; try?: boolean }>

/** What became of a file, whoever took it; `report` is the first part of the refused rows, `whole` all that is kept of them as CSV. */
export type Imported = Readonly<{
  rows: number
  accepted: number
  refused: number
  report: readonly Readonly<{ row: number; message: string }>[]
  whole: () => Promise<string>
}>

/** How far an import has come. */
export type Advance = Readonly<{ bytes: number; part: number | null; accepted: number; refused: number }>

/** The file to import and who hears of its progress: `read` bytes of the file, `at` what has been taken. */
export type ImportJob = Readonly<{
  path: string
  source: string
  format: ImportFormat
  read: (bytes: number) => void
  at: (done: Advance) => void
}>
export type ImportFormat = 'csv' | 'ndjson' | 'xlsx'

const SHOWN = 20

/** `guanlan import`: rows of a file into a source; into the data folder, or through the house that runs on it. With `--try`, neither. */
export async function importCommand(path: string, options: ImportOptions): Promise<void> {
  const terminal = openTerminal()
  const config = commandConfig(options)
  const format = formatOf(path, options.format)
  const size = statSync(path, { throwIfNoEntry: false })
  if (!size?.isFile()) throw new NotFound('import/no-file', { detail: path })
  const address = runningAddress(config)
  if (options.try === true) {
    const about = { path, source: options.source, format }
    const tried: TriedFile =
      address === null ? await tryHere(about, config) : await tryThere(about, address, options.account)
    sayTrial(tried, terminal.say)
    return
  }
  const bar = openBar(size.size)
  const job = { path, source: options.source, format, read: bar.read, at: bar.at }
  try {
    const imported =
      address === null
        ? await importHere(job, config, bar.start)
        : await importThere(job, address, options.account, bar.start)
    bar.stop()
    await say(imported, options.report, terminal)
  } finally {
    bar.stop()
  }
}

const BAR_STEPS = 1000
/** Of the bar of a workbook, the part for bringing its bytes in; the rest is for reading its rows. */
const BRINGING = 0.1

/** A bar over the bytes of the file; a workbook is brought in first and read afterwards. */
function openBar(size: number) {
  const format = '导入 {bar} {percentage}%　收下 {accepted}　未收 {refused}'
  const bar = new SingleBar({ format, stream: process.stderr }, Presets.shades_classic)
  const counts = { accepted: 0, refused: 0 }
  let brought = 0
  let part: number | null = null
  const show = () => {
    const share = part === null ? brought : BRINGING * brought + (1 - BRINGING) * part
    bar.update(Math.round(BAR_STEPS * Math.min(1, share)), counts)
  }
  return {
    start: () => bar.start(BAR_STEPS, 0, counts),
    read: (bytes: number) => {
      brought = size === 0 ? 1 : bytes / size
      show()
    },
    at: (done: Advance) => {
      counts.accepted = done.accepted
      counts.refused = done.refused
      part = done.part
      show()
    },
    stop: () => bar.stop(),
  }
}

function formatOf(path: string, stated: string | undefined): ImportFormat {
  const format =
    stated ?? /\.(csv|ndjson|jsonl|xlsx)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase().replace('jsonl', 'ndjson')
  if (format !== 'csv' && format !== 'ndjson' && format !== 'xlsx')
    throw new Rejected('import/unknown-format', { detail: stated ?? path })
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
