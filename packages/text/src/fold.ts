import { fold as foldForSearch } from '@guanlan/domain'

const UNITS = 65_536
const SPACE = 0x20
const LINE_BREAK = 0x0a
const UNKNOWN = 0xfffd
const HIDDEN = 0

/** Invisible characters, and visible ones that fold to more or fewer units than they are or join what stands before them. */
const LONG_WAY = [
  [0xad, 0xad],
  [0x300, 0x36f], // marks: a + ̀ is à
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20ff], // rings and key caps around a character
  [0x2e80, 0x2fdf], // radicals that pass for characters: ⼯ is 工
  [0x3371, 0x33ff], // ㎞, ㎡
  [0xf900, 0xfaff],
  [0xfe00, 0xfe0e],
  [0xfeff, 0xfeff],
] as const
const isHidden = (unit: number) => LONG_WAY.some(([first, last]) => unit >= first && unit <= last)

/** 𝟏𝟐𝟑𝟐𝟖 and 𝐛: letters and digits of the mathematical block, all behind this first half. */
const MATHEMATICAL = 0xd835

function foldUnit(unit: number): number {
  if (isHidden(unit)) return HIDDEN
  if (unit === LINE_BREAK) return unit
  if (unit < SPACE || unit === 0x7f || unit === 0xa0 || unit === 0x3000) return SPACE
  if (unit >= 0x2460 && unit <= 0x2468) return unit - 0x2460 + 0x31
  const half = unit >= 0xff01 && unit <= 0xff5e ? unit - 0xfee0 : unit
  return half >= 0x41 && half <= 0x5a ? half + 32 : half
}

const FOLDED = Uint16Array.from({ length: UNITS }, (_, unit) => foldUnit(unit))
{
  const han = String.fromCharCode(...Array.from({ length: 0x9fff - 0x4e00 + 1 }, (_, at) => 0x4e00 + at))
  const { text, from, to } = foldForSearch(han)
  for (let i = 0; i < text.length; i++) {
    if (to[i]! - from[i]! === 1 && from[i] !== from[i + 1]) FOLDED[0x4e00 + from[i]!] = text.charCodeAt(i)
  }
}

/** What folding met, one bit each; none: the text is folded already. */
export const FOLD = {
  changed: 1, // some unit folded to another
  hidden: 2, // characters that need the long way
  repeated: 4, // a run of one character longer than LONGEST_RUN
} as const

/** 哈哈哈哈哈 says no more than 哈哈哈, nor ！！！！！ than ！！！. */
export const LONGEST_RUN = 3

/** 1 for units whose long runs say nothing; a run of letters, digits, blanks or masking stars may be a number, an address or a plate. */
const SHORTENS = Uint8Array.from({ length: UNITS }, (_, unit) =>
  unit <= SPACE || isAlphanumeric(unit) || unit === 0x2a || unit === 0xd7 || (unit >= 0xd800 && unit <= 0xdfff) ? 0 : 1,
)

/**
 * Folds `text` into `into`, one UTF-16 unit to one unit, so an offset in the folded text is an offset in the original:
 * lower case, half width, simplified, white space and controls to a space (line breaks stay), a lone surrogate to U+FFFD. Hidden characters
 * (zero width, direction marks, marks to be joined) become a space here, but are told: who must see through them folds the long way.
 * Returns bits of FOLD.
 */
export function fold(text: string, into: Uint16Array): number {
  let outcome = 0
  let last = 0
  let run = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    let folded = FOLDED[unit]!
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const next = unit <= 0xdbff ? text.charCodeAt(i + 1) : 0
      if (next >= 0xdc00 && next <= 0xdfff) {
        if (unit === MATHEMATICAL) outcome |= FOLD.hidden
        into[i] = unit
        into[++i] = next
        last = 0
        continue
      }
      folded = UNKNOWN
    } else if (folded === HIDDEN) {
      outcome |= FOLD.hidden
      folded = SPACE
    }
    if (folded !== unit) outcome |= FOLD.changed
    if (folded !== last) {
      last = folded
      run = 1
    } else if (++run > LONGEST_RUN && SHORTENS[folded] === 1) outcome |= FOLD.repeated
    into[i] = folded
  }
  return outcome
}

/**
 * Shortens runs of one character to LONGEST_RUN in place. `from` and `to` receive, for every unit left, the range of units it
 * stands for: the last of a run stands for all that follow it. Returns the new length.
 */
export function shortenRuns(units: Uint16Array, length: number, from: Uint32Array, to: Uint32Array): number {
  let size = 0
  let run = 0
  for (let i = 0; i < length; i++) {
    const unit = units[i]!
    run = size > 0 && unit === units[size - 1] ? run + 1 : 1
    if (run > LONGEST_RUN && SHORTENS[unit] === 1) {
      to[size - 1] = i + 1
      continue
    }
    units[size] = unit
    from[size] = i
    to[size++] = i + 1
  }
  return size
}

/** Whether a unit is a Han character of the basic block or extension A. */
export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf)
}

/** Whether a folded unit is a letter or digit of ASCII. */
export function isAlphanumeric(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)
}

/** Whether a folded unit is a space or a line break. */
export function isBlank(unit: number): boolean {
  return unit === SPACE || unit === LINE_BREAK
}
