import { type Account, Rejected, ROLES } from '@guanlan/domain'

const SHORTEST_PASSWORD = 10
const LONGEST_NAME = 40

/** The account, when it is one. @throws {Rejected} account/bad-id, account/bad-name, account/bad-role */
export function checkedAccount(given: Account): Account {
  const { id, name, roles } = given
  if (!/^[a-z0-9._-]{2,32}$/.test(id)) throw new Rejected('account/bad-id', { detail: id.slice(0, 40) })
  if (name.trim() === '' || name.length > LONGEST_NAME) throw new Rejected('account/bad-name', { detail: id })
  const known: readonly string[] = ROLES
  const stranger = roles.find(role => !known.includes(role))
  if (stranger !== undefined) throw new Rejected('account/bad-role', { detail: String(stranger) })
  return given
}

/** Length alone is asked for (NIST SP 800-63B: no composition rules), in characters. @throws {Rejected} account/weak-password */
export function strongPassword(password: string): string {
  if ([...password].length < SHORTEST_PASSWORD) throw new Rejected('account/weak-password')
  return password
}
