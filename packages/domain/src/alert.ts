import type { Span } from './analysis.ts'
import type { Fold, Move } from './ledger.ts'
import type { Figure, Level, Suggestion } from './level.ts'
import type { EpochMs } from './time.ts'

/** One mention as it stood when the alert was raised. */
export type FrozenMention = Readonly<{
  mentionId: string
  contentVersion: number
  contentHash: string
  evidence: string | null
  matched: readonly Span[] // exact offsets of what matched a watch or a rule
}>

/** What the decision rested on, fixed at that moment. `hash` is SHA-256 of the canonical JSON of `mentions`. */
export type FrozenEvidence = Readonly<{ at: EpochMs; total: number; mentions: readonly FrozenMention[]; hash: string }>

/** Why a rule fired. */
export type Trigger = Readonly<{
  rule: 'surge' | 'volume' | 'hard' | 'hotline'
  ruleVersion: string
  at: EpochMs
  summary: string // one Chinese sentence with its figures
  figures: readonly Figure[]
  key?: string // what was found ('hard:strike', 'volume:major'): an event's alerts say it once
}>

export type AlertState = 'open' | 'snoozed' | 'dismissed' | 'in-case'

/** A decision that an event needs people 预警. One alert an event until it is dismissed or its case is closed. */
export type Alert = Readonly<{
  id: string
  number: string // YJ-20261123-006, by day at +08:00
  eventId: string
  title: string
  watchIds: readonly string[]
  detectedAt: EpochMs // seenAt of the mention that made the rule fire
  raisedAt: EpochMs
  triggers: readonly Trigger[] // the first raised it, later ones came on top
  suggestion: Suggestion // highest so far
  evidence: FrozenEvidence // of the first trigger
  state: AlertState
  owner: Readonly<{ id: string; name: string }> | null
  claimedAt: EpochMs | null
  snoozedUntil: EpochMs | null
  caseId: string | null
  dismissed: Readonly<{ by: string; at: EpochMs; reason: string }> | null
  moves: number
}>

/** What the machine writes when it raises an alert. */
export type Raised = Readonly<
  Pick<Alert, 'number' | 'eventId' | 'title' | 'watchIds' | 'detectedAt' | 'suggestion' | 'evidence'> & {
    trigger: Trigger
  }
>

function raise(move: Move): Alert {
  const { trigger, ...raised } = move.body as unknown as Raised
  return {
    ...raised,
    id: move.id,
    raisedAt: move.at,
    triggers: [trigger],
    state: 'open',
    owner: null,
    claimedAt: null,
    snoozedUntil: null,
    caseId: null,
    dismissed: null,
    moves: 1,
  }
}

/**
 * Moves: `raised` (Raised) and `retriggered` ({ trigger, suggestion }) by the machine; by people `claimed`, `released`,
 * `snoozed` ({ until }), `dismissed` (reason), `case-opened` and `merged-into-case` ({ caseId }), `reopened` (undo, or a snooze that ended).
 */
export const foldAlert: Fold<Alert> = (state, move) => {
  if (move.type === 'raised') return raise(move)
  if (state === null) return null
  const next = { ...state, moves: state.moves + 1 }
  switch (move.type) {
    case 'retriggered': {
      const { trigger, suggestion } = move.body as unknown as { trigger: Trigger; suggestion: Suggestion }
      return { ...next, triggers: [...state.triggers, trigger], suggestion }
    }
    case 'claimed':
      return {
        ...next,
        owner: { id: move.by.id, name: move.by.name },
        claimedAt: move.at,
        state: 'open',
        snoozedUntil: null,
      }
    case 'released':
      return { ...next, owner: null, claimedAt: null }
    case 'snoozed':
      return { ...next, state: 'snoozed', snoozedUntil: move.body.until as EpochMs }
    case 'dismissed':
      return { ...next, state: 'dismissed', dismissed: { by: move.by.name, at: move.at, reason: move.reason ?? '' } }
    case 'case-opened':
    case 'merged-into-case':
      return { ...next, state: 'in-case', caseId: move.body.caseId as string }
    case 'reopened':
      return { ...next, state: 'open', snoozedUntil: null, dismissed: null, caseId: null }
    default:
      return next
  }
}

/** Highest level an alert suggests. */
export function alertLevel(alert: Alert): Level {
  return alert.suggestion.level
}
