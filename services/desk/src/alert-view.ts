import {
  type Account,
  type Alert,
  type Analysed,
  type CasePolicy,
  type CaseTimes,
  type Clock,
  Conflict,
  clocks,
  clocksBeforeCase,
  type EpochMs,
  LEVELS,
  matches,
  parse,
  Rejected,
  type Span,
} from '@guanlan/domain'
import type { Records } from '@guanlan/runtime'

/** Tabs of the inbox. */
export const TABS = ['open', 'mine', 'snoozed', 'handled'] as const
export type Tab = (typeof TABS)[number]

/** Which tab shows an alert to this person: what another officer claimed stays among the open ones, with the name. */
export function tabOf({ state, owner }: Alert, account: Account): Tab {
  if (state === 'snoozed') return 'snoozed'
  if (state !== 'open') return 'handled'
  return owner?.id === account.id ? 'mine' : 'open'
}

/** What a case inherits from its alert; `publishedAt` is that of the event's first mention. */
export function timesOf(alert: Alert, publishedAt: EpochMs | null): CaseTimes {
  const { detectedAt, raisedAt, claimedAt } = alert
  return { publishedAt, detectedAt, alertedAt: raisedAt, claimedAt }
}

/** Whether any trigger was a hard one. */
export function isHard(alert: Alert): boolean {
  return alert.triggers.some(trigger => trigger.rule === 'hard')
}

/** Every deadline of an alert: those of its case once there is one. */
export function alertClocks(alert: Alert, records: Records, policy: CasePolicy, now: EpochMs): readonly Clock[] {
  if (alert.state === 'dismissed') return []
  const theCase = alert.caseId === null ? null : records.find('case', alert.caseId)
  if (theCase !== null) return theCase.state.closedAt === null ? clocks(theCase.state, policy, now) : []
  return clocksBeforeCase({ times: timesOf(alert, null), hardTrigger: isHard(alert) }, policy, now)
}

/** The deadline that comes next among those that hold and still run; null when none does. */
export function nearest(list: readonly Clock[]): Clock | null {
  const running = list.filter(clock => clock.stoppedAt === null && clock.dueAt !== null && !clock.superseded)
  return running.toSorted((a, b) => a.dueAt! - b.dueAt!)[0] ?? null
}

/** Gravest first, then by the clock, then newest. */
export function urgency(a: Readonly<{ alert: Alert; clock: Clock | null }>, b: typeof a): number {
  const level = LEVELS.indexOf(b.alert.suggestion.level) - LEVELS.indexOf(a.alert.suggestion.level)
  if (level !== 0) return level
  const due = (a.clock?.dueAt ?? Number.MAX_SAFE_INTEGER) - (b.clock?.dueAt ?? Number.MAX_SAFE_INTEGER)
  return due !== 0 ? due : b.alert.raisedAt - a.alert.raisedAt
}

/** @throws {Conflict} alert/handled when an alert is no longer waiting for people */
export function requireWaiting({ state }: Alert): void {
  if (state === 'dismissed' || state === 'in-case') {
    throw new Conflict('alert/handled', { detail: state === 'dismissed' ? '该预警已排除' : '该预警已在案件中' })
  }
}

/** @throws {Conflict} alert/owned when another person claimed it */
export function requireUnclaimed({ owner }: Alert, account: Account): void {
  if (owner !== null && owner.id !== account.id) {
    throw new Conflict('alert/owned', { detail: `${owner.name} 已认领` })
  }
}

/** Only its owner, or a reviewer, puts an alert back. @throws {Rejected} alert/not-yours */
export function requireOwner({ owner }: Alert, account: Account): void {
  if (owner === null) throw new Rejected('alert/not-claimed')
  if (owner.id !== account.id && !account.roles.includes('reviewer')) {
    throw new Rejected('alert/not-yours', { detail: `由 ${owner.name} 认领` })
  }
}

/**
 * The places to mark in a mention of an alert: those frozen with the evidence while the mention is still the version that was
 * frozen, else what the alert's watches find in it now.
 */
export function marksOfAlert(alert: Alert, records: Records): (mention: Analysed) => readonly Span[] {
  const frozen = new Map(alert.evidence.mentions.map(one => [one.mentionId, one]))
  const queries = alert.watchIds.flatMap(id => {
    const parsed = parse(records.find('watch', id)?.state.query ?? '')
    return parsed.ok ? [parsed.ast] : []
  })
  return mention => {
    const then = frozen.get(mention.id)
    if (then !== undefined && then.contentVersion === mention.contentVersion) return then.matched
    return queries.flatMap(query => matches(query, mention) ?? [])
  }
}
