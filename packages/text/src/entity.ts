import type { Entity, EntityKind, EpochMs } from '@guanlan/domain'
import { type Document, spanOf, standsAlone } from './document.ts'
import { amountAfter, amountAt, peopleAt } from './entity-count.ts'
import { distantDate, wordDate, writtenDates } from './entity-date.ts'
import { namedBy } from './entity-name.ts'
import { entityPatterns, type Role, type TableLink } from './entity-pattern.ts'
import type { GazetteerEntry } from './gazetteer.ts'
import { matcher } from './matcher.ts'
import { findNumbered } from './numbered.ts'
import { type PlainWords, readPlainWords } from './plain-words.ts'
import { withRegion } from './region.ts'

const MOST_ENTITIES = 60

/** What was found at [from, to) of the folded text. A `sure` one (of the table) gives way to nothing. */
type Found = Readonly<{
  kind: EntityKind
  name: string | null // null: as it stands
  id: string | null
  value: number | null
  from: number
  to: number
  sure: boolean
}>

/**
 * Finds what is named in a text, in order of place, at most 60. `now` (when the mention was seen) is what 昨天 and 12月1日 are
 * reckoned from. A name of the table may stand inside a longer one found by shape; otherwise no two overlap.
 */
export type EntityFinder = (document: Document, now: EpochMs) => readonly Entity[]

/** A name of two characters must be a word of its own; a longer one only must not be torn out of letters or digits. */
function bounded(document: Document, from: number, to: number): boolean {
  const { boundaries } = document
  return standsAlone(document, from, to) && (to - from > 2 || (boundaries[from] === 1 && boundaries[to] === 1))
}

const plain = (kind: EntityKind, from: number, to: number, value: number | null = null): Found => {
  return { kind, name: null, id: null, value, from, to, sure: false }
}

/** Adds what was found unless something there is as good; a longer shape takes in the shapes inside it. */
function add(all: Found[], one: Found): boolean {
  const takesIn = one.sure || one.kind === 'organisation' || one.kind === 'station'
  let inner = 0
  for (const other of all) {
    if (other.to <= one.from || one.to <= other.from) continue
    const inside = one.from <= other.from && other.to <= one.to && other.to - other.from < one.to - one.from
    if (!inside || (one.kind === other.kind ? other.sure : !takesIn)) return false
    if (!other.sure) inner++
  }
  if (inner > 0) {
    const kept = all.filter(other => other.sure || other.to <= one.from || one.to <= other.from)
    all.splice(0, all.length, ...kept)
  }
  all.push(one)
  return true
}

const NEVER_DAY = '每第一二两三四五六七八九十几个'

/** What the words at [from, to) of a pattern with this role come to; null for nothing. */
function read(
  document: Document,
  role: Role,
  from: number,
  to: number,
  now: EpochMs,
  all: readonly Found[],
  plainWords: PlainWords,
): Found | null {
  const { folded } = document
  switch (role.kind) {
    case 'table':
      return bounded(document, from, to)
        ? { kind: role.link.kind, name: role.link.name, id: role.link.id, value: null, from, to, sure: true }
        : null
    case 'agency':
      return bounded(document, from, to) ? plain('organisation', withRegion(document, from, all, plainWords), to) : null
    case 'platform':
      return bounded(document, from, to) ? { ...plain('organisation', from, to), name: role.name } : null
    case 'road':
      return document.boundaries[from] === 1 ? plain('road', from, to) : null
    case 'end': {
      const named = namedBy(role.end, document, from, to, plainWords)
      return named === null ? null : plain(named.kind, named.from, named.to)
    }
    case 'day': {
      if (!standsAlone(document, from, to) || NEVER_DAY.includes(folded[from - 1] ?? '。')) return null
      const date = wordDate(folded, role.day, from, now)
      return plain('date', date.from, date.to, date.value)
    }
    case 'distance': {
      const date = distantDate(folded, role.unit, role.ahead, from, to, now)
      return date === null ? null : plain('date', date.from, date.to, date.value)
    }
    case 'money': {
      const amount = amountAt(folded, role.unit, from, to)
      return amount === null ? null : plain('amount', amount.from, amount.to, amount.value)
    }
    case 'money-sign': {
      const amount = amountAfter(folded, from, to)
      return amount === null ? null : plain('amount', amount.from, amount.to, amount.value)
    }
    case 'people': {
      const people = peopleAt(folded, role.unit, from, to)
      return people === null ? null : plain('people', people.from, people.to, people.value)
    }
    case 'nothing':
      return null
  }
}

function hasDigit(units: Uint16Array, length: number): boolean {
  for (let i = 0; i < length; i++) {
    const unit = units[i]!
    if (unit >= 0x30 && unit <= 0x39) return true
  }
  return false
}

/** What has a figure in it: codes first, then dates. */
function figures(
  document: Document,
  links: ReadonlyMap<string, TableLink>,
  all: Found[],
  digits: boolean,
  wholePlates: boolean,
): void {
  for (const { kind, name, from, to } of findNumbered(document.folded, digits, wholePlates)) {
    const link = links.get(`${kind}:${name}`)
    all.push({ kind, name: link?.name ?? name, id: link?.id ?? null, value: null, from, to, sure: false })
  }
}

const WRITTEN_DATE = /[\d一二三四五六七八九十〇][年月日号]|20\d\d[-/.]/

/**
 * Builds a finder on the bureau's own table of names; the table's spelling wins over what is known or found by shape.
 * @param wholePlates texts had every private plate masked, so one that stands whole is an operating vehicle's and is told whole
 */
export function entityFinder(gazetteer: readonly GazetteerEntry[], wholePlates = false): EntityFinder {
  const { patterns, roles, links } = entityPatterns(gazetteer)
  const find = matcher(patterns)
  const plainWords = readPlainWords()
  return (document, now) => {
    const { folded, units, length } = document
    const all: Found[] = []
    const digits = hasDigit(units, length)
    figures(document, links, all, digits, wholePlates)
    let coveredTo = 0
    for (const { pattern, from, to } of find(units, length)) {
      if (to <= coveredTo || all.length >= MOST_ENTITIES) continue
      const found = read(document, roles[pattern]!, from, to, now, all, plainWords)
      if (found !== null && add(all, found)) coveredTo = Math.max(coveredTo, found.to)
    }
    if (WRITTEN_DATE.test(folded)) {
      for (const { from, to, value } of writtenDates(folded, now)) add(all, plain('date', from, to, value))
    }
    if (all.length === 0) return []
    all.sort((a, b) => a.from - b.from || b.to - a.to)
    return all.slice(0, MOST_ENTITIES).map(({ kind, name, id, value, from, to }) => ({
      kind,
      name: name ?? folded.slice(from, to).toUpperCase(),
      id,
      value,
      span: spanOf(document, from, to),
    }))
  }
}
