import type { EntityKind } from '@guanlan/domain'
import { MONEY_UNITS, PEOPLE_UNITS } from './entity-count.ts'
import { DAY_WORDS, type DayWord } from './entity-day.ts'
import { NAME_ENDS, type NameEnd } from './entity-words.ts'
import { AGENCIES, COMMON_ROADS, type GazetteerEntry, RIDE_AND_FREIGHT_FIRMS } from './gazetteer.ts'

/** The entry of the bureau's table behind a name or an alias. */
export type TableLink = Readonly<{ kind: EntityKind; name: string; id: string | null }>

/** What the words of a pattern may be: a name, the end of one, or what a number counts. */
export type Role =
  | Readonly<{ kind: 'table'; link: TableLink }>
  | Readonly<{ kind: 'agency' }>
  | Readonly<{ kind: 'platform'; name: string }>
  | Readonly<{ kind: 'road' }>
  | Readonly<{ kind: 'end'; end: NameEnd }>
  | Readonly<{ kind: 'day'; day: DayWord }>
  | Readonly<{ kind: 'distance'; unit: string; ahead: boolean }>
  | Readonly<{ kind: 'money'; unit: string }>
  | Readonly<{ kind: 'money-sign' }>
  | Readonly<{ kind: 'people'; unit: string }>
  | Readonly<{ kind: 'nothing' }>

/** Every pattern that the finder looks for with its role, and the table by `kind:name` for what is found by number. */
export type EntityPatterns = Readonly<{
  patterns: readonly string[]
  roles: readonly Role[]
  links: ReadonlyMap<string, TableLink>
}>

/** A bare line number is found by shape, where its context is looked at: 3路 must not match in 3路由器. */
const BARE_LINE = /^\w{1,3}路$/
const DISTANCES = '天 周 个星期 星期 个礼拜 个月 年'.split(' ')

function* known(): Generator<readonly [string, Role]> {
  for (const name of AGENCIES) yield [name, { kind: 'agency' }]
  for (const { name, aliases } of RIDE_AND_FREIGHT_FIRMS) {
    for (const pattern of [name, ...aliases]) yield [pattern, { kind: 'platform', name }]
  }
  for (const name of COMMON_ROADS) yield [name, { kind: 'road' }]
  for (const day of DAY_WORDS) yield [day.word, { kind: 'day', day }]
  for (const unit of DISTANCES) {
    for (const way of ['前', '以前', '之前']) yield [unit + way, { kind: 'distance', unit, ahead: false }]
    for (const way of ['后', '以后', '之后']) yield [unit + way, { kind: 'distance', unit, ahead: true }]
  }
  for (const unit of Object.keys(MONEY_UNITS)) yield [unit, { kind: 'money', unit }]
  for (const sign of ['￥', '¥']) yield [sign, { kind: 'money-sign' }]
  for (const unit of PEOPLE_UNITS) yield [unit, { kind: 'people', unit }]
  for (const [end, written] of Object.entries(NAME_ENDS) as [NameEnd, string][]) {
    for (const pattern of written.split(' ')) yield [pattern, { kind: 'end', end }]
  }
}

/** Puts the bureau's table before what is known of every city: of two equal patterns the first wins. */
export function entityPatterns(gazetteer: readonly GazetteerEntry[]): EntityPatterns {
  const patterns: string[] = []
  const roles: Role[] = []
  const links = new Map<string, TableLink>()
  for (const { kind, name, aliases = [], id = null } of gazetteer) {
    const link = { kind, name, id }
    for (const pattern of [name, ...aliases]) {
      const key = `${kind}:${pattern.toUpperCase()}`
      if (!links.has(key)) links.set(key, link)
      if (BARE_LINE.test(pattern)) continue
      patterns.push(pattern)
      roles.push({ kind: 'table', link })
    }
  }
  for (const [pattern, role] of known()) {
    patterns.push(pattern)
    roles.push(role)
  }
  return { patterns, roles, links }
}
