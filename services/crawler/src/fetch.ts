import { once } from 'node:events'
import { MINUTE_MS, Rejected, Unavailable } from '@guanlan/domain'
import type { Clock, Fetched, Fetcher, FetchRequest } from '@guanlan/ports'
import { addressGuard, type GuardOptions } from '@guanlan/runtime'
import { Agent, type Dispatcher, request } from 'undici'
import { guardedConnector } from './guarded-connector.ts'
import { readBody } from './inflate.ts'

export type FetcherOptions = Readonly<{
  contact: string // mail or web address shown to site owners; may be empty
  allowPrivate: readonly string[] // host:port
  clock: Pick<Clock, 'now'> // only for Retry-After dates; deadlines run on the machine's own time
  maxBytes?: number // default 8 MiB after inflation
  deadlineMs?: number // default 20 s for one exchange with all its redirects
  idleMs?: number // default 10 s without a byte, head or body
  guard?: Pick<GuardOptions, 'lookup' | 'isClosed'> // how names are resolved and judged; default the system and the public internet
}>

/** The name site owners see in their logs and may address in robots.txt. */
export const AGENT = 'GuanlanBot'

/** Status and asked-for wait of a temporary refusal; the cause of `fetch/busy`. */
export class BusyAnswer extends Error {
  readonly status: number
  readonly retryAfterMs: number | null

  constructor(status: number, retryAfterMs: number | null) {
    super(`status ${status}`)
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

const MOST_REDIRECTS = 5
const LONGEST_RETRY_MS = 24 * 60 * MINUTE_MS
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * A fetcher over undici: conditional GET, inflation capped, one deadline over everything beside the idle time-outs, every hop's
 * dialled address checked.
 * @throws {Rejected} fetch/bad-url, fetch/status (4xx), fetch/too-large, fetch/bomb, fetch/bad-encoding, fetch/headers-too-large,
 * fetch/redirect-loop, fetch/private-address
 * @throws {Unavailable} fetch/busy (429, 5xx), fetch/timeout, fetch/cut-short, fetch/network
 */
export function openFetcher(options: FetcherOptions): Fetcher {
  const { deadlineMs = 20_000, idleMs = 10_000 } = options
  const agent = new Agent({
    connect: guardedConnector(
      addressGuard({ ...options.guard, allowPrivate: options.allowPrivate }),
      Math.min(10_000, deadlineMs),
    ),
    connections: 1, // one exchange a host at a time
    pipelining: 1,
    maxHeaderSize: 32_768,
    keepAliveTimeout: 10_000,
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
  })
  const contact = options.contact === '' ? '' : `; ${options.contact}`
  const userAgent = `${AGENT}/0.1 (public-opinion monitoring of a transport bureau${contact})`.replace(
    /[^\x20-\x7e]/g,
    '',
  )
  return {
    async fetch(asked) {
      const signal = AbortSignal.timeout(asked.deadlineMs ?? deadlineMs)
      try {
        return await follow(agent, asked, {
          userAgent,
          maxBytes: asked.maxBytes ?? options.maxBytes ?? 8 * 1024 * 1024,
          signal,
          now: options.clock.now,
        })
      } catch (error) {
        throw signal.aborted
          ? new Unavailable('fetch/timeout', { cause: error, detail: hostOf(asked.url) })
          : named(error, hostOf(asked.url))
      }
    },
    close: () => agent.destroy(),
  }
}

const IDLE: ReadonlySet<unknown> = new Set([
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
])

function named(error: unknown, host: string): Error {
  if (error instanceof Rejected || error instanceof Unavailable) return error
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return new Rejected('fetch/headers-too-large', { cause: error, detail: host })
  if (IDLE.has(code)) return new Unavailable('fetch/timeout', { cause: error, detail: host })
  return new Unavailable('fetch/network', { cause: error, detail: host })
}

type Terms = Readonly<{ userAgent: string; maxBytes: number; signal: AbortSignal; now: () => number }>

async function follow(agent: Agent, asked: FetchRequest, terms: Terms): Promise<Fetched> {
  const visited = new Set<string>()
  let url = checked(asked.url)
  for (;;) {
    visited.add(url.href)
    const answer = await request(url, {
      dispatcher: agent,
      method: 'GET',
      headers: headersFor(asked, terms, url),
      signal: terms.signal,
    })
    const location = one(answer.headers.location)
    if (!REDIRECTS.has(answer.statusCode) || location === null) return finish(answer, asked, url, terms)
    await drop(answer)
    url = checked(location, url)
    if (visited.has(url.href)) throw new Rejected('fetch/redirect-loop', { detail: url.host })
    if (visited.size > MOST_REDIRECTS)
      throw new Rejected('fetch/redirect-loop', { detail: `more than ${MOST_REDIRECTS}` })
    if (asked.mayFollow !== undefined) await orDeadline(asked.mayFollow(url), terms.signal)
  }
}

/** Whoever is asked whether to go on may ask the web in turn: the deadline is over that too. */
async function orDeadline(work: Promise<void>, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const aborted = once(signal, 'abort', { signal: over.signal }).then(() => Promise.reject(signal.reason))
  aborted.catch(() => {})
  try {
    await Promise.race([work, aborted])
  } finally {
    over.abort()
  }
}

function headersFor(asked: FetchRequest, terms: Terms, url: URL): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': terms.userAgent,
    accept: asked.accept ?? 'text/html,application/xhtml+xml,application/xml,application/json;q=0.9,*/*;q=0.1',
    'accept-encoding': 'gzip, deflate, br',
    'accept-language': 'zh-CN,zh;q=0.9',
  }
  if (url.href === new URL(asked.url).href) {
    if (asked.etag) headers['if-none-match'] = asked.etag
    if (asked.lastModified) headers['if-modified-since'] = asked.lastModified
  }
  return headers
}

async function finish(answer: Dispatcher.ResponseData, asked: FetchRequest, url: URL, terms: Terms): Promise<Fetched> {
  const { maxBytes } = terms
  const cut = asked.cut ?? false
  const { statusCode: status, headers } = answer
  if (status === 304) await drop(answer)
  else if (status === 429 || status === 408 || status >= 500) {
    await drop(answer)
    throw new Unavailable('fetch/busy', {
      cause: new BusyAnswer(status, retryAfter(one(headers['retry-after']), terms.now())),
      detail: `${status}`,
    })
  } else if (status < 200 || status >= 300) {
    await drop(answer)
    throw new Rejected('fetch/status', { detail: `${status}` })
  }
  if (!cut && Number(one(headers['content-length']) ?? 0) > maxBytes) {
    await drop(answer)
    throw new Rejected('fetch/too-large', { detail: `${maxBytes}` })
  }
  return {
    url: asked.url,
    finalUrl: url.href,
    status,
    notModified: status === 304,
    contentType: one(headers['content-type']) ?? '',
    etag: one(headers.etag),
    lastModified: one(headers['last-modified']),
    headers: kept(headers),
    bytes:
      status === 304
        ? new Uint8Array()
        : await readBody(answer.body, one(headers['content-encoding']) ?? '', maxBytes, cut),
  }
}

const LONGEST_HEADER = 1000

/** The headers of an answer as evidence keeps them: cookies and credentials are nobody's business. */
function kept(headers: Dispatcher.ResponseData['headers']): Readonly<Record<string, string>> {
  const told = Object.entries(headers).filter(([name]) => !/cookie|authorization|authenticate/.test(name))
  return Object.fromEntries(told.map(([name, value]) => [name, (one(value) ?? '').slice(0, LONGEST_HEADER)]))
}

/** A short body is read to keep the connection; a long one is cut off with it. */
async function drop(answer: Dispatcher.ResponseData): Promise<void> {
  await answer.body.dump({ limit: 16_384 }).catch(() => answer.body.destroy())
}

function checked(address: string, base?: URL): URL {
  let url: URL
  try {
    url = new URL(address, base)
  } catch (cause) {
    throw new Rejected('fetch/bad-url', { cause, detail: address.slice(0, 100) })
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Rejected('fetch/bad-url', { detail: url.protocol })
  url.username = ''
  url.password = ''
  url.hash = ''
  return url
}

/** Seconds or an HTTP date; null for neither. At most a day. */
function retryAfter(value: string | null, now: number): number | null {
  if (value === null) return null
  const waitMs = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(waitMs) ? Math.min(LONGEST_RETRY_MS, Math.max(0, waitMs)) : null
}

function one(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : ''
}
