import { canonicalUrl, type EpochMs, type ImportField, Rejected } from '@guanlan/domain'
import { parseTime } from '@guanlan/extract'
import { excelTime } from './excel-time.ts'

const LONGEST: Readonly<Partial<Record<ImportField, number>>> = {
  text: 200_000,
  answer: 200_000,
  title: 500,
  question: 500,
  externalId: 200,
  otherNumber: 200,
  url: 2000,
}
const LONGEST_WORD = 200

/** What stands in a cell as text, '' where there is nothing. @throws {Rejected} ingest/bad-field, ingest/too-long, and what the file's reader found */
export function readWords(value: unknown, field: ImportField): string {
  if (value === null || value === undefined || value === '') return ''
  if (value instanceof Rejected) throw new Rejected(value.code, { cause: value, detail: field })
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
    throw new Rejected('ingest/bad-field', { detail: field })
  const text = String(value)
  if (text.length > (LONGEST[field] ?? LONGEST_WORD))
    throw new Rejected('ingest/too-long', { detail: `${field} ${text.length}` })
  return text
}

/**
 * A number or name of the sender's own, always text. A number in powers of ten, or one that JavaScript or Excel has rounded, names
 * another item than its sender meant.
 * @throws {Rejected} ingest/rounded-id, and as `readWords`
 */
export function readId(value: unknown, field: ImportField): string | null {
  const rounded = typeof value === 'number' && !Number.isSafeInteger(value)
  const words = readWords(value, field).trim()
  if (rounded || /^\d(?:\.\d+)?E\+\d{2,3}$/i.test(words)) throw new Rejected('ingest/rounded-id', { detail: field })
  return words === '' ? null : words.replace(/^(\d+)\.0+$/, '$1')
}

/** No item is read ten thousand million times; eleven digits in a column of counts are somebody's telephone. */
const LARGEST = 9_999_999_999

/** A count of a channel, null where it gives none; thousands may be parted, 1.2万 is 12000. @throws {Rejected} ingest/bad-figure */
export function readFigure(value: unknown, field: ImportField): number | null {
  const words = typeof value === 'number' ? String(value) : readWords(value, field).replace(/[,，\s]/g, '')
  if (words === '' || words === '-' || words === '--') return null
  const parts = /^(-?\d+(?:\.\d+)?)([万亿]?)\+?$/.exec(words)
  const n = parts === null ? Number.NaN : Number(parts[1]) * (parts[2] === '万' ? 1e4 : parts[2] === '亿' ? 1e8 : 1)
  const whole = Math.abs(n - Math.round(n)) < 1e-6 ? Math.round(n) : n
  if (!Number.isInteger(whole) || whole < 0 || whole > LARGEST)
    throw new Rejected('ingest/bad-figure', { detail: field })
  return whole
}

/** What a time is read with: the present, for 昨天, and from when the workbook counts its days. */
export type TimeAround = Readonly<{ now: EpochMs; from1904?: boolean }>

/** An instant as stated, null where none is: words, seconds or milliseconds since 1970, or Excel's count of days. @throws {Rejected} ingest/bad-time */
export function readTime(value: unknown, field: ImportField, { now, from1904 = false }: TimeAround): EpochMs | null {
  const words = readWords(value, field).trim()
  if (words === '') return null
  if (/^-?\d+(?:\.\d+)?$/.test(words)) {
    const n = Number(words)
    const days = excelTime(n, from1904)
    if (days !== null) return days
    if (n >= 1e8 && n < 1e11) return Math.round(n * 1000)
    if (n >= 1e11 && n < 1e14 && words.length < 14) return Math.round(n)
  }
  const stated = parseTime(words, now)
  if (stated === null) throw new Rejected('ingest/bad-time', { detail: `${field} ${words.slice(0, 40)}` })
  return stated.at
}

/** An address in its canonical form, null where none is given. @throws {Rejected} ingest/bad-url */
export function readAddress(value: unknown): string | null {
  const words = readWords(value, 'url').trim()
  if (words === '') return null
  const url = canonicalUrl(words)
  if (url === null) throw new Rejected('ingest/bad-url', { detail: words.slice(0, 80) })
  return url
}

const YES =
  /^(?:是|有|已|已回访|满意|非常满意|基本满意|比较满意|很满意|true|yes|y|1|√|✓|对|即时|成功|已删除|直接答复)$/i
const NO = /^(?:否|无|未|未回访|不满意|很不满意|非常不满意|false|no|n|0|×|✗|x|不是|未成功|未删除|转办)$/i

/** Yes or no as tables write it; null where nothing is said, 未评价 included. @throws {Rejected} ingest/bad-flag */
export function readFlag(value: unknown, field: ImportField): boolean | null {
  const words = readWords(value, field).trim()
  if (words === '' || /^(?:-+|\/|未评价|未表态|一般|无法接通|未知)$/.test(words)) return null
  if (YES.test(words)) return true
  if (NO.test(words)) return false
  throw new Rejected('ingest/bad-flag', { detail: field })
}

/** One of a list by its code or by what people call it, null where nothing is said. @throws {Rejected} ingest/bad-choice */
export function readChoice<Word extends string>(
  value: unknown,
  field: ImportField,
  names: Readonly<Record<Word, readonly string[]>>,
): Word | null {
  const words = readWords(value, field).trim()
  if (words === '' || /^-+$/.test(words)) return null
  for (const [word, known] of Object.entries(names) as [Word, readonly string[]][]) {
    if (word === words.toLowerCase() || known.some(name => words === name)) return word
  }
  for (const [word, known] of Object.entries(names) as [Word, readonly string[]][]) {
    if (known.some(name => words.includes(name))) return word
  }
  throw new Rejected('ingest/bad-choice', { detail: field })
}
