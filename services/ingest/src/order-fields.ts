import {
  type HotlineLine,
  type HotlineOrder,
  maskPersonal,
  type OrderState,
  type OrderType,
  Rejected,
} from '@guanlan/domain'
import { readChoice, readFlag, readId, readTime, readWords, type TimeAround } from './cells.ts'
import type { Row } from './row.ts'

/** What exports call the kinds of order; longer names first where one holds another. */
const TYPE_NAMES: Readonly<Record<OrderType, readonly string[]>> = {
  complaint: ['投诉举报', '投诉', '举报', '求助', '诉求'],
  inquiry: ['信息咨询', '咨询', '查询', '询问'],
  suggestion: ['意见建议', '建议', '意见', '表扬'],
}

const STATE_NAMES: Readonly<Record<OrderState, readonly string[]>> = {
  withdrawn: ['撤销', '撤单', '作废', '已撤'],
  'called-back': ['已回访', '回访'],
  filed: ['归档', '已归档'],
  closed: ['办结', '已办结', '结案', '完成'],
  answered: ['已回复', '回复', '答复'],
  following: ['跟踪', '办理中', '处理中', '在办'],
  'passed-on': ['转办', '已转办', '派单', '交办'],
  accepted: ['受理', '已受理', '登记', '待办'],
}

/** Which line a cell or a source's name speaks of. */
function lineOf(words: string): HotlineLine | null {
  return words.includes('12345') ? '12345' : words.includes('12328') ? '12328' : null
}

/** Kinds of cell an order has, each on its own, so that a dry run can name the column that does not fit. @throws as the readers of cells */
export const ORDER_READERS = {
  line: (value: unknown) => lineOf(readWords(value, 'line')),
  otherNumber: (value: unknown) => readId(value, 'otherNumber'),
  orderType: (value: unknown) => readChoice(value, 'orderType', TYPE_NAMES),
  orderState: (value: unknown) => readChoice(value, 'orderState', STATE_NAMES),
  via: (value: unknown) => maskPersonal(readWords(value, 'via').trim()).text || null,
  unit: (value: unknown) => maskPersonal(readWords(value, 'unit').trim()).text || null,
  dueAt: (value: unknown, around: TimeAround) => readTime(value, 'dueAt', around),
  closedAt: (value: unknown, around: TimeAround) => readTime(value, 'closedAt', around),
  atOnce: (value: unknown) => readFlag(value, 'atOnce'),
  calledBack: (value: unknown) => readFlag(value, 'calledBack'),
  satisfied: (value: unknown) => readFlag(value, 'satisfied'),
} as const

/** An order that both lines have a number for goes by that of the 12328 line, whichever line it came over: so the two are one mention. */
function byOwnNumber(order: HotlineOrder): HotlineOrder {
  const { line, number, otherNumber } = order
  return line === '12345' && otherNumber !== null ? { ...order, number: otherNumber, otherNumber: number } : order
}

/**
 * What a row says of a hotline order besides its text; null when it says nothing of the kind. The line is the row's, else its
 * source's by name or id.
 * @throws {Rejected} ingest/bad-choice, ingest/bad-flag, ingest/bad-time, ingest/rounded-id, ingest/order-times
 */
export function readOrder(
  row: Row,
  about: Readonly<{ id: string; name: string }>,
  around: TimeAround,
): HotlineOrder | null {
  const order: HotlineOrder = {
    number: readId(row.externalId, 'externalId'),
    line: ORDER_READERS.line(row.line) ?? lineOf(`${about.id} ${about.name}`),
    otherNumber: ORDER_READERS.otherNumber(row.otherNumber),
    type: ORDER_READERS.orderType(row.orderType),
    state: ORDER_READERS.orderState(row.orderState),
    via: ORDER_READERS.via(row.via),
    unit: ORDER_READERS.unit(row.unit),
    dueAt: ORDER_READERS.dueAt(row.dueAt, around),
    closedAt: ORDER_READERS.closedAt(row.closedAt, around),
    atOnce: ORDER_READERS.atOnce(row.atOnce),
    calledBack: ORDER_READERS.calledBack(row.calledBack),
    satisfied: ORDER_READERS.satisfied(row.satisfied),
  }
  const { number: _number, ...said } = order
  if (Object.values(said).every(value => value === null)) return null
  const acceptedAt = readTime(row.publishedAt, 'publishedAt', around)
  if (acceptedAt !== null && order.closedAt !== null && order.closedAt < acceptedAt)
    throw new Rejected('ingest/order-times', { detail: 'closedAt' })
  return byOwnNumber(order)
}
