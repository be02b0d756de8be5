import { statSync, writeFileSync } from 'node:fs'
import { Conflict, isPulled, NotFound, Rejected } from '@guanlan/domain'
import { fileBytes, type ImportResult, importFile } from '@guanlan/ingest'
import { Records } from '@guanlan/runtime'
import { Presets, SingleBar } from 'cli-progress'
import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { wire } from './wire.ts'

type Options = Overrides & Readonly<{ source: string; format?: string; account?: string; report?: string }>

const SHOWN = 20

/** `guanlan import`: rows of a file into a source, into the data folder, or through a running house with an account. */
export async function importCommand(path: string, options: Options): Promise<void> {
  const terminal = openTerminal()
  const format = formatOf(path, options.format)
  const config = commandConfig(options)
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new NotFound('import/no-file', { detail: path })
  const ports = await wire(config)
  const bar = new SingleBar(
    { format: '导入 {bar} {percentage}% | 已收 {accepted} 条 | 未收 {refused} 条', stream: process.stderr },
    Presets.shades_classic,
  )
  try {
    const records = await Records.open(ports.ledger, fail => {
      throw fail
    })
    const source = records.find('source', options.source)?.state
    if (source === undefined) throw new NotFound('import/no-source', { detail: options.source })
    if (isPulled(source)) throw new Conflict('import/not-a-door', { detail: source.id })
    bar.start(statSync(path).size, 0, { accepted: 0, refused: 0 })
    const result = await importFile(
      ports,
      source,
      fileBytes(path, size => bar.update(size)),
      {
        format,
        maxBytes: config.importMaxMb * 1024 * 1024,
        progress: ({ accepted, refused }) => bar.update({ accepted, refused }),
      },
    )
    bar.stop()
    report(result, options.report, terminal)
    await records.close()
  } finally {
    bar.stop()
    await ports.close()
  }
}

function formatOf(path: string, stated: string | undefined): 'csv' | 'ndjson' {
  const format = stated ?? /\.(csv|ndjson|jsonl)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase().replace('jsonl', 'ndjson')
  if (format !== 'csv' && format !== 'ndjson') throw new Rejected('import/unknown-format', { detail: stated ?? path })
  return format
}

function report({ rows, accepted, refused, report }: ImportResult, to: string | undefined, { say }: Terminal): void {
  say(`共 ${rows} 行：收下 ${accepted} 条，未收 ${refused} 条。收下的内容在观澜启动后即被处理，重复导入不会重复计入。`)
  for (const { row, message } of report.slice(0, SHOWN)) say(`  第 ${row} 行：${message}`)
  if (report.length > SHOWN)
    say(`  ……另有 ${report.length - SHOWN} 行${to === undefined ? '，用 --report 写出全部' : ''}`)
  if (to === undefined) return
  writeFileSync(
    to,
    `\ufeff行号,代码,原因\n${report.map(({ row, code, message }) => `${row},${code},"${message}"`).join('\n')}\n`,
  )
  say(`未收的行已写入 ${to}`)
}
