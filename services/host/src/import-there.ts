import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline/promises'
import { Readable, Writable } from 'node:stream'
import { Rejected, Unavailable } from '@guanlan/domain'
import { fileBytes } from '@guanlan/ingest'
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
  if (account === undefined) throw new Rejected('import/account-needed', { detail: address })
  const headers = { origin: address, cookie: await signIn(address, account) }
  start()
  const url = `${address}/api/import?source=${encodeURIComponent(job.source)}&format=${job.format}`
  const body = Readable.toWeb(Readable.from(fileBytes(job.path, job.read))) as ReadableStream
  const answer = await ask(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body,
    duplex: 'half',
  })
  const { reportUrl, ...imported } = (await answer.json()) as Answer
  const whole = async () => (reportUrl === null ? '' : (await ask(address + reportUrl, { headers })).text())
  return { ...imported, whole }
}

async function ask(url: string, init: RequestInit & Readonly<{ duplex?: 'half' }>): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(url, init)
  } catch (cause) {
    throw new Unavailable('import/house-away', { cause, detail: new URL(url).host })
  }
  if (answer.ok) return answer
  const { title, detail } = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string }
  throw new Rejected('import/refused', {
    detail: `${title ?? answer.status}${detail === undefined ? '' : `：${detail}`}`,
  })
}

async function signIn(address: string, id: string): Promise<string> {
  const password = await askPassword(id)
  const answer = await ask(`${address}/api/session`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ id, password }),
  })
  return answer.headers
    .getSetCookie()
    .map(cookie => cookie.split(';', 1)[0])
    .join('; ')
}

/** Typed unseen on a terminal; the first line of a pipe otherwise. */
async function askPassword(id: string): Promise<string> {
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  if (stdin.isTTY) stdout.write(`${id} 的口令：`)
  const lines = createInterface({ input: stdin, output: stdin.isTTY ? unseen : undefined, terminal: stdin.isTTY })
  try {
    return stdin.isTTY
      ? await lines.question('')
      : (((await lines[Symbol.asyncIterator]().next()).value as string | undefined) ?? '')
  } finally {
    lines.close()
    if (stdin.isTTY) stdout.write('\n')
  }
}
