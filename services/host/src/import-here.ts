import { isPulled, NotFound, Rejected, type Source } from '@guanlan/domain'
import { fileBytes, importFile, type TriedFile, tryFile } from '@guanlan/ingest'
import { type Config, openLog, Records } from '@guanlan/runtime'
import type { Imported, ImportJob } from './import-command.ts'
import { platesNow } from './plates-now.ts'
import { type Ports, wire } from './wire.ts'

/** Opens the data folder, while no house runs on it, for work on one source. @throws {NotFound} import/no-source @throws {Rejected} import/not-a-door */
async function withSource<T>(
  sourceId: string,
  config: Config,
  work: (source: Source, ports: Ports, records: Records) => Promise<T>,
): Promise<T> {
  const ports = await wire(config, { log: openLog(config.logLevel) })
  try {
    const records = await Records.open(ports.ledger, () => {})
    try {
      const source = records.find('source', sourceId)?.state
      if (source === undefined) throw new NotFound('import/no-source', { detail: sourceId })
      if (isPulled(source)) throw new Rejected('import/not-a-door', { detail: source.id })
      return await work(source, ports, records)
    } finally {
      await records.close()
    }
  } finally {
    await ports.close()
  }
}

/** Imports straight into the data folder, while no house runs on it; what is taken is worked on at the next start. */
export function importHere(job: ImportJob, config: Config, start: () => void): Promise<Imported> {
  return withSource(job.source, config, async (source, ports, records) => {
    start()
    const deps = { ...ports, plates: platesNow(records) }
    const { rows, accepted, refused, report } = await importFile(deps, source, fileBytes(job.path, job.read), {
      format: job.format,
      maxBytes: config.importMaxMb * 1024 * 1024,
      progress: job.at,
    })
    const lines = report.map(({ row, code, message }) => `${row},${code},"${message}"\n`)
    return { rows, accepted, refused, report, whole: async () => `\ufeff行号,代码,原因\n${lines.join('')}` }
  })
}

/** Tries a file against a source of the data folder, while no house runs on it. */
export function tryHere(about: Pick<ImportJob, 'path' | 'source' | 'format'>, config: Config): Promise<TriedFile> {
  return withSource(about.source, config, (source, ports, records) => {
    const others = records.list('source').flatMap(({ id, state }) => {
      return state.mapping === undefined || id === source.id ? [] : [state.mapping]
    })
    return tryFile(source, fileBytes(about.path), {
      format: about.format,
      mapping: null,
      others,
      now: ports.clock.now(),
    })
  })
}
