import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOUR_MS, MINUTE_MS, Rejected, Unavailable } from '@guanlan/domain'
import { manualClock, openFrontier } from '@guanlan/embedded'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BusyAnswer } from './fetch.ts'
import { openHosts } from './hosts.ts'

const NOON = Date.parse('2026-11-24T12:00:00+08:00')
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanlan-hosts-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function opened(chance = 0) {
  const clock = manualClock(NOON)
  const frontier = openFrontier(join(folder, 'crawl.db'))
  return { clock, frontier, hosts: openHosts({ frontier, clock, chance: () => chance }) }
}

const busy = (status: number, waitMs: number | null = null) =>
  new Unavailable('fetch/busy', { cause: new BusyAnswer(status, waitMs) })
const timeout = () => new Unavailable('fetch/timeout')

test('429 without a time: a minute, then twice as long each time, an hour at most, and calm after an answer', async () => {
  const { clock, hosts, frontier } = opened()
  const waits: number[] = []
  for (let i = 0; i < 9; i++) {
    await hosts.failed('a', busy(429))
    const { until } = (await hosts.rest('a'))!
    waits.push((until - clock.now()) / MINUTE_MS)
    clock.advance(until - clock.now())
    expect(await hosts.rest('a')).toBeNull()
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
  await hosts.answered('a')
  await hosts.failed('a', busy(503))
  expect((await hosts.rest('a'))!.until - clock.now()).toBe(MINUTE_MS)
  expect(await hosts.rest('b')).toBeNull()
  await frontier.close()
})

test('a time that is stated is kept, stretched by chance and never shortened', async () => {
  const { clock, hosts, frontier } = opened(0.5)
  await hosts.failed('a', busy(503, 2 * HOUR_MS))
  expect(await hosts.rest('a')).toEqual({ reason: 'asked', until: clock.now() + 2.1 * HOUR_MS })
  await hosts.failed('b', busy(429, 0))
  expect((await hosts.rest('b'))!.until).toBeGreaterThan(clock.now())
  await frontier.close()
})

test('the circuit: five failures in a row open it, one probe closes it or opens it for twice as long', async () => {
  const { clock, hosts, frontier } = opened()
  for (let i = 0; i < 4; i++) await hosts.failed('a', i % 2 === 0 ? timeout() : busy(500))
  expect(hosts.circuit('a')).toEqual({ state: 'closed', failures: 4 })
  await hosts.failed('a', timeout())
  expect(hosts.circuit('a')).toEqual({ state: 'open', failures: 5 })
  expect(await hosts.rest('a')).toEqual({ reason: 'circuit', until: NOON + MINUTE_MS })
  clock.advance(MINUTE_MS)
  expect(hosts.circuit('a').state).toBe('half-open')
  await hosts.failed('a', timeout())
  expect(await hosts.rest('a')).toEqual({ reason: 'circuit', until: clock.now() + 2 * MINUTE_MS })
  clock.advance(2 * MINUTE_MS)
  await hosts.answered('a')
  expect(hosts.circuit('a')).toEqual({ state: 'closed', failures: 0 })
  await frontier.close()
})

test('only what the host is to blame for counts', async () => {
  const { hosts, frontier } = opened()
  for (const failure of [new Rejected('fetch/status'), new Unavailable('bus/away'), new Error('ours')]) {
    for (let i = 0; i < 6; i++) await hosts.failed('a', failure)
  }
  expect(hosts.circuit('a')).toEqual({ state: 'closed', failures: 0 })
  await frontier.close()
})

test('a restart is as patient as before', async () => {
  const before = opened()
  await before.hosts.failed('a', busy(503, HOUR_MS))
  await before.frontier.close()
  const after = opened()
  expect(await after.hosts.rest('a')).toEqual({ reason: 'asked', until: NOON + HOUR_MS })
  await after.frontier.close()
})
