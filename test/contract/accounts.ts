import type { Accounts } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenedAt } from './opened.ts'

const HOUR = 3_600_000
const lin = {
  id: 'lin.zy',
  name: '林知远',
  post: '科长',
  unit: '云州市交通运输局',
  roles: ['officer'],
  demo: false,
} as const
const PASSWORD = '观澜-correct-horse'

/** What every accounts port promises; `open` gives an empty one. */
export function accountsContract(name: string, open: () => Promise<OpenedAt<Accounts>>): void {
  describe(`accounts: ${name}`, () => {
    let place: OpenedAt<Accounts>
    let accounts: Accounts
    beforeEach(async () => {
      place = await open()
      accounts = place.port
      await accounts.create(lin, PASSWORD)
    })
    afterEach(() => place.destroy())

    test('keeps what was given, never the password', async () => {
      expect(await accounts.get('lin.zy')).toEqual({ ...lin, active: true })
      const demo = await accounts.create({ ...lin, id: 'demo', roles: ['signer', 'admin'], demo: true }, PASSWORD)
      expect(demo).toMatchObject({ demo: true, roles: ['signer', 'admin'] })
      expect((await accounts.list()).map(account => account.id).sort()).toEqual(['demo', 'lin.zy'])
      expect(JSON.stringify(await accounts.list())).not.toContain(PASSWORD)
      expect(await accounts.get('nobody')).toBeNull()
    })

    test('refuses what is no account', async () => {
      const create = (change: object, password = PASSWORD) =>
        accounts.create({ ...lin, id: 'other', ...change }, password)
      await expect(create({ id: 'lin.zy' })).rejects.toMatchObject({ name: 'Conflict', code: 'account/exists' })
      for (const id of ['x', 'Lin', '林', 'a b', 'x'.repeat(33), '../etc']) {
        await expect(create({ id })).rejects.toMatchObject({ name: 'Rejected', code: 'account/bad-id' })
      }
      await expect(create({ name: ' ' })).rejects.toMatchObject({ code: 'account/bad-name' })
      await expect(create({ roles: ['root'] })).rejects.toMatchObject({ code: 'account/bad-role' })
      await expect(create({}, '123456789')).rejects.toMatchObject({ name: 'Rejected', code: 'account/weak-password' })
      expect(await accounts.list()).toHaveLength(1)
    })

    test('signs in with the right password only, and knows its tokens until they end', async () => {
      const session = await accounts.signIn('lin.zy', PASSWORD, HOUR)
      expect(session).toMatchObject({ accountId: 'lin.zy', expiresAt: place.clock.now() + HOUR })
      expect(Buffer.from(session!.token, 'base64url')).toHaveLength(32)
      expect(await accounts.signIn('lin.zy', `${PASSWORD} `, HOUR)).toBeNull()
      expect(await accounts.signIn('nobody', PASSWORD, HOUR)).toBeNull()
      expect(await accounts.session(session!.token)).toEqual({
        account: { ...lin, active: true },
        expiresAt: session!.expiresAt,
      })
      expect(await accounts.session(`${session!.token}x`)).toBeNull()
      place.clock.advance(HOUR)
      expect(await accounts.session(session!.token)).toBeNull()
    })

    test('sessions outlive a crash and end with sign-out', async () => {
      const [first, second] = [
        await accounts.signIn('lin.zy', PASSWORD, HOUR),
        await accounts.signIn('lin.zy', PASSWORD, HOUR),
      ]
      const again = await place.reopen()
      await again.signOut(first!.token)
      await again.signOut('no such token')
      expect(await again.session(first!.token)).toBeNull()
      expect(await again.session(second!.token)).not.toBeNull()
    })

    test('a closed account has no sessions and cannot sign in', async () => {
      const session = await accounts.signIn('lin.zy', PASSWORD, HOUR)
      expect(await accounts.update('lin.zy', { active: false })).toMatchObject({ active: false, name: '林知远' })
      expect(await accounts.session(session!.token)).toBeNull()
      expect(await accounts.signIn('lin.zy', PASSWORD, HOUR)).toBeNull()
    })

    test('changes show at once in open sessions', async () => {
      const session = await accounts.signIn('lin.zy', PASSWORD, HOUR)
      await accounts.update('lin.zy', { roles: ['reviewer'], post: '副局长' })
      expect((await accounts.session(session!.token))?.account).toMatchObject({ roles: ['reviewer'], post: '副局长' })
      await expect(accounts.update('nobody', { post: 'x' })).rejects.toMatchObject({ code: 'account/unknown' })
      await expect(accounts.update('lin.zy', { name: '' })).rejects.toMatchObject({ code: 'account/bad-name' })
    })

    test('a new password ends the old one and every session', async () => {
      const session = await accounts.signIn('lin.zy', PASSWORD, HOUR)
      await accounts.setPassword('lin.zy', 'another-password')
      expect(await accounts.session(session!.token)).toBeNull()
      expect(await accounts.signIn('lin.zy', PASSWORD, HOUR)).toBeNull()
      expect(await accounts.signIn('lin.zy', 'another-password', HOUR)).not.toBeNull()
      await expect(accounts.setPassword('lin.zy', 'short')).rejects.toMatchObject({ code: 'account/weak-password' })
      await expect(accounts.setPassword('nobody', PASSWORD)).rejects.toMatchObject({ code: 'account/unknown' })
    })
  })
}
