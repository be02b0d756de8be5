import type { Clock } from '@guanlan/ports'
import { describe, expect, test } from 'vitest'

/** What every clock promises. `soon` lets a few milliseconds of its time pass. */
export function clockContract(name: string, open: () => Readonly<{ clock: Clock; soon: (ms: number) => void }>): void {
  describe(`clock: ${name}`, () => {
    test('never settles a wait before its time', async () => {
      const { clock, soon } = open()
      const at = clock.now() + 5
      const waits = [clock.waitUntil(at), clock.waitUntil(at - 2)]
      soon(5)
      await Promise.all(waits)
      expect(clock.now()).toBeGreaterThanOrEqual(at)
    })

    test('what is past has come', async () => {
      const { clock } = open()
      await clock.waitUntil(clock.now())
      await clock.waitUntil(0)
    })

    test('an abort ends a wait at once, before and during it', async () => {
      const { clock } = open()
      const far = clock.now() + 1e12 // beyond what one timer of the machine can count
      const ending = new AbortController()
      const wait = clock.waitUntil(far, ending.signal)
      ending.abort()
      await wait
      await clock.waitUntil(far, ending.signal)
      expect(clock.now()).toBeLessThan(far)
    })
  })
}
