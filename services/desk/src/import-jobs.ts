import type { ImportProgress } from './deps.ts'

/** How far an import has come, for whoever started it. */
export type ImportJob = ImportProgress & Readonly<{ total: number | null; state: 'reading' | 'done' | 'failed' }>

/** Imports under way and lately over, by the name their starter gave them; in this process alone, the newest hundred. */
export type ImportJobs = Readonly<{
  begin: (name: string, account: string, total: number | null) => void
  at: (name: string, done: ImportProgress) => void
  end: (name: string, state: 'done' | 'failed') => void
  of: (name: string, account: string) => ImportJob | null
}>

const KEPT = 100
const NOTHING: ImportProgress = { bytes: 0, accepted: 0, refused: 0, part: null }

/** Remembers nothing at first. */
export function openImportJobs(): ImportJobs {
  const jobs = new Map<string, ImportJob & Readonly<{ account: string }>>()
  return {
    begin(name, account, total) {
      jobs.delete(name)
      if (jobs.size >= KEPT) jobs.delete(jobs.keys().next().value!)
      jobs.set(name, { ...NOTHING, total, state: 'reading', account })
    },
    at(name, done) {
      const job = jobs.get(name)
      if (job !== undefined) jobs.set(name, { ...job, ...done })
    },
    end(name, state) {
      const job = jobs.get(name)
      if (job !== undefined) jobs.set(name, { ...job, state })
    },
    of(name, account) {
      const job = jobs.get(name)
      if (job === undefined || job.account !== account) return null
      const { account: _whose, ...told } = job
      return told
    },
  }
}
