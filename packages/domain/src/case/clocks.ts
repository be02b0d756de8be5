import { type EpochMs, HOUR_MS, MINUTE_MS } from '../time.ts'
import type { Case } from './case.ts'
import type { CaseTimes } from './moves.ts'
import { currentDraft, type Release, verifiedAt } from './release.ts'
import { isGrave } from './stage.ts'

/** Which instant starts the statutory clock; the texts do not say, so it is policy. */
export type ClockAnchor = 'publishedAt' | 'detectedAt' | 'alertedAt' | 'claimedAt'

/** Limits of a case in natural time; every value with its ground 依据. */
export type CasePolicy = Readonly<{
  anchor: ClockAnchor // default detectedAt (product default)
  gravePublishMs: number // 5 h, 国办发〔2016〕80号: 特别重大、重大突发事件 发布权威信息
  gravePressMs: number // 24 h, 80号: 新闻发布会
  otherPublishMs: number // 48 h, 80号: 其他政务舆情 予以回应
  registerMs: number // 15 min, reporting chain (product default)
  minutesMs: number // 24 h: minutes and 研判 owed after an emergency statement (product default)
  evaluateAfterMs: number // 24 h after the first answer (product default)
  nearShare: number // of the whole limit: less left than this is near
  nearMs: number // or less than this
}>

/** Natural hours: no clock pauses at night, at weekends or on holidays. */
export const DEFAULT_CASE_POLICY: CasePolicy = {
  anchor: 'detectedAt',
  gravePublishMs: 5 * HOUR_MS,
  gravePressMs: 24 * HOUR_MS,
  otherPublishMs: 48 * HOUR_MS,
  registerMs: 15 * MINUTE_MS,
  minutesMs: 24 * HOUR_MS,
  evaluateAfterMs: 24 * HOUR_MS,
  nearShare: 0.25,
  nearMs: 3 * MINUTE_MS,
}

/** `overdue` also when it stopped too late (then `stoppedAt` is there); `pending` while nothing has started it. */
export type ClockState = 'pending' | 'running' | 'near' | 'overdue' | 'met'

/** One deadline 时限. */
export type Clock = Readonly<{
  id: string
  name: string
  kind: 'statutory' | 'internal'
  anchorAt: EpochMs | null
  dueAt: EpochMs | null
  stoppedAt: EpochMs | null
  basis: string
  state: ClockState
  unconfirmed: boolean // 待核定: the emergency class is not confirmed, so this row may not be the one that holds
  superseded: boolean // the class was changed: kept on record, no longer holds
}>

type Plan = Omit<Clock, 'state' | 'unconfirmed' | 'superseded'> & Partial<Pick<Clock, 'unconfirmed' | 'superseded'>>

function clock(plan: Plan, policy: CasePolicy, now: EpochMs): Clock {
  const rest = { unconfirmed: plan.unconfirmed ?? false, superseded: plan.superseded ?? false }
  return { ...plan, ...rest, state: stateOf(plan, policy, now) }
}

function stateOf({ anchorAt, dueAt, stoppedAt }: Plan, policy: CasePolicy, now: EpochMs): ClockState {
  if (anchorAt === null || dueAt === null) return 'pending'
  if (stoppedAt !== null) return stoppedAt <= dueAt ? 'met' : 'overdue'
  const left = dueAt - now
  if (left < 0) return 'overdue'
  return left < Math.max((dueAt - anchorAt) * policy.nearShare, policy.nearMs) ? 'near' : 'running'
}

const earliest = (times: readonly (EpochMs | null)[]): EpochMs | null => {
  const known = times.filter(time => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

const pressAt = (theCase: Case) => earliest(theCase.pressConferences.map(conference => conference.heldAt))

const transferredAt = (theCase: Case) =>
  earliest(theCase.transfers.map(one => (one.voidedAt === null ? (one.received?.at ?? null) : null)))

/** The first answer: a proven public page, a recorded press conference or a 签收; null while there is none. Nothing else stops the clock. */
export function answeredAt(theCase: Case): EpochMs | null {
  return earliest([...theCase.releases.map(verifiedAt), pressAt(theCase), transferredAt(theCase)])
}

/** Whether people settled that no answer is needed; then no answer clock runs. */
export function needsNoAnswer(theCase: Case): boolean {
  return theCase.judgement?.response === 'none' && theCase.approval !== null
}

type Regime = 'grave' | 'other'
type Row = Readonly<{ regime: Regime; unconfirmed: boolean; superseded: boolean }>

/** Rows while no person has confirmed the class: both behind a hard trigger. */
function unconfirmedRows(hardTrigger: boolean): readonly Row[] {
  const shown: readonly Regime[] = hardTrigger ? ['grave', 'other'] : ['other']
  return shown.map(regime => ({ regime, unconfirmed: true, superseded: false }))
}

/** The rows of the table that were ever chosen, the one that holds last. */
function rowsOf(theCase: Case): readonly Row[] {
  const chosen: Regime[] = theCase.emergencies.map(({ value }) => (isGrave(value) ? 'grave' : 'other'))
  const current = chosen.at(-1)
  if (current === undefined) return unconfirmedRows(theCase.hardTrigger)
  const before = [...new Set(chosen)].filter(regime => regime !== current)
  return [...before, current].map(regime => ({ regime, unconfirmed: false, superseded: regime !== current }))
}

type Stops = Readonly<{ answeredAt: EpochMs | null; pressAt: EpochMs | null }>

/** Deadlines of one row of the table in 国办发〔2016〕80号. */
function statutory({ regime, ...marks }: Row, anchorAt: EpochMs, stops: Stops, policy: CasePolicy): readonly Plan[] {
  const plan = (id: string, name: string, ms: number, stoppedAt: EpochMs | null, basis: string): Plan => {
    return { id, name, kind: 'statutory', anchorAt, dueAt: anchorAt + ms, stoppedAt, basis, ...marks }
  }
  if (regime === 'other') {
    const basis = '国办发〔2016〕80号：其他政务舆情48小时内予以回应'
    return [plan('answer-48h', '首次回应', policy.otherPublishMs, stops.answeredAt, basis)]
  }
  const publish = '国办发〔2016〕80号：重大、特别重大突发事件5小时内发布权威信息'
  const press = '国办发〔2016〕80号：重大、特别重大突发事件24小时内举行新闻发布会'
  return [
    plan('answer-5h', '首次回应', policy.gravePublishMs, stops.answeredAt, publish),
    plan('press-24h', '新闻发布会', policy.gravePressMs, stops.pressAt, press),
  ]
}

const anchorOf = (times: CaseTimes, policy: CasePolicy) => times[policy.anchor] ?? times.detectedAt

function answers(theCase: Case, policy: CasePolicy): readonly Plan[] {
  if (needsNoAnswer(theCase)) return []
  const stops = {
    answeredAt: answeredAt(theCase),
    pressAt: earliest([pressAt(theCase), transferredAt(theCase)]),
  }
  return rowsOf(theCase).flatMap(row => statutory(row, anchorOf(theCase.times, policy), stops, policy))
}

function registering(detectedAt: EpochMs, stoppedAt: EpochMs | null, policy: CasePolicy): Plan {
  return {
    id: 'register',
    name: '登记立案',
    kind: 'internal',
    anchorAt: detectedAt,
    dueAt: detectedAt + policy.registerMs,
    stoppedAt,
    basis: '值班规定：发现后15分钟内登记',
  }
}

/** Deadlines that run before there is a case: registration, and what the law will ask, each marked 待核定. */
export function clocksBeforeCase(
  alert: Readonly<{ times: CaseTimes; hardTrigger: boolean }>,
  policy: CasePolicy,
  now: EpochMs,
): readonly Clock[] {
  const { times, hardTrigger } = alert
  const none = { answeredAt: null, pressAt: null }
  const rows = unconfirmedRows(hardTrigger).flatMap(row => statutory(row, anchorOf(times, policy), none, policy))
  return [registering(times.detectedAt, null, policy), ...rows].map(plan => clock(plan, policy, now))
}

/** 按进展持续发布: a partial answer owes the next one. */
function updates(theCase: Case): readonly Plan[] {
  return theCase.releases.flatMap((release, at): Plan[] => {
    const { partial, nextUpdateAt } = currentDraft(release)
    const anchorAt = verifiedAt(release)
    if (!partial || nextUpdateAt === null || anchorAt === null) return []
    const later = theCase.releases.slice(at + 1).map(verifiedAt)
    const stoppedAt = earliest([...later, ...pressAfter(theCase, anchorAt)])
    const basis = '国办发〔2016〕80号：根据进展持续发布；时间由上一次回应承诺'
    return [
      { id: `update-${release.id}`, name: '续报', kind: 'statutory', anchorAt, dueAt: nextUpdateAt, stoppedAt, basis },
    ]
  })
}

const pressAfter = (theCase: Case, at: EpochMs) =>
  theCase.pressConferences.map(({ heldAt }) => heldAt).filter(heldAt => heldAt > at)

/** When the debt of an emergency statement was paid: written minutes and an approved 研判. */
function paidAt(theCase: Case): EpochMs | null {
  const { conclusion, approval } = theCase
  return conclusion === null || approval === null ? null : Math.max(conclusion.at, approval.at)
}

function owed(release: Release, theCase: Case, policy: CasePolicy): readonly Plan[] {
  if (release.track !== 'emergency' || release.published === null) return []
  const anchorAt = release.published.at
  return [
    {
      id: `minutes-${release.id}`,
      name: '应急通道补录',
      kind: 'internal',
      anchorAt,
      dueAt: anchorAt + policy.minutesMs,
      stoppedAt: paidAt(theCase),
      basis: '应急通道：发布后24小时内补齐会商纪要和研判，逾期上报',
    },
  ]
}

function internal(theCase: Case, policy: CasePolicy): readonly Plan[] {
  const register = registering(theCase.times.detectedAt, theCase.openedAt, policy)
  const asked = theCase.consultations
    .filter(one => one.dueAt !== null)
    .map((one): Plan => {
      const basis = '会商时约定的反馈时间'
      const { id, unit, at: anchorAt, dueAt, answeredAt: stoppedAt } = one
      return { id: `consult-${id}`, name: `${unit}反馈`, kind: 'internal', anchorAt, dueAt, stoppedAt, basis }
    })
  return [register, ...asked, ...theCase.releases.flatMap(release => owed(release, theCase, policy))]
}

/** Every deadline of a case, statutory first. Statutory and internal clocks are different kinds and never stand in for each other. */
export function clocks(theCase: Case, policy: CasePolicy, now: EpochMs): readonly Clock[] {
  const plans = [...answers(theCase, policy), ...updates(theCase), ...internal(theCase, policy)]
  return plans.map(plan => clock(plan, policy, now))
}
