import type { Versioned } from '@guanlan/domain'
import type { Problem } from '@guanlan/runtime'
import { expect } from 'vitest'

/** What came back; `body` is the parsed JSON, null for anything else. */
export type Reply<Body> = Readonly<{ status: number; body: Body; bytes: Uint8Array; headers: Headers }>

/** A refusal, with the record as it stands now where a version was old. */
export type Refusal = Problem & Readonly<{ current?: Versioned<unknown> }>

/** What the live stream says of a commit. */
export type LiveCommit = Readonly<{
  position: number
  refs: readonly Readonly<{ kind: string; id: string; type: string }>[]
}>

/** A person's browser: cookies kept, writes with our own Origin. The caller says what an answer holds; its expectations check it. */
export type Browser = Readonly<{
  ask: <Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Reply<Body>>
  /** The body of a GET that must succeed. */
  get: <Body>(path: string) => Promise<Body>
  /** The body of a write that must succeed. */
  post: <Body>(path: string, body?: unknown) => Promise<Body>
  /** The live stream, opened now; `heard` settles with the data of the first commit that touches a record. */
  live: () => Promise<
    Readonly<{ heard: (kind: string, id: string) => Promise<LiveCommit>; close: () => Promise<void> }>
  >
  /** A write that must be refused with this code and a Chinese sentence. */
  refused: (path: string, body: unknown, code: string) => Promise<Refusal>
}>

/** A browser without a session. */
export const anonymous = (address: string): Browser => browser(address, '')

/** Signs in over HTTP; the session is the cookie that came back. */
export async function signIn(address: string, id: string, password: string): Promise<Browser> {
  const { status, headers } = await anonymous(address).ask('POST', '/api/session', { id, password })
  expect(status, id).toBe(200)
  const [cookie] = headers.getSetCookie()
  expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/i)
  return browser(address, cookie!.split(';')[0]!)
}

function browser(address: string, cookie: string): Browser {
  const ask: Browser['ask'] = async <Body>(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const raw = typeof body === 'string' || body instanceof Uint8Array
    const type = body === undefined || raw ? {} : { 'content-type': 'application/json' }
    const answer = await fetch(address + path, {
      method,
      headers: { origin: address, ...(cookie === '' ? {} : { cookie }), ...type, ...headers },
      ...(body === undefined ? {} : { body: raw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    })
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const json = /json$/.test((answer.headers.get('content-type') ?? '').split(';')[0]!) && bytes.length > 0
    const parsed = (json ? JSON.parse(new TextDecoder().decode(bytes)) : null) as Body
    return { status: answer.status, body: parsed, bytes, headers: answer.headers }
  }
  const good = async <Body>(method: string, path: string, body?: unknown): Promise<Body> => {
    const reply = await ask<Body>(method, path, body)
    if (reply.status >= 300) expect.fail(`${method} ${path} → ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body
  }
  return {
    ask,
    get: path => good('GET', path),
    post: (path, body = {}) => good('POST', path, body),
    live: () => openLive(address, cookie),
    refused: async (path, body, code) => {
      const { body: problem, headers } = await ask<Refusal>('POST', path, body)
      expect(problem).toMatchObject({ code, title: expect.stringMatching(/[\u4e00-\u9fff]/) })
      expect(headers.get('content-type')).toContain('application/problem+json')
      return problem
    },
  }
}

async function openLive(address: string, cookie: string): ReturnType<Browser['live']> {
  const answer = await fetch(`${address}/api/live`, { headers: { cookie } })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let unread = ''
  const frame = async (): Promise<string> => {
    for (;;) {
      const end = unread.indexOf('\n\n')
      if (end >= 0) {
        const whole = unread.slice(0, end)
        unread = unread.slice(end + 2)
        return whole
      }
      const { value, done } = await reader.read()
      if (done) throw new Error('the live stream ended')
      unread += value
    }
  }
  return {
    async heard(kind, id) {
      for (;;) {
        const lines = (await frame()).split('\n')
        if (!lines.includes('event: commit')) continue
        const commit = JSON.parse(lines.find(line => line.startsWith('data: '))!.slice(6)) as LiveCommit
        if (commit.refs.some(ref => ref.kind === kind && ref.id === id)) return commit
      }
    },
    close: () => reader.cancel(),
  }
}
