import { randomBytes, randomInt } from 'node:crypto'
import { type Account, type Move, machine, type Role } from '@guanlan/domain'
import type { Accounts } from '@guanlan/ports'
import type { Records } from '@guanlan/runtime'

/** One account to make. */
export type NewAccount = Readonly<{
  id: string
  name: string
  post: string
  unit: string
  roles: readonly Role[]
  demo: boolean
}>

/** Makes an account and its move in the ledger, which never holds a password. @throws {Conflict} account/exists */
export async function addAccount(
  deps: Readonly<{ accounts: Accounts; records: Records; now: number }>,
  wanted: NewAccount,
  password: string,
): Promise<Account> {
  const account = await deps.accounts.create(wanted, password)
  const { id, name, post, unit, roles, demo } = wanted
  const move: Move = {
    kind: 'account',
    id,
    type: 'added',
    by: machine('host'),
    at: deps.now,
    reason: null,
    body: { name, post, unit, roles, demo },
  }
  const version = deps.records.find('account', id)?.version ?? 0
  await deps.records.commit({
    commitId: `account ${id} ${deps.now}`,
    expect: [{ kind: 'account', id, version }],
    moves: [move],
  })
  return account
}

/** A password people can read off a screen: 4 groups of 4, without look-alikes; about 79 bits. */
export function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** A one-time code for the first account, shown only in the terminal of whoever started the house. */
export function setupCode(): string {
  return randomBytes(4).toString('hex')
}
