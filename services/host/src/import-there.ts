import { Readable } from 'node:stream'
import { fileBytes } from '@guanlan/ingest'
import { openHouseClient } from './house-client.ts'
import type { Imported, ImportJob } from './import-command.ts'

type Answer = Readonly<{
  rows: number
  accepted: number
  refused: number
  report: Imported['report']
  reportUrl: string | null
}>

/** Imports through a running house, as a person with an account; its password is asked for, or read from a pipe. */
export async function importThere(
  job: ImportJob,
  address: string,
  account: string | undefined,
  start: () => void,
): Promise<Imported> {
  const house = await openHouseClient(address, account)
  start()
  const body = Readable.toWeb(Readable.from(fileBytes(job.path, job.read))) as ReadableStream
  const answer = await house.ask(`/api/import?source=${encodeURIComponent(job.source)}&format=${job.format}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
    duplex: 'half',
  })
  const { reportUrl, ...imported } = (await answer.json()) as Answer
  const whole = async () => (reportUrl === null ? '' : (await house.ask(reportUrl)).text())
  return { ...imported, whole }
}
