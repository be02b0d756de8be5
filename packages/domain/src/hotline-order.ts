import type { EpochMs } from './time.ts'

/** Kinds of hotline order, JT/T 1019.1. */
export const ORDER_TYPES = { complaint: '投诉举报', inquiry: '信息咨询', suggestion: '意见建议' } as const
export type OrderType = keyof typeof ORDER_TYPES

/** How far an order has come: 受理 → 分类转办 → 跟踪 → 回复 → 办结 → 抽查回访 → 归档 (JT/T 1019.1). */
export const ORDER_STATES = {
  accepted: '受理',
  'passed-on': '转办',
  following: '跟踪',
  answered: '回复',
  closed: '办结',
  'called-back': '回访',
  filed: '归档',
  withdrawn: '撤销',
} as const
export type OrderState = keyof typeof ORDER_STATES

/** The transport service line, and the city's line that forwards the same orders 双号并行. */
export type HotlineLine = '12328' | '12345'

/** What a hotline says of one order besides its text; null where it does not say. Never who called. */
export type HotlineOrder = Readonly<{
  number: string | null // its own number there
  line: HotlineLine | null
  otherNumber: string | null // its number on the other line
  type: OrderType | null
  state: OrderState | null
  via: string | null // 受理渠道 as stated: 电话, 网站, 微信 …
  unit: string | null // who handles it
  dueAt: EpochMs | null // by when it is to be closed
  closedAt: EpochMs | null
  atOnce: boolean | null // an inquiry answered on the spot
  calledBack: boolean | null // the sample call-back was made and answered
  satisfied: boolean | null // what the caller said then
}>

/** An order as the figures need it. */
export type CountedOrder = Readonly<{ number: string; acceptedAt: EpochMs; text: string; order: HotlineOrder }>

/** Two lines take one call within so long of each other. */
export const SAME_ORDER_MS = 24 * 3_600_000

const telling = ({ order }: CountedOrder) =>
  Object.values(order).reduce<number>((told, value) => told + (value === null ? 0 : 1), 0)

/** Of two entries of one order the one that tells more, completed from the other; the number of the 12328 line stays. */
function joined(a: CountedOrder, b: CountedOrder): CountedOrder {
  const [most, least] = telling(b) > telling(a) ? [b, a] : [a, b]
  const stated = Object.entries(most.order).filter(([, value]) => value !== null)
  const order = { ...least.order, ...Object.fromEntries(stated) } as HotlineOrder
  const own = [a, b].find(one => one.order.line === '12328') ?? a
  return { number: own.number, acceptedAt: Math.min(a.acceptedAt, b.acceptedAt), text: most.text, order }
}

/**
 * Folds orders that came over both lines: one number names the other, or one text within 24 hours on different lines. The same words on
 * one line stay two orders, for people do call twice. Order of first acceptance; each input is used once.
 */
export function foldOrders(orders: readonly CountedOrder[]): readonly CountedOrder[] {
  const folded: CountedOrder[] = []
  const byNumber = new Map<string, number>()
  const byText = new Map<string, number>()
  for (const one of [...orders].sort((a, b) => a.acceptedAt - b.acceptedAt)) {
    const numbers = [one.number, one.order.otherNumber].filter(number => number !== null)
    const words = one.text.normalize('NFKC').replace(/\s+/gu, '')
    const named = numbers.map(number => byNumber.get(number)).find(at => at !== undefined)
    const at = named ?? alike(folded, byText.get(words), one)
    const place = at ?? folded.length
    if (at === undefined) folded.push(one)
    else folded[at] = joined(folded[at]!, one)
    for (const number of numbers) byNumber.set(number, place)
    byText.set(words, place)
  }
  return folded
}

function alike(folded: readonly CountedOrder[], at: number | undefined, one: CountedOrder): number | undefined {
  if (at === undefined) return undefined
  const other = folded[at]!
  const { line } = other.order
  const onBothLines = line !== null && one.order.line !== null && line !== one.order.line
  return onBothLines && one.acceptedAt - other.acceptedAt <= SAME_ORDER_MS ? at : undefined
}
