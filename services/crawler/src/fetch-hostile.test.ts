import { execFile } from 'node:child_process'
import { createServer, type RequestListener, type Server } from 'node:http'
import {
  type AddressInfo,
  createServer as createTcp,
  type LookupFunction,
  type Socket,
  type Server as TcpServer,
} from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGzip, gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { type FetcherOptions, openFetcher } from './fetch.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function listening(server: Server | TcpServer, host = '127.0.0.1', port = 0): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>(done => server.listen(port, host, done))
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise(done => server.close(done))
  })
  return (server.address() as AddressInfo).port
}

const serve = (listener: RequestListener) => listening(createServer(listener))

function fetcherFor(port: number, more: Partial<FetcherOptions> = {}) {
  const fetcher = openFetcher({
    contact: '',
    allowPrivate: [`127.0.0.1:${port}`],
    clock: { now: () => 0 },
    deadlineMs: 2000,
    ...more,
  })
  closing.push(() => fetcher.close())
  return fetcher
}

/** A server that speaks TCP only: `talk` writes what it likes once the request has come. */
const raw = (talk: (socket: Socket) => void) =>
  listening(createTcp({ allowHalfOpen: true }, socket => socket.once('data', () => talk(socket))))

test.each([
  [
    'the head drips',
    'fetch/timeout',
    (socket: Socket) => drip(socket, 'HTTP/1.1 200 OK\r\nX-Padding: aaaaaaaaaaaaaaaaaaa'),
  ],
  [
    'the body drips, bytes never far apart',
    'fetch/timeout',
    (socket: Socket) => drip(socket, `HTTP/1.1 200 OK\r\n\r\n${'.'.repeat(1000)}`, 20),
  ],
  [
    'nothing after the head',
    'fetch/timeout',
    (socket: Socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n'),
  ],
  ['half-closed before an answer', 'fetch/network', (socket: Socket) => socket.end()],
  ['half-closed inside the head', 'fetch/network', (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-')],
  [
    'half-closed inside a counted body',
    'fetch/cut-short',
    (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123'),
  ],
  [
    'half-closed inside a chunked body',
    'fetch/cut-short',
    (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123'),
  ],
  [
    'reset inside the body',
    'fetch/cut-short',
    (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123', () => socket.resetAndDestroy())
    },
  ],
  ['not HTTP at all', 'fetch/network', (socket: Socket) => socket.end('220 smtp.yunzhou.example ESMTP\r\n')],
  [
    'headers without end',
    'fetch/headers-too-large',
    (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\n')
      for (let i = 0; i < 100; i++) socket.write(`X-${i}: ${'a'.repeat(1000)}\r\n`)
    },
  ],
])('%s: %s', async (_, code, talk) => {
  const port = await raw(talk)
  const began = performance.now()
  const fetching = fetcherFor(port, { deadlineMs: 300, idleMs: 200 }).fetch({ url: `http://127.0.0.1:${port}/` })
  await expect(fetching).rejects.toMatchObject({ code })
  expect(performance.now() - began).toBeLessThan(1500) // undici looks at idle sockets about once a second
})

function drip(socket: Socket, text: string, everyMs = 30): void {
  let at = 0
  const timer = setInterval(() => socket.write(text[at++ % text.length]!), everyMs)
  socket.on('close', () => clearInterval(timer))
}

test('gzip in gzip is opened once more, not three times; a gzip file is read without being announced', async () => {
  const layered = (times: number) => {
    let bytes: Buffer = Buffer.from('公交改线')
    for (let i = 0; i < times; i++) bytes = gzipSync(bytes)
    return bytes
  }
  const port = await serve((request, response) => {
    const [, said, times] = /^\/(.*)\/(\d)$/.exec(decodeURIComponent(request.url!))!
    response.writeHead(200, said === '' ? {} : { 'content-encoding': said }).end(layered(Number(times)))
  })
  const fetcher = fetcherFor(port)
  const read = async (path: string) => (await fetcher.fetch({ url: `http://127.0.0.1:${port}${path}` })).bytes
  for (const path of ['/gzip/1', '/gzip/2', '//1', '/gzip,gzip/2']) {
    expect(new TextDecoder().decode(await read(path))).toBe('公交改线')
  }
  expect([...(await read('/gzip/3')).slice(0, 2)]).toEqual([0x1f, 0x8b]) // left as it is: not text, says whoever reads it
})

test('bombs: one layer, two announced, one hidden in another, all stop long before they are open', async () => {
  const zeros = gzipSync(Buffer.alloc(64 * 1024 * 1024))
  const port = await serve((request, response) => {
    const encoding = request.url === '/two' ? 'gzip, gzip' : 'gzip'
    response.writeHead(200, { 'content-encoding': encoding }).end(request.url === '/one' ? zeros : gzipSync(zeros))
  })
  const fetcher = fetcherFor(port)
  for (const path of ['/one', '/two', '/hidden']) {
    await expect(fetcher.fetch({ url: `http://127.0.0.1:${port}${path}` })).rejects.toMatchObject({
      code: 'fetch/bomb',
    })
  }
})

test('a bomb of 388 KB that would be 400 MB is stopped before 12 MB, and costs less than 50 MB of memory', async () => {
  const pieces = Readable.from(Array.from({ length: 400 }, () => Buffer.alloc(1024 * 1024)))
  const chunks: Buffer[] = []
  for await (const chunk of pieces.pipe(createGzip({ level: 9 }))) chunks.push(chunk)
  const bomb = Buffer.concat(chunks)
  expect(bomb.length / 1024).toBeGreaterThan(380)
  expect(bomb.length / 1024).toBeLessThan(410)
  const port = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
  const { stdout } = await promisify(execFile)(process.execPath, [
    join(import.meta.dirname, 'bomb.fixture.ts'),
    String(port),
  ])
  const { codes, grownMb, inflatedMb } = JSON.parse(stdout)
  expect(codes).toEqual(['fetch/bomb', 'fetch/bomb', 'fetch/bomb'])
  expect(inflatedMb).toBeLessThan(12)
  expect(grownMb).toBeLessThan(50)
}, 20_000)

/** 127.0.0.1 stands for the public internet, 127.0.0.2 for the house. */
const guardWith = (lookup: LookupFunction) => ({ lookup, isClosed: (address: string) => address === '127.0.0.2' })
const answering = (next: () => readonly string[]): LookupFunction => {
  return (_, options, callback) => {
    const found = next().map(address => ({ address, family: 4 }))
    if (options.all) callback(null, found)
    else callback(null, found[0]!.address, 4)
  }
}

test('DNS rebinding: a name that turns inward after it was checked reaches nothing', async () => {
  let inside = 0
  const port = await serve((_, response) => response.writeHead(200, { connection: 'close' }).end('outside'))
  const house = createTcp(() => void inside++)
  await listening(house, '127.0.0.2', port)
  const answers = [['127.0.0.1'], ['127.0.0.2'], ['127.0.0.1', '127.0.0.2'], ['127.0.0.1']]
  const fetcher = fetcherFor(port, { allowPrivate: [], guard: guardWith(answering(() => answers.shift()!)) })
  const fetch = () => fetcher.fetch({ url: `http://rebind.yunzhou.example:${port}/` })
  expect((await fetch()).status).toBe(200)
  await expect(fetch()).rejects.toMatchObject({ code: 'fetch/private-address' })
  await expect(fetch()).rejects.toMatchObject({ code: 'fetch/private-address' }) // one of several is enough
  expect((await fetch()).status).toBe(200)
  expect(inside).toBe(0)
})

test('an answer that reads differently the second time is dialled as it was checked', async () => {
  let inside = 0
  const port = await serve((_, response) => response.end('outside'))
  await listening(
    createTcp(() => void inside++),
    '127.0.0.2',
    port,
  )
  let reads = 0
  const twoFaced: LookupFunction = (_, options, callback) => {
    const answer = {
      family: 4,
      get address() {
        reads++
        return reads === 1 ? '127.0.0.1' : '127.0.0.2'
      },
    }
    if (options.all) callback(null, [answer])
    else callback(null, answer.address, 4)
  }
  const fetcher = fetcherFor(port, { allowPrivate: [], guard: guardWith(twoFaced) })
  expect((await fetcher.fetch({ url: `http://two-faced.yunzhou.example:${port}/` })).status).toBe(200)
  expect(inside).toBe(0)
})

test('every hop is checked: redirects to metadata, by literal and by name, in every spelling', async () => {
  const targets = [
    'http://169.254.169.254/latest/meta-data/',
    'http://100.100.100.200/latest/meta-data/', // Alibaba Cloud
    'http://2852039166/',
    'http://0xa9.0xfe.0xa9.0xfe/',
    'http://0251.0376.0251.0376/',
    'http://[::ffff:169.254.169.254]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fd00:ec2::254]/',
    'http://metadata.yunzhou.example/', // a name
    '//127.0.0.1:1/',
    'http://user@0x7f.1/',
    'http://127.1/',
    'http://017700000001/',
    'http://[::]/',
    encodeURI('http://①②⑦.⓪.⓪.①/'), // circled digits are folded by the URL itself
  ]
  const port = await serve((request, response) =>
    response.writeHead(302, { location: targets[Number(request.url!.slice(1))] }).end(),
  )
  const lookup = answering(() => ['169.254.169.254'])
  const fetcher = fetcherFor(port, { guard: { lookup } })
  for (const n of targets.keys()) {
    const fetching = fetcher.fetch({ url: `http://127.0.0.1:${port}/${n}` })
    await expect(fetching, targets[n]).rejects.toMatchObject({ code: 'fetch/private-address' })
  }
})
