import type { Secrets } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Opened } from './opened.ts'

/** A place whose keys can be taken away or exchanged, as by a restore from the wrong backup. */
export type OpenedSecrets = Opened<Secrets> &
  Readonly<{ loseKey: (name: string) => Promise<void>; exchangeKey: (name: string) => Promise<void> }>

/** What every secrets port promises; `open` gives one without keys. */
export function secretsContract(name: string, open: () => Promise<OpenedSecrets>): void {
  describe(`secrets: ${name}`, () => {
    let place: OpenedSecrets
    let secrets: Secrets
    beforeEach(async () => {
      place = await open()
      secrets = place.port
    })
    afterEach(() => place.destroy())

    test('makes a key once, a different one for every name', async () => {
      const [a, b] = await Promise.all([secrets.key('evidence'), secrets.key('evidence')])
      expect(a).toHaveLength(32)
      expect(b).toEqual(a)
      expect(await secrets.key('anchor')).not.toEqual(a)
      expect(await (await place.reopen()).key('evidence')).toEqual(a)
    })

    test('never makes a lost key anew, never takes another for it', async () => {
      await secrets.key('evidence')
      await place.exchangeKey('evidence')
      await expect((await place.reopen()).key('evidence')).rejects.toMatchObject({
        name: 'Unavailable',
        code: 'secrets/wrong-key',
      })
      await place.loseKey('evidence')
      const again = await place.reopen()
      await expect(again.key('evidence')).rejects.toMatchObject({ name: 'Unavailable', code: 'secrets/lost' })
      expect(await again.key('other')).toHaveLength(32)
    })

    test('refuses names that are no names', async () => {
      for (const bad of ['', '../x', 'A', 'x'.repeat(65)]) {
        await expect(secrets.key(bad)).rejects.toMatchObject({ name: 'Rejected', code: 'secrets/bad-name' })
      }
    })

    test('door keys open one door each, the newest only', async () => {
      const first = await secrets.issueDoorKey('hotline')
      const other = await secrets.issueDoorKey('forum')
      expect(Buffer.from(first, 'base64url')).toHaveLength(32)
      expect(await secrets.doorKeyOwner(first)).toBe('hotline')
      expect(await secrets.doorKeyOwner(other)).toBe('forum')
      const second = await secrets.issueDoorKey('hotline')
      const again = await place.reopen()
      expect(await again.doorKeyOwner(first)).toBeNull()
      expect(await again.doorKeyOwner(second)).toBe('hotline')
      for (const wrong of ['', 'x', `${second}=`, second.slice(1)]) expect(await again.doorKeyOwner(wrong)).toBeNull()
    })
  })
}
