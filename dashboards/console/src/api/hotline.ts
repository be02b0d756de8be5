import type { EpochMs } from './record.ts'

/** One figure of the hotline; `未报`: nobody stated what it needs; `无数据`: its denominator is nought. */
export type HotlineFigure = Readonly<{
  name: string
  parts: string
  numerator: number | null
  denominator: number | null
  percent: number | null
  state: 'counted' | 'reported' | '未报' | '无数据'
  note: string | null
}>

type OrderType = 'complaint' | 'inquiry' | 'suggestion'

/** A month as the hotline reported it, in figures alone; null where it reported nothing. */
export type ReportedMonth = Readonly<{
  month: string
  accepted: number | null
  byType: Readonly<Record<OrderType, number | null>>
  closedComplaints: number | null
  calledBack: number | null
  rates: readonly Readonly<{ name: string; percent: number }>[]
}>

/** A month of the hotlines, counted from orders and as reported. */
export type HotlineMonth = Readonly<{
  month: string
  fromAt: EpochMs
  toAt: EpochMs
  whole: boolean // false: more orders than are read
  taken: number
  folded: number // of them the same order on the other line
  counted: readonly HotlineFigure[]
  reported: readonly Readonly<{ sourceId: string; name: string; figures: readonly HotlineFigure[] }>[]
  sources: readonly Readonly<{ id: string; version: number; name: string; reported: ReportedMonth | null }>[]
}>
