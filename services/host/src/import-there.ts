import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { fileBytes, type TriedFile } from '@guanlan/ingest'
import { type HouseClient, openHouseClient } from './house-client.ts'
import type { Advance, Imported, ImportJob } from './import-command.ts'

type Answer = Readonly<{
  rows: number
  accepted: number
  refused: number
  report: Imported['report']
  reportUrl: string | null
}>

type About = Pick<ImportJob, 'path' | 'source' | 'format'>

const sending = (bytes: AsyncGenerator<Uint8Array>) =>
  ({
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: Readable.toWeb(Readable.from(bytes)) as ReadableStream,
    duplex: 'half',
  }) as const

const queryOf = ({ source, format }: About, more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ source, format, ...more }).toString()

/** Imports through a running house, as a person with an account; its password is asked for, or read from a pipe. */
export async function importThere(
  job: ImportJob,
  address: string,
  account: string | undefined,
  start: () => void,
): Promise<Imported> {
  const house = await openHouseClient(address, account)
  start()
  const name = randomUUID()
  const stop = followJob(house, name, job.at)
  try {
    const answer = await house.ask(`/api/import?${queryOf(job, { job: name })}`, sending(fileBytes(job.path, job.read)))
    const { reportUrl, ...imported } = (await answer.json()) as Answer
    const whole = async () => (reportUrl === null ? '' : (await house.ask(reportUrl)).text())
    return { ...imported, whole }
  } finally {
    stop()
  }
}

const LOOK_EVERY_MS = 1000

/** Asks once a second how far the import has come; that nobody knows yet is no news. */
function followJob(house: HouseClient, name: string, at: (done: Advance) => void): () => void {
  const timer = setInterval(async () => {
    try {
      at((await (await house.ask(`/api/import/jobs/${name}`)).json()) as Advance)
    } catch {
      // the import itself will say what is wrong
    }
  }, LOOK_EVERY_MS)
  return () => clearInterval(timer)
}

/** Tries a file through a running house; it reads what it needs of it. */
export async function tryThere(about: About, address: string, account: string | undefined): Promise<TriedFile> {
  const house = await openHouseClient(address, account)
  const bytes = about.format === 'xlsx' ? fileBytes(about.path) : beginning(fileBytes(about.path))
  return (await (await house.ask(`/api/import/try?${queryOf(about)}`, sending(bytes))).json()) as TriedFile
}

const BEGINNING = 2 * 1024 * 1024

/** A hundred rows stand in the first two megabytes, or are longer than any import takes. */
async function* beginning(bytes: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of bytes) {
    yield chunk
    total += chunk.length
    if (total >= BEGINNING) return
  }
}
