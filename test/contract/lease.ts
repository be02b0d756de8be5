import type { Lease } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedAt } from './opened.ts'

const TTL = 30_000

/** What every lease promises; `open` gives one with nothing held. */
export function leaseContract(name: string, open: () => Promise<OpenedAt<Lease>>): void {
  describe(`lease: ${name}`, () => {
    let place: OpenedAt<Lease>
    let lease: Lease
    beforeEach(async () => {
      place = await open()
      lease = place.port
    })
    afterEach(() => place.destroy())

    test('one holder at a time, told by name', async () => {
      const held = await lease.acquire('alerting', 'a', TTL)
      expect(held).toEqual({ name: 'alerting', holder: 'a', fence: held!.fence, until: place.clock.now() + TTL })
      expect(await lease.acquire('alerting', 'b', TTL)).toBeNull()
      expect(await lease.current('alerting')).toEqual(held)
      expect(await lease.acquire('briefs', 'b', TTL)).toMatchObject({ holder: 'b' })
    })

    test('renewing keeps the fence and moves the end', async () => {
      const held = await lease.acquire('alerting', 'a', TTL)
      place.clock.advance(TTL - 1)
      const renewed = await lease.acquire('alerting', 'a', TTL)
      expect(renewed).toEqual({ ...held, until: held!.until + TTL - 1 })
    })

    test('a standby takes over what was not renewed, with a higher fence', async () => {
      const first = await lease.acquire('alerting', 'a', TTL)
      place.clock.advance(TTL - 1)
      expect(await lease.acquire('alerting', 'b', TTL)).toBeNull()
      place.clock.advance(1)
      expect(await lease.current('alerting')).toBeNull()
      const second = await lease.acquire('alerting', 'b', TTL)
      expect(second!.fence).toBeGreaterThan(first!.fence)
      expect(await lease.acquire('alerting', 'a', TTL)).toBeNull()
    })

    test('whoever comes back after its end gets a higher fence too', async () => {
      const first = await lease.acquire('alerting', 'a', TTL)
      place.clock.advance(TTL)
      expect((await lease.acquire('alerting', 'a', TTL))!.fence).toBeGreaterThan(first!.fence)
    })

    test('only its holder can give it up; the fence never falls back', async () => {
      const first = await lease.acquire('alerting', 'a', TTL)
      await lease.release('alerting', 'b')
      expect(await lease.current('alerting')).toEqual(first)
      await lease.release('alerting', 'a')
      expect(await lease.current('alerting')).toBeNull()
      const second = await lease.acquire('alerting', 'b', TTL)
      expect(second!.fence).toBeGreaterThan(first!.fence)
      await lease.release('never-held', 'a')
    })

    test('of many who ask at once exactly one gets it', async () => {
      const asked = await Promise.all(Array.from({ length: 20 }, (_, n) => lease.acquire('alerting', `h${n}`, TTL)))
      expect(asked.filter(held => held !== null)).toHaveLength(1)
    })

    test('holds over a crash, and so does the fence', async () => {
      const first = await lease.acquire('alerting', 'a', TTL)
      const again = await place.reopen()
      expect(await again.acquire('alerting', 'b', TTL)).toBeNull()
      place.clock.advance(TTL)
      expect((await again.acquire('alerting', 'b', TTL))!.fence).toBeGreaterThan(first!.fence)
    })
  })
}
