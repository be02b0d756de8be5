import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HOUR_MS } from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, OPENED_AT, openStand, PASSWORD, type Stand } from './stand.ts'
import { mentionOf, raiseAlert } from './stand-records.ts'

type Event = Readonly<{ id: string | null; name: string; data: Readonly<Record<string, unknown>> }>

/** One event stream over a real socket; `next` settles with the next event of that name. */
class Stream {
  readonly #events: Event[] = []
  #wake: () => void = () => {}
  readonly response: IncomingMessage
  readonly ended: Promise<void>

  constructor(response: IncomingMessage) {
    this.response = response
    let rest = ''
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const frames = (rest + chunk).split('\n\n')
      rest = frames.pop() ?? ''
      for (const frame of frames) this.#take(frame)
      this.#wake()
    })
    this.ended = new Promise(resolve => response.on('close', () => resolve()))
  }

  #take(frame: string): void {
    const field = (name: string) =>
      frame
        .split('\n')
        .find(line => line.startsWith(`${name}: `))
        ?.slice(name.length + 2) ?? null
    const name = field('event')
    if (name !== null) this.#events.push({ id: field('id'), name, data: JSON.parse(field('data') ?? '{}') })
  }

  async next(name: string): Promise<Event> {
    for (;;) {
      const at = this.#events.findIndex(event => event.name === name)
      if (at >= 0) return this.#events.splice(at, 1)[0]!
      await new Promise<void>(resolve => {
        this.#wake = resolve
      })
    }
  }

  close(): void {
    this.response.destroy()
  }
}

let stand: Stand
let lin: Browser
let token = ''
let port = 0
beforeAll(async () => {
  stand = await openStand(embedded, ['lin'])
  lin = await stand.as('lin')
  token = (await stand.deps.accounts.signIn('lin', PASSWORD, HOUR_MS))!.token
  for (const id of ['a', 'b', 'c']) await raiseAlert(stand, id, [mentionOf(`m-${id}`)])
  await stand.app.listen({ host: '127.0.0.1', port: 0 })
  port = (stand.app.server.address() as AddressInfo).port
})
afterAll(() => stand.close())

const dial = (lastEventId?: number, cookie = token): Promise<Stream> =>
  new Promise((resolve, reject) => {
    const headers = {
      cookie: `guanlan=${cookie}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) }),
    }
    get({ port, path: '/api/live', headers }, response => resolve(new Stream(response))).on('error', reject)
  })

test('a screen that was away gets exactly what it missed, in order, then what comes', async () => {
  const first = await dial()
  expect(first.response.headers['content-type']).toContain('text/event-stream')
  await first.next('tick')
  await lin('POST', '/api/alerts/a/claim', { version: 1 })
  const seen = await first.next('commit')
  expect(seen).toMatchObject({ id: '4', data: { position: 4, refs: [{ kind: 'alert', id: 'a', type: 'claimed' }] } })
  first.close()
  await first.ended
  await lin('POST', '/api/alerts/b/claim', { version: 1 })
  await lin('POST', '/api/alerts/c/dismiss', { version: 1, reason: '重复' })
  const again = await dial(Number(seen.id))
  expect((await again.next('commit')).data).toMatchObject({ position: 5, refs: [{ id: 'b', type: 'claimed' }] })
  expect((await again.next('commit')).data).toMatchObject({ position: 6, refs: [{ id: 'c', type: 'dismissed' }] })
  await lin('POST', '/api/alerts/a/release', { version: 2 })
  expect((await again.next('commit')).id).toBe('7')
  again.close()
})

test('what a commit holds is not told, only what it touched', async () => {
  const stream = await dial(5)
  expect(Object.keys((await stream.next('commit')).data)).toEqual(['position', 'refs'])
  stream.close()
})

test('the clock is told every fifteen seconds with the age of the data', async () => {
  const stream = await dial()
  expect((await stream.next('tick')).data).toEqual({ now: OPENED_AT, dataAt: OPENED_AT - 30 * 60_000 })
  await stand.clock.waiting(1)
  stand.clock.advance(15_000)
  expect((await stream.next('tick')).data).toMatchObject({ now: OPENED_AT + 15_000 })
  stream.close()
})

test('a position that never was is a gap: everything is read again', async () => {
  const stream = await dial(9_999)
  expect((await stream.next('gap')).data).toEqual({ position: 7 })
  stream.close()
})

test('a session that ends, ends its stream', async () => {
  const session = (await stand.deps.accounts.signIn('lin', PASSWORD, HOUR_MS))!
  const stream = await dial(undefined, session.token)
  await stream.next('tick')
  await stand.clock.waiting(1)
  await stand.deps.accounts.signOut(session.token)
  stand.clock.advance(15_000)
  await stream.ended
  expect((await dial(undefined, session.token)).response.statusCode).toBe(401)
})

test('streams end when the desk closes', async () => {
  const other = await openStand(embedded, [])
  await other.deps.accounts.create({ id: 'lin', name: '林', post: '', unit: '', roles: [], demo: false }, PASSWORD)
  const session = (await other.deps.accounts.signIn('lin', PASSWORD, HOUR_MS))!
  await other.app.listen({ host: '127.0.0.1', port: 0 })
  const before = port
  port = (other.app.server.address() as AddressInfo).port
  const stream = await dial(undefined, session.token)
  port = before
  await stream.next('tick')
  await other.close()
  await stream.ended
})
