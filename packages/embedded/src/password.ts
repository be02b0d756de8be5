import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

/** scrypt (RFC 7914) at 32 MiB and about 80 ms a guess: what a desk PC bears with four people signing in at once. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const satisfies ScryptOptions
const SALT_BYTES = 16
const HASH_BYTES = 32

/** A password as kept: scrypt hash and salt. */
export type PasswordHash = Readonly<{ salt: Uint8Array; hash: Uint8Array }>

/** What unknown accounts are checked against, so that they take as long as known ones. */
const NOBODY: PasswordHash = { salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) }

/** Hashes a password off the main thread. */
export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(SALT_BYTES)
  return { salt, hash: await derive(password, salt) }
}

/** Whether the password fits; the same work and a false for null. */
export async function passwordFits(password: string, kept: PasswordHash | null): Promise<boolean> {
  const { salt, hash } = kept ?? NOBODY
  const same = timingSafeEqual(await derive(password, salt), hash)
  return same && kept !== null
}

/** NFKC first: the same keys pressed in another input method must give the same password. */
function derive(password: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
