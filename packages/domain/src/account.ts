/**
 * What a person may do. `officer` watches and drafts, `reviewer` reviews and judges, `secrecy` does the 保密审查,
 * `signer` is a 分管局领导 or higher and signs, `analyst` searches and keeps watches, `admin` keeps accounts and settings.
 */
export const ROLES = ['officer', 'reviewer', 'secrecy', 'signer', 'analyst', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** What each role is called on screen. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  officer: '值班员',
  reviewer: '审核人',
  secrecy: '保密审查员',
  signer: '签发人',
  analyst: '分析员',
  admin: '管理员',
}

/** A person who works with the house. Accounts of the demo are refused on any address but this machine's own. */
export type Account = Readonly<{
  id: string // log-in name: 2–32 of a–z 0–9 . - _
  name: string // real name, shown beside every move
  post: string // 职务
  unit: string // 单位
  roles: readonly Role[]
  active: boolean
  demo: boolean
}>

/** Who made a move: a person by account, or a part of the machine by name. */
export type Actor = Readonly<{ kind: 'person' | 'machine'; id: string; name: string; post: string }>

/** The actor of an account. */
export function person(account: Account): Actor {
  return { kind: 'person', id: account.id, name: account.name, post: account.post }
}

/** The machine as an actor: it may suggest, raise and remind; it never confirms, signs or closes. */
export function machine(part: string): Actor {
  return { kind: 'machine', id: part, name: '系统', post: '' }
}
