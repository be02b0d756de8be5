import type { CaseClock } from './clock.ts'
import type { EventView } from './event.ts'
import type { MentionView, Span } from './mention.ts'
import type { Bar, EpochMs, Figure, MoveView, RecordOf, Suggestion } from './record.ts'

/** What the decision rested on, fixed when the alert was raised. */
export type FrozenEvidence = Readonly<{
  at: EpochMs
  total: number
  mentions: readonly Readonly<{ mentionId: string; evidence: string | null; matched: readonly Span[] }>[]
  hash: string
}>

export type Trigger = Readonly<{
  rule: string
  ruleVersion: string
  at: EpochMs
  summary: string
  figures: readonly Figure[]
}>

/** A decision that an event needs people 预警. */
export type AlertState = Readonly<{
  id: string
  number: string
  eventId: string
  title: string
  watchIds: readonly string[]
  detectedAt: EpochMs
  raisedAt: EpochMs
  triggers: readonly Trigger[]
  suggestion: Suggestion
  evidence: FrozenEvidence
  state: 'open' | 'snoozed' | 'dismissed' | 'in-case'
  owner: Readonly<{ id: string; name: string }> | null
  claimedAt: EpochMs | null
  snoozedUntil: EpochMs | null
  caseId: string | null
  dismissed: Readonly<{ by: string; at: EpochMs; reason: string }> | null
}>

export type AlertItem = RecordOf<AlertState> &
  Readonly<{ event: EventView | null; clock: CaseClock | null; trend: readonly number[] }>

export type AlertTab = 'open' | 'mine' | 'snoozed' | 'handled'
export type AlertPage = Readonly<{ items: readonly AlertItem[]; counts: Readonly<Record<AlertTab, number>> }>

/** One alert with what its preview shows. */
export type AlertDetail = Omit<AlertItem, 'trend'> &
  Readonly<{
    clocks?: readonly CaseClock[] // every deadline, the nearest is `clock`
    exemplars: readonly MentionView[]
    history: readonly MoveView[]
    trend: Readonly<{ interval: string; bars: readonly Bar[]; baseline: readonly number[] | null }>
  }>
