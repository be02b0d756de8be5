import { createHash, randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { type Account, Conflict, NotFound, Rejected, ROLES, type Role } from '@guanlan/domain'
import type { Accounts, Clock } from '@guanlan/ports'
import { openDatabase, transaction } from './database.ts'
import { hashPassword, type PasswordHash, passwordFits } from './password.ts'

export const ACCOUNT_MIGRATIONS = [
  `create table account (
     id text primary key, name text not null, post text not null, unit text not null, roles text not null,
     active integer not null, demo integer not null, salt blob not null, hash blob not null) strict, without rowid;
   create table session (
     token_hash blob primary key, account_id text not null references account (id), expires_at integer not null)
     strict, without rowid;
   create index session_by_account on session (account_id);`,
] as const

const TOKEN_BYTES = 32
const SHORTEST_PASSWORD = 10

type Row = {
  id: string
  name: string
  post: string
  unit: string
  roles: string
  active: number
  demo: number
  salt: Uint8Array
  hash: Uint8Array
}

/**
 * Accounts and sessions on one file. A new password and a closed account end every session of that account.
 * `create`, `update` also @throws {Rejected} account/bad-id, account/bad-name, account/bad-role
 */
export function openAccounts(path: string, clock: Clock): Accounts {
  const db = openDatabase(path, ACCOUNT_MIGRATIONS, 'every-commit')
  const find = db.prepare('select * from account where id = ?')
  const all = db.prepare('select * from account order by id')
  const row = (id: string) => find.get(id) as Row | undefined
  return {
    ...changing(db, row),
    ...sessions(db, row, clock),
    list: async () => (all.all() as Row[]).map(account),
    async get(id) {
      const found = row(id)
      return found === undefined ? null : account(found)
    },
    close: async () => db.close(),
  }
}

function changing(
  db: DatabaseSync,
  row: (id: string) => Row | undefined,
): Pick<Accounts, 'create' | 'update' | 'setPassword'> {
  const add = db.prepare('insert or ignore into account values (?, ?, ?, ?, ?, 1, ?, ?, ?)')
  const change = db.prepare('update account set name = ?, post = ?, unit = ?, roles = ?, active = ? where id = ?')
  const rehash = db.prepare('update account set salt = ?, hash = ? where id = ?')
  const signOutAll = db.prepare('delete from session where account_id = ?')
  return {
    async create(given, password) {
      const { id, name, post, unit, roles, demo } = checked({ ...given, active: true })
      const { salt, hash } = await hashPassword(strong(password))
      const added = transaction(db, () =>
        add.run(id, name, post, unit, JSON.stringify(roles), Number(demo), salt, hash),
      )
      if (added.changes === 0) throw new Conflict('account/exists', { detail: id })
      return account(row(id)!)
    },
    async update(id, given) {
      return transaction(db, () => {
        const next = checked({ ...account(existing(row, id)), ...given })
        change.run(next.name, next.post, next.unit, JSON.stringify(next.roles), Number(next.active), id)
        if (!next.active) signOutAll.run(id)
        return next
      })
    },
    async setPassword(id, password) {
      existing(row, id)
      const { salt, hash } = await hashPassword(strong(password))
      transaction(db, () => {
        rehash.run(salt, hash, id)
        signOutAll.run(id)
      })
    },
  }
}

function sessions(
  db: DatabaseSync,
  row: (id: string) => Row | undefined,
  clock: Clock,
): Pick<Accounts, 'signIn' | 'session' | 'signOut'> {
  const add = db.prepare('insert into session values (?, ?, ?)')
  const find = db.prepare('select account_id, expires_at from session where token_hash = ? and expires_at > ?')
  const expire = db.prepare('delete from session where expires_at <= ?')
  const drop = db.prepare('delete from session where token_hash = ?')
  const tokenHash = (token: string) => createHash('sha256').update(token).digest()
  return {
    async signIn(id, password, ttlMs) {
      const kept: PasswordHash | null = row(id) ?? null
      const fits = await passwordFits(password, kept)
      const now = row(id) // again: the account may have been closed or given another password while we hashed
      if (!fits || now === undefined || now.active === 0 || !sameHash(now, kept!)) return null
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      const expiresAt = clock.now() + ttlMs
      transaction(db, () => {
        expire.run(clock.now())
        add.run(tokenHash(token), id, expiresAt)
      })
      return { token, accountId: id, expiresAt }
    },
    async session(token) {
      const found = find.get(tokenHash(token), clock.now()) as { account_id: string; expires_at: number } | undefined
      if (found === undefined) return null
      return { account: account(existing(row, found.account_id)), expiresAt: found.expires_at }
    },
    signOut: async token => void transaction(db, () => drop.run(tokenHash(token))),
  }
}

const sameHash = (a: PasswordHash, b: PasswordHash) => Buffer.compare(a.hash, b.hash) === 0

function existing(row: (id: string) => Row | undefined, id: string): Row {
  const found = row(id)
  if (found === undefined) throw new NotFound('account/unknown', { detail: id })
  return found
}

function checked(given: Account): Account {
  const { id, name, roles } = given
  if (!/^[a-z0-9._-]{2,32}$/.test(id)) throw new Rejected('account/bad-id', { detail: id.slice(0, 40) })
  if (name.trim() === '' || name.length > 40) throw new Rejected('account/bad-name', { detail: id })
  const stranger = roles.find(role => !(ROLES as readonly string[]).includes(role))
  if (stranger !== undefined) throw new Rejected('account/bad-role', { detail: String(stranger) })
  return given
}

/** Length alone is asked for (NIST SP 800-63B: no composition rules); counted in characters, not UTF-16 units. */
function strong(password: string): string {
  if ([...password].length < SHORTEST_PASSWORD) throw new Rejected('account/weak-password')
  return password
}

function account(row: Row): Account {
  const { id, name, post, unit } = row
  const roles = JSON.parse(row.roles) as Role[]
  return { id, name, post, unit, roles, active: row.active === 1, demo: row.demo === 1 }
}
