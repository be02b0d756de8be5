import { findPlain, MOST_TRIED, plainWord, readsAs, type Undisguised } from './disguise-reading.ts'
import { gapEnd, ROLE, roles } from './disguise-roles.ts'
import { isGuarded } from './disguise-words.ts'
import { type Document, LONGEST_ANALYSED } from './document.ts'
import { isHan } from './fold.ts'

const SPACE = 0x20

const joined = new Uint16Array(LONGEST_ANALYSED)
const places = new Int32Array(LONGEST_ANALYSED + 1)

/**
 * Whether spaces alone pull the word at [from, to) of the joined text apart as layout does: between whole words (暗箱 操作), or as part
 * of a line that is spaced out, as headings are.
 */
function isLayout({ units, length }: Document, from: number, to: number, meant: string): boolean {
  let single = false
  let part = 1
  for (let i = from + 1; i < to; i++) {
    for (let at = places[i - 1]! + 1; at < places[i]!; at++) if (units[at] !== SPACE) return false
    if (places[i]! === places[i - 1]! + 1) part++
    else {
      single ||= part === 1
      part = 1
    }
  }
  if (!single && part > 1) return true
  if (isGuarded(meant)) return false
  const begin = places[from]!
  const end = places[to - 1]! + 1
  const before = begin > 1 && units[begin - 1] === SPACE && isHan(units[begin - 2]!)
  return before || (end + 1 < length && units[end] === SPACE && isHan(units[end + 1]!))
}

/** Words with spaces, signs or emoji between their characters. */
export function split(document: Document, found: Undisguised[]): void {
  const { units, length } = document
  let size = 0
  for (let i = 0; i < length; ) {
    const to = i > 0 && (roles[units[i - 1]!]! & ROLE.risk) !== 0 ? gapEnd(units, i, length) : i
    if (to > i) i = to
    else {
      places[size] = i
      joined[size++] = units[i++]!
    }
  }
  let tried = 0
  let coveredTo = 0
  for (const { pattern, from, to } of findPlain(joined, size)) {
    const begin = places[from]!
    const end = places[to - 1]! + 1
    if (begin < coveredTo || end - begin === to - from) continue
    const meant = plainWord(pattern)
    if (meant === undefined) {
      coveredTo = end
      continue
    }
    if (++tried > MOST_TRIED) return
    if (isLayout(document, from, to, meant)) continue
    if (!readsAs(document, begin, end, meant)) continue
    found.push({ kind: 'split', from: begin, to: end, meant })
    coveredTo = end
  }
}
