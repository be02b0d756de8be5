import {
  type EpochMs,
  type ImportField,
  isNameless,
  maskCaller,
  maskPersonal,
  ORDER_STATES,
  ORDER_TYPES,
  type Source,
  wallClock,
} from '@guanlan/domain'
import { plainText } from '@guanlan/extract'
import { readAddress, readFigure, readFlag, readId, readTime, readWords, type TimeAround } from './cells.ts'
import { ORDER_READERS } from './order-fields.ts'

const FIGURES = new Set<ImportField>(['reads', 'likes', 'comments', 'reposts', 'version', 'count', 'sample'])
const TIMES = new Set<ImportField>(['publishedAt', 'answeredAt', 'dueAt', 'closedAt'])
const FLAGS = new Set<ImportField>(['atOnce', 'calledBack', 'satisfied', 'deleted'])

const LONGEST_SHOWN = 80
const cut = (text: string) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text)
const two = (n: number) => String(n).padStart(2, '0')

function clock(at: EpochMs): string {
  const { year, month, day, hour, minute, second } = wallClock(at)
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}

/** A cell as a dry run may show it: masked, and cut. */
export function shownCell(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? cut(maskCaller(String(value)).text)
    : ''
}

/** What one cell would become as `field`, in words for people, '' for nothing. @throws {Rejected} as the reader of that field does */
export function becomes(value: unknown, field: ImportField, source: Source, around: TimeAround): string {
  if (TIMES.has(field)) {
    const at = readTime(value, field, around)
    return at === null ? '' : clock(at)
  }
  if (FIGURES.has(field)) return readFigure(value, field)?.toLocaleString('zh-CN') ?? ''
  if (FLAGS.has(field)) {
    const answer = readFlag(value, field)
    return answer === null ? '' : answer ? '是' : '否'
  }
  switch (field) {
    case 'externalId':
    case 'otherNumber':
      return readId(value, field) ?? ''
    case 'url':
      return readAddress(value) ?? ''
    case 'orderType': {
      const type = ORDER_READERS.orderType(value)
      return type === null ? '' : ORDER_TYPES[type]
    }
    case 'orderState': {
      const state = ORDER_READERS.orderState(value)
      return state === null ? '' : ORDER_STATES[state]
    }
    case 'line':
      return ORDER_READERS.line(value) ?? ''
    case 'author':
      return isNameless(source.channel) ? '' : maskPersonal(readWords(value, field)).text
    default: {
      const mask = isNameless(source.channel) ? maskCaller : maskPersonal
      return cut(mask(plainText(readWords(value, field))).text)
    }
  }
}
