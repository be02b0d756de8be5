import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import type { ColumnMapping, ImportJob, ImportOutcome, SourceItem, TriedFile } from '../../api/source.ts'
import { useNotice } from '../../shell/notice.tsx'
import { type ImportFormat, importFile, jobNameNow, tryFile, useImportJob } from './use-import.ts'

export type ImportFields = Readonly<{ source: string; format: ImportFormat }>
type Work = 'try' | 'save' | 'import'
type Chosen = Readonly<Record<string, string>> // heading → field

/** An import as its sheet shows it: what was tried and chosen, what is under way, what came of it. */
export type ImportSheetState = Readonly<{
  tried: TriedFile | null
  chosen: Chosen
  vendor: string
  outcome: ImportOutcome | null
  failure: unknown
  busy: Work | null
  job: ImportJob | null
  setVendor: (name: string) => void
  choose: (heading: string, field: string) => void
  /** What was tried says nothing of another file or source. */
  forget: () => void
  tryOut: (fields: ImportFields, file: File, again: boolean) => Promise<void>
  save: (fields: ImportFields) => Promise<void>
  run: (fields: ImportFields, file: File) => Promise<void>
}>

const fieldsOf = (tried: TriedFile): Chosen =>
  Object.fromEntries(tried.columns.flatMap(({ heading, field }) => (field === null ? [] : [[heading, field]])))

/** One field has one column: what had it before gives it up; '' is no field. */
function withChoice(chosen: Chosen, heading: string, field: string): Chosen {
  const rest = Object.entries(chosen).filter(([other, known]) => other !== heading && known !== field)
  return Object.fromEntries(field === '' ? rest : [...rest, [heading, field]])
}

/** State and acts of the import sheet. */
export function useImportSheet(items: readonly SourceItem[]): ImportSheetState {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [tried, setTried] = useState<TriedFile | null>(null)
  const [chosen, setChosen] = useState<Chosen>({})
  const [vendor, setVendor] = useState('')
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState<Work | null>(null)
  const [jobName, setJobName] = useState<string | null>(null)
  const job = useImportJob(jobName)

  async function working(what: Work, work: () => Promise<void>): Promise<void> {
    setBusy(what)
    setFailure(null)
    if (what !== 'save') setOutcome(null)
    try {
      await work()
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(null)
      setJobName(null)
    }
  }
  const mapping = (): ColumnMapping => ({
    vendor: vendor.trim() === '' ? '本次试用' : vendor.trim(),
    columns: Object.fromEntries(Object.entries(chosen).map(([heading, field]) => [field, heading])),
  })
  return {
    ...{ tried, chosen, vendor, outcome, failure, busy, job, setVendor },
    choose: (heading, field) => setChosen(withChoice(chosen, heading, field)),
    forget: () => {
      setTried(null)
      setOutcome(null)
    },
    tryOut: ({ source, format }, file, again) =>
      working('try', async () => {
        const found = await tryFile(file, source, format, again ? mapping() : null)
        setTried(found)
        setChosen(fieldsOf(found))
        if (found.mapping !== null && found.by === 'saved') setVendor(found.mapping.vendor)
      }),
    save: ({ source }) =>
      working('save', async () => {
        const item = items.find(({ id }) => id === source)
        if (item === undefined) return
        const path = `/api/sources/${encodeURIComponent(source)}/mapping`
        await send('PUT', path, { version: item.version, mapping: mapping() })
        await queries.invalidateQueries({ queryKey: ['sources'] })
        say(`已把栏目映射存到“${item.state.name}”`)
      }),
    run: ({ source, format }, file) =>
      working('import', async () => {
        const name = jobNameNow()
        setJobName(name)
        setOutcome(await importFile(file, source, format, name))
        await queries.invalidateQueries({ queryKey: ['sources'] })
      }),
  }
}
