import { Rejected } from './error.ts'
import { type CountedOrder, ORDER_TYPES, type OrderType } from './hotline-order.ts'
import type { EpochMs } from './time.ts'

/**
 * One figure of the hotline. `counted` from orders we hold · `reported` as the hotline stated it, never computed · 未报: nobody stated
 * what it needs, which is not zero · 无数据: its denominator is nought.
 */
export type HotlineFigure = Readonly<{
  name: string
  parts: string // what is divided by what, in words; what is counted, for a count
  numerator: number | null
  denominator: number | null // null for counts, and where a percentage was stated without it
  percent: number | null // two decimals; null for counts and where it cannot be told
  state: 'counted' | 'reported' | '未报' | '无数据'
  note: string | null // in what way it differs from the rule
}>

/** A month as the hotline reported it, in figures alone; null where it reported nothing, which is not zero. */
export type ReportedMonth = Readonly<{
  month: string // 2026-06
  accepted: number | null
  byType: Readonly<Record<OrderType, number | null>>
  closedComplaints: number | null
  calledBack: number | null
  rates: readonly Readonly<{ name: string; percent: number }>[] // percentages stated without their denominators
}>

const MOST = 100_000_000
const isCount = (value: number | null) => value === null || (Number.isInteger(value) && value >= 0 && value <= MOST)

/** Checks a reported month. @throws {Rejected} hotline/bad-month, hotline/bad-figure, hotline/sum */
export function reportedMonth(candidate: ReportedMonth): ReportedMonth {
  const { month, accepted, byType, closedComplaints, calledBack, rates } = candidate
  if (!/^20\d\d-(?:0[1-9]|1[0-2])$/.test(month)) throw new Rejected('hotline/bad-month', { detail: month.slice(0, 20) })
  if (![accepted, closedComplaints, calledBack, ...Object.values(byType)].every(isCount))
    throw new Rejected('hotline/bad-figure', { detail: month })
  if (!rates.every(({ name, percent }) => name.trim() !== '' && percent >= 0 && percent <= 100))
    throw new Rejected('hotline/bad-figure', { detail: month })
  const stated = Object.values(byType).filter(count => count !== null)
  const sum = stated.reduce((total, count) => total + count, 0)
  const wrong = accepted !== null && (sum > accepted || (stated.length === 3 && sum !== accepted))
  if (wrong) throw new Rejected('hotline/sum', { detail: `${sum} / ${accepted}` })
  return Object.freeze({ ...candidate })
}

const percentOf = (part: number, whole: number) => Math.round((part / whole) * 10_000) / 100

function share(
  name: string,
  parts: string,
  [numerator, denominator]: readonly [number | null, number | null],
  state: 'counted' | 'reported',
  note: string | null = null,
): HotlineFigure {
  const base = { name, parts, numerator, denominator, note }
  if (denominator === 0) return { ...base, percent: null, state: '无数据' }
  if (numerator === null || denominator === null) return { ...base, percent: null, state: '未报' }
  return { ...base, percent: percentOf(numerator, denominator), state }
}

function count(name: string, parts: string, value: number | null, state: 'counted' | 'reported'): HotlineFigure {
  const stated = value === null ? '未报' : state
  return { name, parts, numerator: value, denominator: null, percent: null, state: stated, note: null }
}

const TYPES = Object.entries(ORDER_TYPES) as [OrderType, string][]

/**
 * The figures of a month that the hotline reported itself. Where it did not state how many complaints were closed, call-backs are set
 * against those accepted, and the figure says so; percentages stated without denominators are repeated, never computed.
 */
export function reportedFigures(reported: ReportedMonth): readonly HotlineFigure[] {
  const { accepted, byType, closedComplaints, calledBack, rates } = reported
  const againstClosed = closedComplaints !== null
  return [
    count('受理总量', '本月受理的工单', accepted, 'reported'),
    ...TYPES.map(([type, name]) => share(name, `${name} / 受理总量`, [byType[type], accepted], 'reported')),
    againstClosed
      ? share('抽查回访率', '回访 / 投诉举报办结', [calledBack, closedComplaints], 'reported')
      : share(
          '抽查回访率',
          '回访 / 投诉举报受理',
          [calledBack, byType.complaint],
          'reported',
          '办结数未报，以受理数为分母',
        ),
    ...rates.map(({ name, percent }): HotlineFigure => {
      const note = '照报送数，未说明分子分母'
      return { name, parts: '未说明', numerator: null, denominator: null, percent, state: 'reported', note }
    }),
  ]
}

const CLOSED: ReadonlySet<string> = new Set(['closed', 'called-back', 'filed'])

/** By its date, else by its state: exports often give the one without the other. */
const isClosed = ({ order }: CountedOrder) => order.closedAt !== null || CLOSED.has(order.state ?? '')

/** As stated, else by its state; what has been filed may or may not have been called back before. */
function wasCalledBack({ order }: CountedOrder): boolean | null {
  if (order.calledBack !== null) return order.calledBack
  return order.state === 'called-back' ? true : order.state === 'closed' ? false : null
}

/** How many `have` it, of those that say so at all; null where none says so. */
function told<T>(orders: readonly T[], says: (order: T) => boolean | null): number | null {
  const answers = orders.map(says).filter(answer => answer !== null)
  return answers.length === 0 ? null : answers.filter(answer => answer).length
}

/**
 * The four figures of the hotline and its counts over orders accepted in [fromAt, toAt), duplicates of the other line folded before
 * (domain rules §4): each with numerator and denominator. An order is due when its date has passed or it is closed.
 */
export function countedFigures(orders: readonly CountedOrder[], now: EpochMs): readonly HotlineFigure[] {
  const of = (type: OrderType) => orders.filter(({ order }) => order.type === type)
  const typed = orders.some(({ order }) => order.type !== null)
  const counted = (type: OrderType) => (typed || orders.length === 0 ? of(type).length : null)
  const inquiries = of('inquiry')
  const closed = of('complaint').filter(isClosed)
  const dated = orders.filter(({ order }) => order.dueAt !== null)
  // closed on a day nobody stated: in time or not, it cannot be told
  const due = dated.filter(one => (isClosed(one) ? one.order.closedAt !== null : one.order.dueAt! <= now))
  const inTime = due.filter(({ order }) => order.closedAt !== null && order.closedAt <= order.dueAt!)
  const calledBack = told(closed, wasCalledBack)
  const reached = orders.filter(one => wasCalledBack(one) === true)
  const satisfied = told(reached, ({ order }) => order.satisfied)
  const untyped = orders.filter(({ order }) => order.type === null).length
  return [
    count('受理总量', '本期受理的工单，双号并行的只计一次', orders.length, 'counted'),
    ...TYPES.map(([type, name]) =>
      share(
        name,
        `${name} / 受理总量`,
        [counted(type), orders.length],
        'counted',
        typed && untyped > 0 ? `另有 ${untyped} 件未注明类型` : null,
      ),
    ),
    share(
      '即时答复率',
      '咨询即时答复 / 咨询受理',
      [told(inquiries, ({ order }) => order.atOnce), inquiries.length],
      'counted',
    ),
    share(
      '限时办结率',
      '限时内办结 / 应办结',
      dated.length === 0 ? [null, null] : [inTime.length, due.length],
      'counted',
    ),
    share('抽查回访率', '回访 / 投诉举报办结', [calledBack, closed.length], 'counted'),
    share('回访满意率', '满意 / 成功回访', [satisfied, reached.length], 'counted'),
  ]
}
