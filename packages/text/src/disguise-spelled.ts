import { MOST_TRIED, readsAs, text, type Undisguised } from './disguise-reading.ts'
import { IN_RUN, ROLE, roles } from './disguise-roles.ts'
import { SPELLINGS } from './disguise-words.ts'
import type { Document } from './document.ts'
import { isHan } from './fold.ts'
import { LOOK_ALIKES } from './look-alike.ts'
import { matcher } from './matcher.ts'
import { TONED } from './pinyin.ts'

const findSpelled = matcher(SPELLINGS.map(({ written }) => written))

/** Runs of letters and digits worth a look: bayun is the shortest word in letters alone, a number has five digits. */
const LEAST_LETTERS = 5
const NUMBER = 5
const LONGEST_RUN = 14

/** Letters without their tones, look-alikes as what they pass for, everything else as it is. */
const plainLetters = Uint16Array.from({ length: 65_536 }, (_, unit) => TONED.get(unit) ?? LOOK_ALIKES.get(unit) ?? unit)
/** How much of a word in letters can stand in characters before or behind them. */
const BESIDE = 3
const window = new Uint16Array(LONGEST_RUN + 2 * BESIDE)

/** Whether the run of letters and digits [from, to) may be part of a word worth hiding. */
function worthReading({ units, length }: Document, from: number, to: number, seen: number): boolean {
  if (to - from > LONGEST_RUN) return false
  if ((seen & ROLE.alike) !== 0) return true
  if ((seen & ROLE.digit) !== 0) return to - from === NUMBER && (seen & ROLE.letter) !== 0
  if (to - from >= LEAST_LETTERS) return true
  return (
    (from > 0 && (roles[units[from - 1]!]! & ROLE.risk) !== 0) ||
    (to < length && (roles[units[to]!]! & ROLE.risk) !== 0)
  )
}

/** Looks for spelled words that take in the whole run [from, to), with the characters beside it. */
function readRun(document: Document, from: number, to: number, found: Undisguised[]): void {
  const { units, length } = document
  const begin = Math.max(0, from - BESIDE)
  const end = Math.min(length, to + BESIDE)
  for (let i = begin; i < end; i++) window[i - begin] = plainLetters[units[i]!]!
  for (const hit of findSpelled(window, end - begin)) {
    const first = begin + hit.from
    const last = begin + hit.to
    if (first > from || last < to) continue
    const { written, meant } = SPELLINGS[hit.pattern]!
    if (written === meant && text(units, first, last) === meant) continue
    const han = isHan(meant.charCodeAt(0))
    if (han && !readsAs(document, first, last, meant)) continue
    let alike = false
    for (let i = first; i < last; i++) if ((roles[units[i]!]! & ROLE.alike) !== 0) alike = true
    found.push({ kind: alike || !han ? 'homoglyph' : 'pinyin', from: first, to: last, meant })
    return
  }
}

/** Words with letters in the place of a character, and Latin words and numbers with letters of another script in them. */
export function spelled(document: Document, found: Undisguised[]): void {
  const { units, length } = document
  let tried = 0
  for (let from = 0; from < length; from++) {
    let seen = roles[units[from]!]!
    if ((seen & IN_RUN) === 0) continue
    let to = from + 1
    for (; to < length && (roles[units[to]!]! & IN_RUN) !== 0; to++) seen |= roles[units[to]!]!
    if (worthReading(document, from, to, seen)) {
      if (++tried > MOST_TRIED) return
      readRun(document, from, to, found)
    }
    from = to
  }
}
