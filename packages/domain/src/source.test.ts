import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readWindow, windowOpensAt } from './fetch-window.ts'
import type { Move } from './ledger.ts'
import { aSource } from './source.fixture.ts'
import { foldSource, type Source, source } from './source.ts'
import { DAY_MS, fullTime } from './time.ts'

const plain = aSource()

const at = (text: string) => Date.parse(`${text}+08:00`)
const move = (type: string, body: Move['body'] = {}, reason: string | null = null): Move => ({
  kind: 'source',
  id: 'portal',
  type,
  by: { id: 'u1', name: '李明', role: 'admin' } as unknown as Move['by'],
  at: at('2026-11-24T10:00:00'),
  reason,
  body,
})
const fold = (moves: readonly Move[]) => moves.reduce<Source | null>(foldSource, null)
const whole = (change: Partial<Source> = {}) => ({ source: { ...plain, ...change } as unknown as Move['body'] })

test.each([
  ['01:00-06:00', '2026-11-24T10:00:00', '2026-11-25 01:00:00'], // by day: next night
  ['01:00-06:00', '2026-11-24T03:00:00', '2026-11-24 03:00:00'], // open
  ['01:00-06:00', '2026-11-24T06:00:00', '2026-11-25 01:00:00'], // the last minute is not in it
  ['22:00-05:30', '2026-11-24T10:00:00', '2026-11-24 22:00:00'], // past midnight
  ['22:00—05:30', '2026-11-24T04:00:00', '2026-11-24 04:00:00'],
  ['8:30至24:00', '2026-11-24T00:10:00', '2026-11-24 08:30:00'],
])('a window %s asked at %s opens at %s', (text, now, opens) => {
  expect(fullTime(windowOpensAt(readWindow(text), at(now)))).toBe(opens)
})

test.each(['', '夜间', '25:00-26:00', '01:00-01:00', '00:00-24:00', '01:60-02:00'])('%j is no window', text => {
  expect(() => source({ ...plain, fetchWindow: text })).toThrow(expect.objectContaining({ code: 'source/bad-window' }))
})

test('whatever the window, it opens within a day and is open then', () => {
  const minute = fc.integer({ min: 0, max: 1439 })
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 0, max: 4e12 }), (fromMinute, toMinute, now) => {
      fc.pre(fromMinute !== toMinute)
      const window = { fromMinute, toMinute }
      const opens = windowOpensAt(window, now)
      expect(opens).toBeGreaterThanOrEqual(now)
      expect(opens - now).toBeLessThan(DAY_MS)
      expect(windowOpensAt(window, opens)).toBe(opens)
    }),
  )
})

test('an override of robots.txt stands until it is taken back or the source moves to another host', () => {
  const added = move('added', whole())
  const overridden = move('robots-overridden', {}, '网站主办处室书面同意，函号 12')
  const standing = fold([added, overridden])
  expect(standing?.robotsOverride).toMatchObject({
    reason: '网站主办处室书面同意，函号 12',
    by: '李明',
    host: 'jt.yunzhou.example',
  })
  // a form knows nothing of it and cannot take it away, nor bring one in
  expect(fold([added, overridden, move('changed', whole({ name: '新名' }))])?.robotsOverride).toEqual(
    standing?.robotsOverride,
  )
  expect(
    fold([added, overridden, move('changed', whole({ url: 'https://www.else.example/' }))])?.robotsOverride,
  ).toBeNull()
  expect(fold([added, overridden, move('robots-restored')])?.robotsOverride).toBeNull()
})
