import { expect, test } from 'vitest'
import { shapeOf, trapOf, withoutTraps } from './traps.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')

test.each([
  ['/xwzx/202611/t20261124_1034.html', null],
  ['/2026/11/24/content_88421.html', null],
  ['/2026/11/11/11.html', null], // figures may repeat
  ['/art/2026-11/24/12.html', null],
  ['/c/20311231/77.html', null], // digits alone are no date
  ['/list?page=99999', null], // bounded by how far a run follows, not by its look
  ['/calendar/2028/02/', 'far-date'],
  ['/events?date=2031-05', 'far-date'],
  ['/archive/1970/01/', 'far-date'],
  ['/day?year=2099&month=3', 'far-date'],
  ['/news/news/news/a.html', 'repeating'],
  ['/a/b/a/b/a/b/c.html', 'repeating'],
  ['/a/b/a/b/c.html', null],
  [`/${'x/'.repeat(0)}${Array.from({ length: 14 }, (_, n) => `s${n}`).join('/')}`, 'deep'],
  [`/a?q=${'x'.repeat(2100)}`, 'long'],
])('%s: %s', (path, trap) => expect(trapOf(`http://www.yunzhou.example${path}`, NOW)).toBe(trap))

test('what is no address is one too', () => expect(trapOf('http://[', NOW)).toBe('broken'))

test('of one shape one page brings so many and no more; other shapes are not its victims', () => {
  const calendar = Array.from({ length: 50 }, (_, n) => `http://a.example/day?d=${n}`)
  const kept = withoutTraps([...calendar, 'http://a.example/n/1.html'], NOW, 20)
  expect(kept.urls).toHaveLength(21)
  expect(kept.urls.at(-1)).toBe('http://a.example/n/1.html')
  expect(kept.passedOver).toBe(30)
})

test('a shape forgets which page it was, not which kind', () => {
  expect(shapeOf('http://a.example/n/2026/7.html?id=3&p=1')).toBe(shapeOf('http://a.example/n/2025/99.html?p=2&id=9'))
  expect(shapeOf('http://a.example/n/1.html')).not.toBe(shapeOf('http://a.example/m/1.html'))
})

test('an address of two thousand characters is judged at once', () => {
  const long = `http://a.example/${'2/'.repeat(900)}`
  const began = performance.now()
  for (let i = 0; i < 200; i++) trapOf(long, NOW)
  expect(performance.now() - began).toBeLessThan(500)
})
