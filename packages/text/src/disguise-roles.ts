import { HIDDEN_WORDS } from './disguise-words.ts'
import { LOOK_ALIKES } from './look-alike.ts'
import { TONED } from './pinyin.ts'

/** How many units between two characters of one word are a gap; an emoji with its joiners is up to eight. */
const LONGEST_GAP = 10
const LONGEST_EMOTICON = 8

/** What a unit can be in a disguise, one bit each: a character of a word worth hiding, what may stand between two of them, … */
export const ROLE = { risk: 1, gap: 2, letter: 4, alike: 8, digit: 16 } as const
/** What runs of letters and digits are made of. */
export const IN_RUN = ROLE.letter | ROLE.alike | ROLE.digit

const OPEN = 0x5b
const CLOSE = 0x5d

/** The roles of every unit. Marks that end or divide a sentence are no gap: 罢，运 are two clauses. */
export const roles = new Uint8Array(65_536)
for (const mark of ' *#~^_-+=|/\\.·•‧∙●○◆◇■□★☆※→←↑↓♥♡♪♫…—＿×✕✖✗°`\'"@&%$') roles[mark.charCodeAt(0)] = ROLE.gap
for (let unit = 0x2190; unit <= 0x27bf; unit++) roles[unit] = ROLE.gap
for (let unit = 0xd800; unit <= 0xdfff; unit++) roles[unit] = ROLE.gap
roles[0xfe0f] = ROLE.gap
roles[OPEN] = ROLE.gap
for (let unit = 0x61; unit <= 0x7a; unit++) roles[unit] = ROLE.letter
for (let unit = 0x30; unit <= 0x39; unit++) roles[unit] = ROLE.digit
for (const unit of TONED.keys()) roles[unit] = ROLE.letter
for (const unit of LOOK_ALIKES.keys()) roles[unit] = ROLE.alike

/** Two characters that follow each other in a word worth hiding. */
const neighbours = new Set<number>()
const neighbourKey = (a: number, b: number) => a * 65_536 + b
for (const word of HIDDEN_WORDS) {
  for (let i = 0; i < word.length; i++) {
    roles[word.charCodeAt(i)]! |= ROLE.risk
    if (i > 0) neighbours.add(neighbourKey(word.charCodeAt(i - 1), word.charCodeAt(i)))
  }
}

/** Where a gap that begins at `from`, behind a character of a hidden word, ends before the next character of it; else `from`. */
export function gapEnd(units: Uint16Array, from: number, length: number): number {
  let to = from
  while (to < length && to - from <= LONGEST_GAP) {
    if (units[to] === OPEN) {
      let close = to + 1
      while (close < length && close - to <= LONGEST_EMOTICON && units[close] !== CLOSE) close++
      if (units[close] !== CLOSE) return from
      to = close + 1
    } else if ((roles[units[to]!]! & ROLE.gap) !== 0) to++
    else break
  }
  if (to === from || to >= length) return from
  return neighbours.has(neighbourKey(units[from - 1]!, units[to]!)) ? to : from
}
