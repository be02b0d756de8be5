import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type EpochMs, isoDay } from '@guanlan/domain'
import type { City } from './city.ts'
import { csvOf } from './hotline.ts'
import type { Item, Site } from './item.ts'
import { release } from './release.ts'
import { type Answer, firstOf, type Pages, plain } from './web/answer.ts'
import { directory } from './web/directory.ts'
import { portal } from './web/portal.ts'
import { press } from './web/press.ts'
import { createShelves, type Shelf } from './web/shelf.ts'
import { board, forum } from './web/talk.ts'
import { weibo } from './web/weibo.ts'

/** Sites that stand on a port of their own, so that pace per host and robots are real. */
export const SERVED_SITES = ['portal', 'daily', 'observer', 'weekly', 'forum', 'board', 'weibo', 'hotline'] as const
export type ServedSite = (typeof SERVED_SITES)[number]

/** A city on the air. */
export type ServedCity = Readonly<{
  origins: Readonly<Record<ServedSite, string>> // 'http://127.0.0.1:49152', no slash at the end
  urlOf: (item: Item) => string | null // absolute address of an item; null for a hotline order
  /** Puts a statement of the bureau on its portal, as its web editor would at this moment; gives the address of the page. */
  publish: (piece: Readonly<{ title: string; text: string }>) => string
  requests: () => number // answered so far, over all sites
  close: () => Promise<void>
}>

/** `port` 0 takes free ports; another number takes that one and those after it, in the order of SERVED_SITES. */
export type ServeOptions = Readonly<{ clock: () => EpochMs; port?: number; host?: string }>

/** The export of one day or of a range: `?from=2026-11-01&to=2026-11-24` (days at +08:00, both included). */
const hotline: Pages = firstOf(directory, ({ path, query, shelf }) => {
  if (path !== '/hotline/export.csv') return null
  const from = dayOf(query.get('from') ?? isoDay(shelf.now))
  const to = dayOf(query.get('to') ?? isoDay(shelf.now))
  if (from === null || to === null)
    return { status: 400, type: 'text/plain; charset=utf-8', body: '日期写作 2026-11-24\n', modifiedAt: null }
  const orders = shelf.between(from, to + 86_400_000)
  return plain('text/csv; charset=utf-8', csvOf(orders), orders.at(-1)?.publishedAt ?? null)
})

const PAGES: Readonly<Record<ServedSite, Pages>> = {
  portal,
  daily: press('daily', 'rss'),
  observer: press('observer', 'atom'),
  weekly: press('weekly', 'rss'),
  forum,
  board,
  weibo,
  hotline,
}

/**
 * Serves a city over HTTP: an item is there from the instant its time has come by `clock`. Lists and feeds answer a
 * conditional GET with 304. Only GET and HEAD are known (405 otherwise), no such page is 404.
 */
export async function serveCity(
  city: City,
  { clock, port = 0, host = '127.0.0.1' }: ServeOptions,
): Promise<ServedCity> {
  const shelves = createShelves(city)
  const servers: Server[] = []
  const origins: Partial<Record<ServedSite, string>> = {}
  let answered = 0
  const close = async () => {
    await Promise.all(servers.map(closed))
  }
  try {
    for (const [i, site] of SERVED_SITES.entries()) {
      const server = createServer((request, response) => {
        answered++
        respond(request, response, PAGES[site], origins[site]!, shelves.at(site, clock()))
      })
      servers.push(server)
      origins[site] = await listening(server, port === 0 ? 0 : port + i, host)
    }
  } catch (error) {
    await close()
    throw error
  }
  const complete = origins as Record<ServedSite, string>
  let released = 0
  return {
    origins: complete,
    urlOf: item => addressOf(complete, item),
    publish: piece => {
      const item = release(piece, clock(), ++released)
      shelves.putUp(item, clock())
      return complete.portal + item.path
    },
    requests: () => answered,
    close,
  }
}

/** The absolute address of an item of a city served at these origins; null for a hotline order. */
export function addressOf(origins: Readonly<Partial<Record<Site, string>>>, item: Item): string | null {
  if (item.path === '') return null
  const origin = origins[item.site]
  return origin === undefined ? item.path : origin + item.path
}

function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function listening(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      const shown = host.includes(':') ? `[${host}]` : host
      resolve(`http://${shown}:${(server.address() as AddressInfo).port}`)
    })
  })
}

function respond(request: IncomingMessage, response: ServerResponse, pages: Pages, origin: string, shelf: Shelf): void {
  const reading = request.method === 'GET' || request.method === 'HEAD'
  const url = URL.parse(request.url ?? '/', origin)
  const answer = url === null || !reading ? null : pages({ path: url.pathname, query: url.searchParams, origin, shelf })
  if (!reading) response.writeHead(405, { allow: 'GET, HEAD' }).end()
  else if (answer === null)
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('没有这个页面\n')
  else deliver(request, response, answer)
}

function deliver(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  const etag = `"${createHash('sha1').update(body).digest('hex')}"`
  const headers = { etag, 'cache-control': 'no-cache', ...modified(answer) }
  if (unchanged(request, answer, etag)) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(answer.status, { ...headers, 'content-type': answer.type, 'content-length': body.length })
  response.end(request.method === 'HEAD' ? undefined : body)
}

const modified = ({ modifiedAt }: Answer) =>
  modifiedAt === null ? {} : { 'last-modified': new Date(modifiedAt).toUTCString() }

/** RFC 9110 §13.1: an entity tag decides where one is given, a date only where none is. */
function unchanged(request: IncomingMessage, answer: Answer, etag: string): boolean {
  const tags = request.headers['if-none-match']
  if (tags !== undefined)
    return tags.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*')
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return answer.modifiedAt !== null && !Number.isNaN(since) && Math.floor(answer.modifiedAt / 1000) * 1000 <= since
}

function dayOf(text: string): EpochMs | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00+08:00`) : Number.NaN
  return Number.isNaN(at) ? null : at
}
