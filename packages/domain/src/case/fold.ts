import type { Fold, Move } from '../ledger.ts'
import type { Case, Confirmed } from './case.ts'
import { dutiesOf } from './disposition.ts'
import type { CaseMoveType, MoveBodies } from './moves.ts'
import { type Release, type ReviewStep, voided } from './release.ts'
import { isBefore, isGrave, type Stage } from './stage.ts'

type Step<T extends CaseMoveType> = (state: Case, body: MoveBodies[T], move: Move) => Case
type Steps = { [T in Exclude<CaseMoveType, 'opened'>]: Step<T> }

function open(move: Move): Case {
  const { alertId, eventId, ...opened } = move.body as unknown as MoveBodies['opened']
  return {
    ...opened,
    id: move.id,
    stage: 'collecting',
    openedAt: move.at,
    openedBy: move.by,
    alertIds: [alertId],
    eventIds: [eventId],
    level: null,
    levels: [],
    emergency: null,
    emergencies: [],
    mustRespond: null,
    registration: null,
    consultations: [],
    conclusion: null,
    judgement: null,
    approval: null,
    judgedAt: null,
    releases: [],
    pressConferences: [],
    transfers: [],
    duties: [],
    evaluation: null,
    evaluationApproval: null,
    entered: [{ stage: 'collecting', at: move.at }],
    notes: [],
    closedAt: null,
    moves: 1,
  }
}

const settled = <Value extends object>(value: Value, move: Move) => ({ ...value, by: move.by, at: move.at })
const confirmed = <Value>(value: Value, move: Move): Confirmed<Value> => ({
  value,
  by: move.by,
  at: move.at,
  reason: move.reason ?? '',
})
const added = (list: readonly string[], one: string) => (list.includes(one) ? list : [...list, one])

const inRelease = (state: Case, releaseId: string, change: (release: Release) => Release): Case => ({
  ...state,
  releases: state.releases.map(release => (release.id === releaseId ? change(release) : release)),
})

const reviewed =
  (step: ReviewStep) =>
  (state: Case, body: MoveBodies['signed'] & Readonly<{ unit?: string }>, move: Move): Case =>
    inRelease(state, body.releaseId, release => {
      const { pass, opinion, hash, unit } = body
      const review = { step, pass, opinion, hash, unit: unit ?? null, by: move.by, at: move.at, voidedAt: null }
      return { ...release, reviews: [...release.reviews, review] }
    })

/** A new version: the first opens its release, a later one voids every signature under the versions before. */
function drafted(state: Case, body: MoveBodies['drafted'], move: Move): Case {
  const { releaseId, ...content } = body
  const draft = { ...content, by: move.by, at: move.at }
  if (state.releases.some(release => release.id === releaseId)) {
    return inRelease(state, releaseId, release => {
      const open = voided(release, move.at)
      return { ...open, drafts: [...open.drafts, draft] }
    })
  }
  const release: Release = {
    id: releaseId,
    track: content.track,
    drafts: [draft],
    reviews: [],
    published: null,
    checks: [],
    archived: null,
    withdrawn: null,
  }
  return { ...state, releases: [...state.releases, release] }
}

const enter = (state: Case, to: Stage, move: Move): Case => ({
  ...state,
  stage: to,
  entered: [...state.entered, { stage: to, at: move.at }],
  closedAt: to === 'closed' ? move.at : null,
})

/** 无需回应 falls when an answer turns out to be owed. */
const unjudged = (state: Case): Case => ({ ...state, judgement: null, approval: null })

/** A way back: what comes after the stage has to be done again, and open signatures are void. What was published stays a fact. */
function returned(state: Case, to: Stage, move: Move): Case {
  const redo = (stage: Stage) => !isBefore(stage, to)
  const back = {
    ...enter(state, to, move),
    registration: redo('collecting') ? null : state.registration,
    conclusion: redo('consulting') ? null : state.conclusion,
    judgement: redo('judging') ? null : state.judgement,
    approval: redo('judging') ? null : state.approval,
    evaluation: redo('responding') || state.stage === 'closed' ? null : state.evaluation,
    evaluationApproval: null,
    releases: state.releases.map(release => voided(release, move.at)),
  }
  if (!redo('judging')) return back
  const transfers = state.transfers.map(transfer => ({ ...transfer, voidedAt: transfer.voidedAt ?? move.at }))
  return { ...back, transfers }
}

const steps: Steps = {
  'alert-merged': (state, body) => ({
    ...state,
    alertIds: added(state.alertIds, body.alertId),
    eventIds: added(state.eventIds, body.eventId),
  }),
  noted: (state, body, move) => ({ ...state, notes: [...state.notes, settled(body, move)] }),
  registered: (state, body, move) => ({ ...state, registration: settled(body, move) }),
  'level-confirmed': (state, body, move) => {
    const level = confirmed(body.level, move)
    return { ...state, level, levels: [...state.levels, level] }
  },
  'emergency-confirmed': (state, body, move) => {
    const emergency = confirmed(body.emergencyClass, move)
    const stands = isGrave(body.emergencyClass) && state.judgement?.response === 'none'
    return { ...(stands ? unjudged(state) : state), emergency, emergencies: [...state.emergencies, emergency] }
  },
  'must-respond-confirmed': (state, body, move) => {
    const mustRespond = confirmed(body.reasons, move)
    const stands = body.reasons.length > 0 && state.judgement?.response === 'none'
    return { ...(stands ? unjudged(state) : state), mustRespond }
  },
  consulted: (state, body, move) => {
    const answeredAt = body.adoption === 'pending' ? null : move.at
    // `at` in the body is when the unit was asked; it outranks the time of writing it down
    const consultation = { ...settled(body, move), at: body.at, answeredAt }
    return { ...state, consultations: [...state.consultations, consultation] }
  },
  'consultation-answered': (state, body, move) => ({
    ...state,
    consultations: state.consultations.map(one => {
      if (one.id !== body.consultationId) return one
      const { opinion, adoption, adoptionReason } = body
      const attachments = [...one.attachments, ...body.attachments]
      return { ...one, opinion, adoption, adoptionReason, attachments, answeredAt: one.answeredAt ?? move.at }
    }),
  }),
  'consultation-concluded': (state, body, move) => ({ ...state, conclusion: settled(body, move) }),
  judged: (state, body, move) => ({
    ...state,
    judgement: settled(body, move),
    approval: null,
    duties: dutiesOf(body.dispositions, state.duties),
  }),
  'judgement-approved': (state, body, move) => ({
    ...state,
    approval: settled(body, move),
    judgedAt: state.judgedAt ?? move.at,
  }),
  'stage-advanced': (state, body, move) => enter(state, body.to, move),
  'stage-returned': (state, body, move) => returned(state, body.to, move),
  drafted,
  'emergency-drafted': drafted,
  'first-reviewed': reviewed('first'),
  'second-reviewed': reviewed('second'),
  'secrecy-reviewed': reviewed('secrecy'),
  countersigned: reviewed('countersign'),
  signed: reviewed('sign'),
  published: (state, body, move) =>
    inRelease(state, body.releaseId, release => ({
      ...release,
      published: { at: move.at, by: move.by.id, channels: body.channels, hash: body.hash },
    })),
  'public-page-verified': (state, body) =>
    inRelease(state, body.releaseId, release => {
      const { url, fetchedAt, hash, carries } = body
      return { ...release, checks: [...release.checks, { url, fetchedAt, hash, carries }] }
    }),
  archived: (state, body, move) =>
    inRelease(state, body.releaseId, release => ({
      ...release,
      archived: { at: move.at, by: move.by.id, reference: body.reference },
    })),
  'release-withdrawn': (state, body, move) =>
    inRelease(state, body.releaseId, release => ({
      ...release,
      withdrawn: { at: move.at, by: move.by.id, reason: move.reason ?? '' },
    })),
  'press-conference-held': (state, body, move) => {
    const held = { heldAt: body.at, place: body.place, organiser: body.organiser, by: move.by, at: move.at }
    return { ...state, pressConferences: [...state.pressConferences, held] }
  },
  transferred: (state, body, move) => {
    const transfer = { ...body, at: move.at, by: move.by.id, received: null, voidedAt: null }
    return { ...state, transfers: [...state.transfers, transfer] }
  },
  'transfer-received': (state, body) => ({
    ...state,
    transfers: state.transfers.map(one => {
      if (one.id !== body.transferId) return one
      const { unit, person, at, reference } = body
      return { ...one, received: { unit, person, at, reference } }
    }),
  }),
  'duty-evidenced': (state, body, move) => ({
    ...state,
    duties: state.duties.map(duty =>
      duty.disposition === body.disposition
        ? { ...duty, evidence: { fields: body.fields, by: move.by.id, at: move.at } }
        : duty,
    ),
  }),
  evaluated: (state, body, move) => ({ ...state, evaluation: settled(body, move), evaluationApproval: null }),
  'evaluation-approved': (state, body, move) => ({ ...state, evaluationApproval: settled(body, move) }),
}

/** Makes a case of its moves. A type it does not know (written by a newer house) only counts. */
export const foldCase: Fold<Case> = (state, move) => {
  if (move.type === 'opened') return open(move)
  if (state === null) return null
  const next = { ...state, moves: state.moves + 1 }
  if (!Object.hasOwn(steps, move.type)) return next
  const step = steps[move.type as keyof Steps] as Step<CaseMoveType>
  return step(next, move.body as unknown as never, move)
}
