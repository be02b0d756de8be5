import { fold as foldForSearch } from '@guanlan/domain'

const UNITS = 65_536
const SPACE = 0x20
const LINE_BREAK = 0x0a
const UNKNOWN = 0xfffd
const HIDDEN = 0

const isHidden = (unit: number) =>
  unit === 0xad ||
  (unit >= 0x200b && unit <= 0x200f) ||
  (unit >= 0x202a && unit <= 0x202e) ||
  (unit >= 0x2060 && unit <= 0x206f) ||
  (unit >= 0xfe00 && unit <= 0xfe0e) ||
  unit === 0xfeff

function foldUnit(unit: number): number {
  if (isHidden(unit)) return HIDDEN
  if (unit === LINE_BREAK) return unit
  if (unit < SPACE || unit === 0x7f || unit === 0xa0 || unit === 0x3000) return SPACE
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

/** What folding met: `plain` text unchanged, `folded` text of the same length, `hidden` characters that need the long way. */
export type FoldOutcome = 'plain' | 'folded' | 'hidden'

/**
 * Folds `text` into `into`, one UTF-16 unit to one unit, so an offset in the folded text is an offset in the original:
 * lower case, half width, simplified, white space and controls to a space (line breaks stay), a lone surrogate to U+FFFD. Hidden characters
 * (zero width, direction marks) become a space here, but are told: who must see through them folds the long way.
 */
export function fold(text: string, into: Uint16Array): FoldOutcome {
  let outcome: FoldOutcome = 'plain'
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    let folded = FOLDED[unit]!
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const next = unit <= 0xdbff ? text.charCodeAt(i + 1) : 0
      if (next >= 0xdc00 && next <= 0xdfff) {
        into[i] = unit
        into[++i] = next
        continue
      }
      folded = UNKNOWN
    } else if (folded === HIDDEN) {
      outcome = 'hidden'
      folded = SPACE
    }
    if (folded !== unit && outcome === 'plain') outcome = 'folded'
    into[i] = folded
  }
  return outcome
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
