import { expect, test } from 'vitest'
import { manualClock } from './clock.ts'

test('settles waits in the order of their times, only when told', async () => {
  const clock = manualClock(1000)
  const seen: string[] = []
  const waits = [
    clock.waitUntil(1300).then(() => seen.push('late')),
    clock.waitUntil(1100).then(() => seen.push('early')),
  ]
  clock.advance(50)
  await Promise.resolve()
  expect(seen).toEqual([])
  clock.advance(500)
  await Promise.all(waits)
  expect(seen).toEqual(['early', 'late'])
  expect(clock.now()).toBe(1550)
})

test('tells when the other side has gone to sleep', async () => {
  const clock = manualClock(0)
  let asleep = false
  const told = clock.waiting(2).then(() => {
    asleep = true
  })
  const first = clock.waitUntil(10)
  await Promise.resolve()
  expect(asleep).toBe(false)
  const second = clock.waitUntil(20)
  await told
  clock.advance(20)
  await Promise.all([first, second])
  const ending = new AbortController()
  const third = clock.waitUntil(99, ending.signal)
  ending.abort()
  await third
})
