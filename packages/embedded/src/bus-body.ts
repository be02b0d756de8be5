import { type Json, Rejected } from '@guanlan/domain'

const LONGEST_BODY_BYTES = 4 * 1024 * 1024
const DEEPEST_BODY = 64

/** A body as JSON; `whole` when reading that back would give an equal value: nothing left out, nothing turned into something else. */
export type Encoded = Readonly<{ text: string; whole: boolean }>

/** @throws {Rejected} bus/too-large over 4 MiB of JSON or nested deeper than 64: what one message may cost every reader */
export function encode(body: Json): Encoded {
  const whole = isWhole(body, DEEPEST_BODY)
  const text = JSON.stringify(body)
  if (text.length > LONGEST_BODY_BYTES / 3 && Buffer.byteLength(text) > LONGEST_BODY_BYTES) {
    throw new Rejected('bus/too-large', { detail: `${Buffer.byteLength(text)} bytes` })
  }
  return { text, whole }
}

/** Types promise Json, casts do not keep that promise: `undefined`, dates and the like change on the way through text. */
function isWhole(value: unknown, levels: number): boolean {
  if (typeof value !== 'object') return typeof value === 'number' ? isPlainNumber(value) : isPlain(value)
  if (value === null) return true
  if (levels === 0) throw new Rejected('bus/too-large', { detail: `nested over ${DEEPEST_BODY}` })
  let whole = true
  if (Array.isArray(value)) {
    for (const member of value) whole = isWhole(member, levels - 1) && whole
    return whole
  }
  for (const key in value) whole = isWhole((value as Record<string, unknown>)[key], levels - 1) && whole
  return whole && Object.getPrototypeOf(value) === Object.prototype
}

const isPlain = (value: unknown) => typeof value === 'string' || typeof value === 'boolean'

const isPlainNumber = (value: number) => Number.isFinite(value) && !Object.is(value, -0)
