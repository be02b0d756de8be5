import { createHash, randomBytes } from 'node:crypto'
import { type Account, Conflict, type EpochMs, NotFound } from '@guanlan/domain'
import type { Accounts, Clock } from '@guanlan/ports'
import { checkedAccount, strongPassword } from './account-check.ts'
import { type Documents, documents, type Found } from './documents.ts'
import type { Elastic } from './elastic-client.ts'

/** A password as kept: hash and salt, never the password. */
export type PasswordHash = Readonly<{ salt: Uint8Array; hash: Uint8Array }>

/** How passwords are hashed: slow, off the main thread, the same for every adapter. */
export type Passwords = Readonly<{
  hash: (password: string) => Promise<PasswordHash>
  /** Whether it fits; the same work and a false for null. */
  fits: (password: string, kept: PasswordHash | null) => Promise<boolean>
}>

/** `epoch` rises with a new password and a closed account; sessions of an older one are over. Bytes are base64. */
type Kept = Readonly<{ account: Account; salt: string; hash: string; epoch: number }>
type KeptAccount = Readonly<{ id: string; account: Kept }>
type KeptSession = Readonly<{ accountId: string; expiresAt: EpochMs; epoch: number }>
type Change = (kept: Kept) => Kept

const TOKEN_BYTES = 32
/** Sessions past their end that one sign-in clears away. */
const CLEARED = 100

/**
 * Accounts and sessions in Elasticsearch, changed only by compare-and-set. A session is known by its token's SHA-256 and holds the
 * epoch of its account, so one write to the account ends all its sessions at once, in every process.
 * `create`, `update` also @throws {Rejected} account/bad-id, account/bad-name, account/bad-role
 */
export function openElasticAccounts(
  elastic: Elastic,
  { clock, passwords }: Readonly<{ clock: Clock; passwords: Passwords }>,
): Accounts {
  const accounts = documents<KeptAccount>(elastic, 'accounts')
  const find = (id: string) => (isId(id) ? accounts.get(id) : Promise.resolve(null))
  return {
    ...changing(accounts, find, passwords),
    ...sessions(documents<KeptSession>(elastic, 'sessions'), find, clock, passwords),
    async list() {
      const found = await accounts.search({ query: { match_all: {} }, sort: [{ id: 'asc' }] })
      return found.map(one => one.account.account)
    },
    async get(id) {
      return (await find(id))?.body.account.account ?? null
    },
    close: async () => undefined,
  }
}

/** What is no id of an account may not even be one of a document. */
const isId = (id: string) => /^[a-z0-9._-]{2,32}$/.test(id)

type Find = (id: string) => Promise<Found<KeptAccount> | null>

function changing(
  accounts: Documents<KeptAccount>,
  find: Find,
  passwords: Passwords,
): Pick<Accounts, 'create' | 'update' | 'setPassword'> {
  /** Changes what stands there; whoever comes between is read, and the change made again on top. */
  const change = async (id: string, by: Change): Promise<Account> => {
    for (;;) {
      const found = await find(id)
      if (found === null) throw new NotFound('account/unknown', { detail: id })
      const account = by(found.body.account)
      if (await accounts.replace(id, { id, account }, found.seen)) return account.account
    }
  }
  const hashed = async (password: string) => {
    const { salt, hash } = await passwords.hash(strongPassword(password))
    return { salt: Buffer.from(salt).toString('base64'), hash: Buffer.from(hash).toString('base64') }
  }
  return {
    async create(given, password) {
      const { id, name, post, unit, roles, demo } = given
      const account = checkedAccount({ id, name, post, unit, roles, active: true, demo })
      const kept = { account, ...(await hashed(password)), epoch: 1 }
      if (!(await accounts.create(id, { id, account: kept }))) throw new Conflict('account/exists', { detail: id })
      return account
    },
    update: (id, given) =>
      change(id, kept => {
        const account = checkedAccount({ ...kept.account, ...given })
        return { ...kept, account, epoch: account.active ? kept.epoch : kept.epoch + 1 }
      }),
    async setPassword(id, password) {
      if ((await find(id)) === null) throw new NotFound('account/unknown', { detail: id })
      const fresh = await hashed(password)
      await change(id, kept => ({ ...kept, ...fresh, epoch: kept.epoch + 1 }))
    },
  }
}

function sessions(
  all: Documents<KeptSession>,
  find: Find,
  clock: Clock,
  passwords: Passwords,
): Pick<Accounts, 'signIn' | 'session' | 'signOut'> {
  const idOf = (token: string) => createHash('sha256').update(token).digest('hex')
  const clear = async () => {
    const query = { range: { expiresAt: { lte: clock.now() } } }
    const over = await all.ids({ query, sort: [{ expiresAt: 'asc' }, { _seq_no: 'asc' }] }, CLEARED)
    await all.remove(over)
  }
  return {
    async signIn(id, password, ttlMs) {
      const kept = (await find(id))?.body.account ?? null
      const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
      const fits = await passwords.fits(password, kept && { salt: bytes(kept.salt), hash: bytes(kept.hash) })
      const now = (await find(id))?.body.account // again: it may have been closed, or given another password, while we hashed
      if (!fits || now === undefined || !now.account.active || now.hash !== kept!.hash) return null
      const token = randomBytes(TOKEN_BYTES).toString('base64url')
      const expiresAt = clock.now() + ttlMs
      await all.create(idOf(token), { accountId: id, expiresAt, epoch: now.epoch })
      await clear()
      return { token, accountId: id, expiresAt }
    },
    async session(token) {
      const session = (await all.get(idOf(token)))?.body
      if (session === undefined || session.expiresAt <= clock.now()) return null
      const kept = (await find(session.accountId))?.body.account
      if (kept === undefined || !kept.account.active || kept.epoch !== session.epoch) return null
      return { account: kept.account, expiresAt: session.expiresAt }
    },
    signOut: token => all.remove([idOf(token)]),
  }
}
