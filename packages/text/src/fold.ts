const UNITS = 65_536
const SPACE = 0x20
const UNKNOWN = 0xfffd

/** Hidden units carry no meaning and would tear a word apart for the segmenter: soft hyphen, zero width, direction marks, BOM. */
const isHidden = (unit: number) =>
  unit === 0xad || (unit >= 0x200b && unit <= 0x200f) || (unit >= 0x202a && unit <= 0x202e) || unit === 0xfeff

function foldUnit(unit: number): number {
  if (unit < SPACE || unit === 0x7f || unit === 0xa0 || unit === 0x3000 || isHidden(unit)) return SPACE
  if (unit >= 0x41 && unit <= 0x5a) return unit + 32
  if (unit >= 0xff21 && unit <= 0xff3a) return unit - 0xff21 + 0x61
  if (unit >= 0xff41 && unit <= 0xff5a) return unit - 0xff41 + 0x61
  if (unit >= 0xff10 && unit <= 0xff19) return unit - 0xff10 + 0x30
  return unit
}

const FOLDED = Uint16Array.from({ length: UNITS }, (_, unit) => foldUnit(unit))

/**
 * Folds `text` into `into`, one UTF-16 unit to one unit, so an offset in the folded text is an offset in the original:
 * lower case, half-width letters and digits, white space and controls to a space, a lone surrogate to U+FFFD.
 * @returns whether the folded text differs from the original
 */
export function fold(text: string, into: Uint16Array): boolean {
  let changed = false
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
    }
    if (folded !== unit) changed = true
    into[i] = folded
  }
  return changed
}

/** Whether a unit is a Han character of the basic block or extension A. */
export function isHan(unit: number): boolean {
  return (unit >= 0x4e00 && unit <= 0x9fff) || (unit >= 0x3400 && unit <= 0x4dbf)
}

/** Whether a folded unit is a letter or digit of ASCII. */
export function isAlphanumeric(unit: number): boolean {
  return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)
}
