import { KEEPER } from '../prepared-data.ts'
import { type Ground, SOURCES } from './ground.ts'
import type { Piece } from './load.ts'

/** One way in: true when everything was acknowledged, false when it must be sent again. */
export type Deliver = Readonly<{
  source: string
  channel: string
  deliver: (pieces: readonly Piece[]) => Promise<boolean>
}>

const ndjson = (pieces: readonly Piece[]) =>
  pieces.map(({ externalId, text }) => JSON.stringify({ externalId, text })).join('\n')

/** A request that may meet a killed process, a closed port or a busy house: null then. @throws {Error} at any other answer than 2xx */
async function asked(url: string, init: RequestInit): Promise<Response | null> {
  try {
    const answer = await fetch(url, { method: 'POST', ...init })
    if (answer.status === 503 || answer.status === 409) {
      await answer.arrayBuffer()
      return answer.status === 409 ? answer : null
    }
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`)
    return answer
  } catch (error) {
    if (error instanceof TypeError) return null // fetch's own: the connection broke, nothing is known
    throw error
  }
}

/** The same whole answer as JSON; null when the connection broke on the way. */
async function whole<Body>(url: string, init: RequestInit): Promise<Body | null> {
  const answer = await asked(url, init)
  return answer === null ? null : ((await answer.json().catch(() => null)) as Body | null)
}

/** Two partners at their doors and an officer who imports files at the desk. */
export function deliveriesTo({ processes, doorKeys }: Ground, desk: Desk): readonly Deliver[] {
  return SOURCES.map(({ id: source, channel }) => ({
    source,
    channel,
    async deliver(pieces) {
      const answer =
        source === 'desk-files'
          ? await desk.post<Accepted>(`/api/import?source=${source}&format=ndjson`, ndjson(pieces), 'text/plain')
          : await whole<Accepted>(`${await processes.ingest.address()}/door/mentions`, {
              headers: { authorization: `Bearer ${doorKeys.get(source)}`, 'content-type': 'application/x-ndjson' },
              body: ndjson(pieces),
            })
      if (answer !== null && answer.accepted !== pieces.length) throw new Error(`not taken: ${JSON.stringify(answer)}`)
      return answer !== null
    },
  }))
}

type Accepted = Readonly<{ accepted: number }>

/** The desk as a signed-in person finds it, whichever process answers; null when nobody does. */
export type Desk = Readonly<{
  post: <Body>(path: string, body: unknown, type?: string) => Promise<Body | null>
  get: <Body>(path: string) => Promise<Body | null>
}>

/** Signs in at the first call. A session outlives the process that gave it. */
export function deskOf({ processes }: Ground): Desk {
  let cookie: string | null = null
  const signedIn = async (address: string) => {
    const answer = await asked(`${address}/api/session`, {
      headers: { origin: address, 'content-type': 'application/json' },
      body: JSON.stringify(KEEPER),
    })
    cookie = answer?.headers.getSetCookie()[0]?.split(';')[0] ?? null
  }
  const call = async <Body>(method: string, path: string, init: RequestInit): Promise<Body | null> => {
    const address = await processes.desk.address()
    if (cookie === null) await signedIn(address)
    if (cookie === null) return null
    return whole<Body>(address + path, { ...init, method, headers: { ...init.headers, origin: address, cookie } })
  }
  return {
    get: path => call('GET', path, {}),
    post: (path, body, type = 'application/json') =>
      call('POST', path, {
        headers: { 'content-type': type },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
  }
}
