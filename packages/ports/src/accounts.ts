import type { Account, EpochMs, Role } from '@guanlan/domain'

/** A signed-in browser. `token` is shown once; only its SHA-256 is stored. */
export type Session = Readonly<{ token: string; accountId: string; expiresAt: EpochMs }>

/** Accounts, their password hashes (scrypt) and sessions. Who was given which role is also a ledger move, made by the desk. */
export interface Accounts {
  /** @throws {Conflict} account/exists @throws {Rejected} account/weak-password (under 10 characters) */
  create(
    account: Readonly<{ id: string; name: string; post: string; unit: string; roles: readonly Role[]; demo: boolean }>,
    password: string,
  ): Promise<Account>
  list(): Promise<readonly Account[]>
  get(id: string): Promise<Account | null>
  /** @throws {NotFound} account/unknown */
  update(
    id: string,
    change: Readonly<{ name?: string; post?: string; unit?: string; roles?: readonly Role[]; active?: boolean }>,
  ): Promise<Account>
  setPassword(id: string, password: string): Promise<void>
  /** Takes the same time whether or not the account exists. Null: wrong, unknown or inactive. */
  signIn(id: string, password: string, ttlMs: number): Promise<Session | null>
  /** Null: unknown, expired or signed out. */
  session(token: string): Promise<Readonly<{ account: Account; expiresAt: EpochMs }> | null>
  signOut(token: string): Promise<void>
  close(): Promise<void>
}
