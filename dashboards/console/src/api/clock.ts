import type { EpochMs } from './record.ts'

export type ClockState = 'running' | 'near' | 'overdue' | 'met' | 'pending'

/** One deadline 时限, statutory or internal. */
export type CaseClock = Readonly<{
  id: string
  name: string
  kind: 'statutory' | 'internal'
  anchorAt: EpochMs | null
  dueAt: EpochMs | null
  stoppedAt: EpochMs | null
  basis: string
  state: ClockState
  unconfirmed?: boolean // 待核定: the emergency class is not confirmed
  superseded?: boolean // the class was changed: kept on record, no longer holds
}>
