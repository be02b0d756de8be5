import { SIMPLIFIED, TRADITIONAL } from './traditional.generated.ts'

/** Text as the search sees it, with the way back to the original. */
export type Folded = Readonly<{
  text: string // NFKC, lower case, simplified; nothing that is invisible
  from: Uint32Array // per UTF-16 unit of `text`: where its source begins in the original
  to: Uint32Array // per UTF-16 unit of `text`: where its source ends in the original, exclusive
}>

const simplified = new Map<string, string>()
{
  const to = [...SIMPLIFIED]
  for (const [n, character] of [...TRADITIONAL].entries()) simplified.set(character, to[n]!)
}

/**
 * What a plain unit folds to, itself or one other: characters whose folding depends on nothing but a mark after them.
 * They are nearly all of what we read. 0 for the rest, which takes the long way.
 */
const plain = new Uint16Array(0x10000)
const PLAIN_RANGES = [
  [0x0a, 0x0a],
  [0x20, 0x7e],
  [0x2014, 0x2014], // —
  [0x2018, 0x2019],
  [0x201c, 0x201d],
  [0x3001, 0x3002], // 、。
  [0x3008, 0x3011], // 《》「」【】
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
] as const
for (const [first, last] of PLAIN_RANGES) for (let unit = first; unit <= last; unit++) plain[unit] = unit
for (let unit = 0x41; unit <= 0x5a; unit++) plain[unit] = unit + 0x20
for (let unit = 0xff01; unit <= 0xff5e; unit++) plain[unit] = plain[unit - 0xfee0]!
for (const [a, b] of simplified) if (a.length === 1) plain[a.charCodeAt(0)] = b.length === 1 ? b.charCodeAt(0) : 0

// A ring or a key cap around a character counts as invisible: it says nothing, and would hide the character.
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Me}]/u
const MARK = /[\p{M}\uff9e\uff9f]/u // the half-width kana voice marks become marks under NFKC
const HANGUL = /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]/
const HAN = /\p{Script=Han}/u
const KEEPS_MARKS = /[\p{L}\p{N}\p{M}]/u
const SURROGATE = /^[\ud800-\udfff]$/

/** A base with its marks (or a run of Hangul, whose letters compose) in one piece: NFKC never reaches across pieces. */
function foldPiece(piece: string): string {
  let out = ''
  let base = ''
  for (const character of piece.normalize('NFKC').toLowerCase().normalize('NFKC')) {
    if (INVISIBLE.test(character)) continue
    if (SURROGATE.test(character)) {
      out += ' '
      base = ''
    } else if (MARK.test(character)) {
      // A mark on an ideograph or on nothing carries no meaning and would hide the word.
      if (base === '' || HAN.test(base)) continue
      out += character === '\u0345' ? 'ι' : character
    } else {
      out += character === 'ς' ? 'σ' : (simplified.get(character) ?? character)
      base = KEEPS_MARKS.test(character) ? character : ''
    }
  }
  return out
}

/** Pieces repeat (full-width digits and marks mostly), so their folding is remembered, within bounds. */
const remembered = new Map<string, string>()
function foldedPiece(piece: string): string {
  const known = remembered.get(piece)
  if (known !== undefined) return known
  const folded = foldPiece(piece)
  if (piece.length <= 2) {
    if (remembered.size >= 10_000) remembered.clear()
    remembered.set(piece, folded)
  }
  return folded
}

/** Reads one piece from `at`: what it says without invisible characters, and where its last visible one ends. */
function pieceAt(original: string, at: number): { piece: string; end: number } {
  let piece = ''
  let end = at
  let hangul = false
  for (let next = at; next < original.length; ) {
    const character = String.fromCodePoint(original.codePointAt(next)!)
    next += character.length
    if (INVISIBLE.test(character)) {
      if (piece === '') return { piece, end: next }
      continue
    }
    if (piece === '') hangul = HANGUL.test(character)
    else if (!MARK.test(character) && !(hangul && HANGUL.test(character))) break
    piece += character
    end = next
  }
  return { piece, end }
}

/**
 * Folds text for searching: NFKC, lower case, traditional to simplified, invisible characters dropped, lone surrogates
 * to a space. Control characters stay and separate. Every unit of the result knows the units of the original it came from.
 */
export function fold(original: string): Folded {
  const length = original.length
  let room = length + 16
  let units = new Uint16Array(room)
  let from = new Uint32Array(room)
  let to = new Uint32Array(room)
  let size = 0
  const grow = () => {
    room = room * 2 + 64
    const [a, b, c] = [new Uint16Array(room), new Uint32Array(room), new Uint32Array(room)]
    a.set(units)
    b.set(from)
    c.set(to)
    ;[units, from, to] = [a, b, c]
  }
  let at = 0
  while (at < length) {
    const folded = plain[original.charCodeAt(at)]!
    if (folded !== 0 && (at + 1 === length || plain[original.charCodeAt(at + 1)] !== 0)) {
      if (size === room) grow()
      units[size] = folded
      from[size] = at
      to[size++] = ++at
      continue
    }
    const { piece, end } = pieceAt(original, at)
    const long = piece === '' ? '' : foldedPiece(piece)
    for (let n = 0; n < long.length; n++) {
      if (size === room) grow()
      units[size] = long.charCodeAt(n)
      from[size] = at
      to[size++] = end
    }
    at = end
  }
  return { text: decode(units, size), from: from.subarray(0, size), to: to.subarray(0, size) }
}

const CHUNK = 8192
function decode(units: Uint16Array, size: number): string {
  let out = ''
  for (let at = 0; at < size; at += CHUNK) {
    const chunk = units.subarray(at, Math.min(at + CHUNK, size))
    out += Reflect.apply(String.fromCharCode, null, chunk) // spreading a typed array walks its iterator
  }
  return out
}
