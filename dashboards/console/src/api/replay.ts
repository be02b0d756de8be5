import type { EpochMs } from './record.ts'

/** A count before and after, of one value of one label. */
export type BeforeAfter = Readonly<{ value: string; before: number; after: number }>
export type ReplayTable = Readonly<Record<'sentiment' | 'topic' | 'government', readonly BeforeAfter[]>>

/** How the last 重新研判 stands; `none` before the first since the house began. */
export type ReplayProgress =
  | Readonly<{ state: 'none' }>
  | Readonly<{
      state: 'running' | 'done' | 'failed'
      fromAt: EpochMs
      toAt: EpochMs
      apply: boolean // false: the table alone
      startedAt: EpochMs
      endedAt: EpochMs | null
      total: number // mentions of the period when it began
      seen: number // judged anew so far
      changed: number // told otherwise now
      model: string | null
      table: ReplayTable
      code: string | null // why it failed
    }>
