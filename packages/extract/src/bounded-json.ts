import { Rejected } from '@guanlan/domain'
import { stringEnd } from './whole-json.ts'

const DEEPEST = 64
/** UTF-16 units; JSON beyond it is refused before it is parsed. */
const LONGEST = 20_000_000

/** A whole number of sixteen digits or more: a JavaScript number may not hold it. */
const LONG_NUMBER = /[:[,\s]-?\d{16}/

/** TypeScript does not know yet that a reviver is given the source text of a number. */
type Reviver = (key: string, value: unknown, context?: Readonly<{ source?: string }>) => unknown

/** Whole numbers that were rounded stand as the text they were written in. */
const exact: Reviver = (_key, value, context) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context!.source
    : value

/**
 * JSON of strangers: size and depth are checked before the parser sees it, so a bomb costs one pass over its text. Whole numbers
 * beyond 2^53, as many ids are, come as text and unrounded.
 * @throws {Rejected} 'extract/too-large', 'extract/too-deep' (more than 64 levels), 'extract/not-json'
 */
export function boundedJson(text: string): unknown {
  if (text.length > LONGEST) throw new Rejected('extract/too-large', { detail: `${text.length}` })
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x22) i = stringEnd(text, i)
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) throw new Rejected('extract/too-deep', { detail: `${DEEPEST}` })
    } else if (code === 0x5d || code === 0x7d) depth--
  }
  try {
    return LONG_NUMBER.test(text) ? JSON.parse(text, exact as Parameters<typeof JSON.parse>[1]) : JSON.parse(text)
  } catch (cause) {
    throw new Rejected('extract/not-json', { cause })
  }
}

/** A member of an object of strangers; undefined when there is none or the value is no object. */
export function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

/** A string, or a number written as one; null for anything else and for ''. */
export function asText(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

/** A count ≥ 0, also from `1.2万` and `100万+`; null for anything else. */
export function asCount(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? Math.round(value) : null
  const parts = typeof value === 'string' ? /^(\d+(?:\.\d+)?)\s*([万亿]?)\+?$/.exec(value.trim()) : null
  return parts === null ? null : Math.round(Number(parts[1]) * (parts[2] === '万' ? 1e4 : parts[2] === '亿' ? 1e8 : 1))
}
