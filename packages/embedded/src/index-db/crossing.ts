import { Conflict, NotFound, Rejected, Unavailable } from '@guanlan/domain'

/** A failure as it crosses from a thread: a class does not survive the crossing, its name does. */
export type Crossing = Readonly<{
  name: string
  code: string | null
  detail: string | null
  message: string
  stack: string
}>

const CLASSES = { Rejected, Unavailable, NotFound, Conflict } as const
const isKnown = (name: string): name is keyof typeof CLASSES => Object.hasOwn(CLASSES, name)

/** SQLite's primary codes for a store that is away for now: busy, locked, read only, I/O, full, cannot open. */
const AWAY = new Set([5, 6, 8, 10, 13, 14])

/** Readies a failure to cross; a disk that is full or busy becomes 'index/storage', for waiting helps. */
export function sendable(error: unknown): Crossing {
  if (!(error instanceof Error)) return { name: 'Error', code: null, detail: null, message: String(error), stack: '' }
  const { name, message, stack = '' } = error
  if (isKnown(name) && 'code' in error && 'detail' in error)
    return {
      name,
      code: String(error.code),
      detail: error.detail === null ? null : String(error.detail),
      message,
      stack,
    }
  if ('errcode' in error && AWAY.has(Number(error.errcode) & 0xff))
    return { name: 'Unavailable', code: 'index/storage', detail: message, message, stack }
  return { name, code: null, detail: null, message, stack }
}

/** The failure on the other side, of the same class and code; anything but the four is a bug and stays one. */
export function received({ name, code, detail, message, stack }: Crossing): Error {
  const cause = Object.assign(new Error(message), { stack })
  if (code === null || !isKnown(name)) return new Error(`in an index thread: ${message}`, { cause })
  const Known = CLASSES[name]
  return new Known(code, detail === null ? { cause } : { cause, detail })
}
