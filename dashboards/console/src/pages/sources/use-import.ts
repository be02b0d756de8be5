import { useEffect, useState } from 'react'
import { get, upload, withParams } from '../../api/client.ts'
import type { ColumnMapping, ImportJob, ImportOutcome, TriedFile } from '../../api/source.ts'

export type ImportFormat = 'csv' | 'xlsx' | 'ndjson'

/** A hundred rows stand in the first two megabytes; a workbook's directory stands at its end. */
const BEGINNING = 2 * 1024 * 1024
const LOOK_EVERY_MS = 700

/** The format a file's name speaks of. */
export function formatOf(name: string): ImportFormat {
  if (/\.xlsx$/i.test(name)) return 'xlsx'
  return /\.(?:ndjson|jsonl)$/i.test(name) ? 'ndjson' : 'csv'
}

/** Tries a file's first hundred rows; nothing is kept. */
export function tryFile(
  file: File,
  source: string,
  format: ImportFormat,
  mapping: ColumnMapping | null,
): Promise<TriedFile> {
  const part = format === 'xlsx' ? file : new File([file.slice(0, BEGINNING)], file.name)
  const given = mapping === null ? null : JSON.stringify(mapping)
  return upload<TriedFile>(
    withParams('/api/import/try', { source, format, mapping: given }),
    part,
    'application/octet-stream',
  )
}

/** A name for an import, unlike any other of this account; `crypto.randomUUID` is missing on an intranet address without TLS. */
export function jobNameNow(): string {
  return `import-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`
}

/** Imports a file under a name by which its progress can be asked for. */
export function importFile(file: File, source: string, format: ImportFormat, job: string): Promise<ImportOutcome> {
  return upload<ImportOutcome>(withParams('/api/import', { source, format, job }), file, 'application/octet-stream')
}

/** How far the import of this name has come; null while there is none or nothing is known yet. */
export function useImportJob(name: string | null): ImportJob | null {
  const [job, setJob] = useState<ImportJob | null>(null)
  useEffect(() => {
    setJob(null)
    if (name === null) return
    const asking = new AbortController()
    const look = () => void get<ImportJob>(`/api/import/jobs/${name}`, {}, asking.signal).then(setJob, () => {})
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => {
      clearInterval(timer)
      asking.abort()
    }
  }, [name])
  return job
}

/** The share that is done, 0 to 1; a workbook is brought in first, which counts a tenth. */
export function shareOf({ bytes, total, part }: ImportJob): number | null {
  const brought = total === null || total === 0 ? null : Math.min(1, bytes / total)
  return part === null ? brought : 0.1 + 0.9 * part
}
