import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { Rejected, Unavailable } from '@guanlan/domain'
import { isClosedAddress } from '@guanlan/runtime'
import { afterEach, expect, test } from 'vitest'
import { BusyAnswer, type FetcherOptions, openFetcher } from './fetch.ts'

const servers: Server[] = []
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise(done => server.close(done))
  }
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function fetcherFor(origins: readonly string[], more: Partial<FetcherOptions> = {}) {
  const fetcher = openFetcher({
    contact: 'mailto:duty@yunzhou.example',
    allowPrivate: origins.map(origin => new URL(origin).host),
    clock: { now: () => Date.parse('2026-11-24T00:00:00Z') },
    ...more,
  })
  closing.push(() => fetcher.close())
  return fetcher
}

test('a plain exchange: our name and contact are told, the body is inflated', async () => {
  let agent = ''
  const origin = await serve((request, response) => {
    agent = request.headers['user-agent'] ?? ''
    response.writeHead(200, {
      'content-type': 'text/html',
      'content-encoding': request.url === '/br' ? 'br' : 'gzip',
      etag: '"1"',
    })
    response.end(request.url === '/br' ? brotliCompressSync('公交') : gzipSync('公交'))
  })
  const fetcher = fetcherFor([origin])
  for (const path of ['/gz', '/br']) {
    const fetched = await fetcher.fetch({ url: origin + path })
    expect(new TextDecoder().decode(fetched.bytes)).toBe('公交')
    expect(fetched).toMatchObject({ status: 200, etag: '"1"', contentType: 'text/html', notModified: false })
  }
  expect(agent).toMatch(/^GuanlanBot\/.*mailto:duty@yunzhou\.example/)
})

test('conditional GET: 304 comes back as not modified', async () => {
  const origin = await serve((request, response) => {
    const known = request.headers['if-none-match'] === '"7"' && request.headers['if-modified-since'] !== undefined
    response.writeHead(known ? 304 : 200, { etag: '"7"' }).end(known ? undefined : 'x')
  })
  const fetched = await fetcherFor([origin]).fetch({
    url: origin,
    etag: '"7"',
    lastModified: 'Tue, 24 Nov 2026 00:00:00 GMT',
  })
  expect(fetched).toMatchObject({ status: 304, notModified: true })
})

test('redirects: five are followed, six are refused, a loop is named, every hop is checked', async () => {
  const origin = await serve((request, response) => {
    const url = request.url!
    const left = Number(/^\/hops\/(\d+)$/.exec(url)?.[1] ?? -1)
    if (left > 0) response.writeHead(302, { location: `/hops/${left - 1}` }).end()
    else if (url === '/a') response.writeHead(301, { location: '/b' }).end()
    else if (url === '/b') response.writeHead(301, { location: '/a' }).end()
    else if (url === '/inward') response.writeHead(302, { location: 'http://127.0.0.2:1/latest/meta-data' }).end()
    else if (url === '/file') response.writeHead(302, { location: 'file:///etc/hostname' }).end()
    else response.end('到了')
  })
  const fetcher = fetcherFor([origin])
  expect((await fetcher.fetch({ url: `${origin}/hops/5` })).finalUrl).toBe(`${origin}/hops/0`)
  for (const [path, code] of [
    ['/hops/6', 'fetch/redirect-loop'],
    ['/a', 'fetch/redirect-loop'],
    ['/inward', 'fetch/private-address'],
    ['/file', 'fetch/bad-url'],
  ]) {
    const failure = await fetcher.fetch({ url: origin + path }).catch(error => error)
    expect(failure).toBeInstanceOf(Rejected)
    expect(failure.code).toBe(code)
  }
})

test('a 50 MB page and a bomb of few wire bytes stop at the cap', async () => {
  let sent = 0
  const bomb = gzipSync(Buffer.alloc(60_000_000))
  const origin = await serve((request, response) => {
    if (request.url === '/bomb') return response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
    if (request.url === '/honest')
      return response.writeHead(200, { 'content-length': '50000000' }).end(Buffer.alloc(50_000_000))
    const piece = Buffer.alloc(1_000_000, 'x')
    const more = () => {
      while (sent < 50_000_000 && !response.destroyed) {
        sent += piece.length
        if (!response.write(piece)) return response.once('drain', more)
      }
      return response.end()
    }
    return more()
  })
  const fetcher = fetcherFor([origin], { maxBytes: 2_000_000 })
  for (const [path, code] of [
    ['/', 'fetch/too-large'],
    ['/honest', 'fetch/too-large'],
    ['/bomb', 'fetch/bomb'],
  ]) {
    await expect(fetcher.fetch({ url: origin + path })).rejects.toMatchObject({ code })
  }
  expect(sent).toBeLessThan(20_000_000)
})

test('a damaged or unknown encoding is refused', async () => {
  const origin = await serve((request, response) => {
    response.writeHead(200, { 'content-encoding': request.url!.slice(1) }).end('not compressed at all')
  })
  const fetcher = fetcherFor([origin])
  for (const path of ['/gzip', '/secret', '/gzip,gzip,gzip']) {
    await expect(fetcher.fetch({ url: origin + path })).rejects.toMatchObject({ code: 'fetch/bad-encoding' })
  }
})

test('a page that drips is cut at the deadline, a dead host is a network failure', async () => {
  const origin = await serve((_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(drip))
  })
  await expect(fetcherFor([origin], { deadlineMs: 150 }).fetch({ url: origin })).rejects.toMatchObject({
    name: 'Unavailable',
    code: 'fetch/timeout',
  })
  const gone = 'http://127.0.0.1:1'
  await expect(fetcherFor([gone]).fetch({ url: gone })).rejects.toMatchObject({
    name: 'Unavailable',
    code: 'fetch/network',
  })
})

test.each([
  { status: 404, headers: {}, kind: Rejected, code: 'fetch/status', wait: undefined },
  { status: 503, headers: { 'retry-after': '120' }, kind: Unavailable, code: 'fetch/busy', wait: 120_000 },
  {
    status: 429,
    headers: { 'retry-after': 'Tue, 24 Nov 2026 00:01:00 GMT' },
    kind: Unavailable,
    code: 'fetch/busy',
    wait: 60_000,
  },
  { status: 500, headers: {}, kind: Unavailable, code: 'fetch/busy', wait: null },
])('status $status is $code', async ({ status, headers, kind, code, wait }) => {
  const origin = await serve((_, response) => response.writeHead(status, headers).end())
  const failure = await fetcherFor([origin])
    .fetch({ url: origin })
    .catch(error => error)
  expect(failure).toBeInstanceOf(kind)
  expect(failure.code).toBe(code)
  expect(failure.cause instanceof BusyAnswer ? failure.cause.retryAfterMs : undefined).toBe(wait)
})

test('private addresses are refused unless the host and port are allowed: literals, and names that point inward', async () => {
  const origin = await serve((_, response) => response.end('inside'))
  const { port } = new URL(origin)
  const fetcher = fetcherFor([])
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '0.0.0.0', '2130706433', '[::ffff:127.0.0.1]']) {
    await expect(fetcher.fetch({ url: `http://${host}:${port}/` })).rejects.toMatchObject({
      code: 'fetch/private-address',
    })
  }
  expect((await fetcherFor([`http://localhost:${port}`]).fetch({ url: `http://localhost:${port}/` })).status).toBe(200)
})

test.each([
  ['10.1.2.3', true],
  ['100.64.0.1', true], // carrier-grade NAT
  ['169.254.169.254', true], // cloud metadata
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['198.19.0.1', true],
  ['224.0.0.1', true],
  ['::1', true],
  ['::ffff:10.0.0.1', true], // v4 inside v6
  ['64:ff9b::a00:1', true], // NAT64
  ['2002:a00:1::', true], // 6to4
  ['fd00::1', true],
  ['fe80::1%eth0', true],
  ['1.1.1.1', false],
  ['2606:4700::1111', false],
])('%s closed: %s', (address, closed) => expect(isClosedAddress(address)).toBe(closed))
