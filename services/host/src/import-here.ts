import { isPulled, NotFound, Rejected } from '@guanlan/domain'
import { fileBytes, importFile } from '@guanlan/ingest'
import { type Config, openLog, Records } from '@guanlan/runtime'
import type { Imported, ImportJob } from './import-command.ts'
import { platesNow } from './plates-now.ts'
import { wire } from './wire.ts'

/** Imports straight into the data folder, while no house runs on it; what is taken is worked on at the next start. */
export async function importHere(job: ImportJob, config: Config, start: () => void): Promise<Imported> {
  const ports = await wire(config, { log: openLog(config.logLevel) })
  try {
    const records = await Records.open(ports.ledger, () => {})
    try {
      const source = records.find('source', job.source)?.state
      if (source === undefined) throw new NotFound('import/no-source', { detail: job.source })
      if (isPulled(source)) throw new Rejected('import/not-a-door', { detail: source.id })
      start()
      const { rows, accepted, refused, report } = await importFile(
        { ...ports, plates: platesNow(records) },
        source,
        fileBytes(job.path, job.read),
        {
          format: job.format,
          maxBytes: config.importMaxMb * 1024 * 1024,
        },
      )
      const lines = report.map(({ row, code, message }) => `${row},${code},"${message}"\n`)
      return { rows, accepted, refused, report, whole: async () => `\ufeff行号,代码,原因\n${lines.join('')}` }
    } finally {
      await records.close()
    }
  } finally {
    await ports.close()
  }
}
