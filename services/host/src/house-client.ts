import { stdin, stdout } from 'node:process'
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { Rejected, Unavailable } from '@guanlan/domain'
import { commandConfig, type Overrides } from './settings.ts'
import { runningAddress } from './wire.ts'

/** A running house, asked by a command line that is signed in as a person. Paths begin with `/api/`. */
export type HouseClient = Readonly<{
  /** @throws {Unavailable} house/away @throws {Rejected} house/refused with the house's own words */
  ask: (path: string, init?: RequestInit & Readonly<{ duplex?: 'half' }>) => Promise<Response>
}>

/**
 * Signs in at a running house; the password is asked for, or read from a pipe.
 * @throws {Rejected} house/account-needed, house/refused @throws {Unavailable} house/away
 */
export async function openHouseClient(address: string, account: string | undefined): Promise<HouseClient> {
  if (account === undefined) throw new Rejected('house/account-needed', { detail: address })
  const password = await askPassword(account)
  const answer = await ask(`${address}/api/session`, {
    method: 'POST',
    headers: { origin: address, 'content-type': 'application/json' },
    body: JSON.stringify({ id: account, password }),
  })
  const cookie = answer.headers
    .getSetCookie()
    .map(one => one.split(';', 1)[0])
    .join('; ')
  return {
    ask: (path, init = {}) =>
      ask(address + path, { ...init, headers: { ...(init.headers as object), origin: address, cookie } }),
  }
}

/**
 * Signs in at the house that runs on a data folder, or answers at `url`.
 * @throws {Rejected} house/not-running, house/account-needed, house/refused @throws {Unavailable} house/away
 */
export function openRunningHouse(
  options: Overrides & Readonly<{ account?: string; url?: string }>,
): Promise<HouseClient> {
  const address = options.url?.replace(/\/+$/, '') ?? runningAddress(commandConfig(options))
  if (address === null) throw new Rejected('house/not-running')
  return openHouseClient(address, options.account)
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(url, init)
  } catch (cause) {
    throw new Unavailable('house/away', { cause, detail: new URL(url).host })
  }
  if (answer.ok) return answer
  const { title, detail } = (await answer.json().catch(() => ({}))) as { title?: string; detail?: string }
  throw new Rejected('house/refused', {
    detail: `${title ?? answer.status}${detail === undefined ? '' : `：${detail}`}`,
  })
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
