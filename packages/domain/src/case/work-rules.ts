import type { Role } from '../account.ts'
import { Rejected } from '../error.ts'
import type { AnswerMove } from './answer-rules.ts'
import { type Case, isSerious } from './case.ts'
import { lacking } from './gates.ts'
import type { CommandBodies, CommandType } from './moves.ts'
import type { ReleaseMove } from './release-rules.ts'
import { type Lack, need, nothing, OPEN_STAGES, past, type Rule, type Surroundings } from './rule.ts'
import { BACK_EDGES, isGrave, nextStage, STAGE_NAMES, STAGES, type Stage } from './stage.ts'

type WorkMove = Exclude<CommandType, ReleaseMove | AnswerMove>

const WRITERS: readonly Role[] = ['officer', 'reviewer']
const JUDGES: readonly Role[] = ['reviewer', 'signer']
const base = { reasonNeeded: false, lacks: nothing } as const

/** Who may send a case on from each stage. */
const ADVANCERS: Readonly<Record<Stage, readonly Role[]>> = {
  collecting: WRITERS,
  consulting: WRITERS,
  judging: JUDGES,
  responding: WRITERS,
  evaluating: JUDGES,
  closed: [],
}

function advanceLack(theCase: Case, { actor, now, policy }: Surroundings): Lack {
  if (!ADVANCERS[theCase.stage].some(role => actor.roles.includes(role))) {
    return new Rejected('case/not-your-role', { detail: '本环节须由审核人或签发人送出' })
  }
  const missing = lacking(theCase, theCase.stage, now, policy)
  if (missing.length === 0) return null
  return new Rejected('case/gate-unmet', { detail: `还缺 ${missing.length} 项：${missing.join('；')}` })
}

function approvalLack(theCase: Case, { actor }: Surroundings): Lack {
  const { judgement, approval } = theCase
  if (judgement === null) return new Rejected('case/judgement-missing', { detail: '还没有研判意见' })
  if (approval !== null) return new Rejected('case/unchanged', { detail: '研判意见已经批准' })
  if (judgement.by.id === actor.id) {
    return new Rejected('case/same-person', { detail: '研判和批准须由不同的人办理' })
  }
  if (isSerious(theCase) && !actor.roles.includes('signer')) {
    return new Rejected('case/not-your-role', { detail: '重大及以上须由分管局领导批准' })
  }
  return null
}

function judgeLack(theCase: Case): Lack {
  if (theCase.mustRespond !== null) return null
  return new Rejected('case/must-respond-unconfirmed', { detail: '请先确认是否属于必须回应的情形' })
}

function judged(theCase: Case, body: CommandBodies['judged']): CommandBodies['judged'] {
  need(body.responsibleUnit, '责任主体')
  need(body.responseReason, '回应方式的理由')
  const kinds = body.dispositions.map(one => one.disposition)
  const mains = body.dispositions.filter(one => one.main)
  if (mains.length !== 1 || new Set(kinds).size !== kinds.length) {
    throw new Rejected('case/bad-dispositions', { detail: '处置方式至少选一项，不重复，其中一项为主' })
  }
  const reasons = theCase.mustRespond?.value ?? []
  if (body.response === 'none' && (reasons.length > 0 || isGrave(theCase.emergency?.value ?? null))) {
    throw new Rejected('case/must-respond-stands', { detail: '属于必须回应的情形，不能选择无需回应' })
  }
  return body
}

const distinct = <Value>(values: readonly Value[]) => [...new Set(values)]

function adoptionReasonNeeded(body: Readonly<{ adoption: string; adoptionReason: string }>): void {
  if (body.adoption === 'partly' || body.adoption === 'declined') need(body.adoptionReason, '未全部采纳的理由')
}

/** Rules up to 研判, and of going from stage to stage. */
export const workRules: { [T in WorkMove]: Rule<T> } = {
  'alert-merged': {
    ...base,
    roles: WRITERS,
    stages: OPEN_STAGES,
    make: (theCase, body) => {
      if (theCase.alertIds.includes(body.alertId)) {
        throw new Rejected('case/unchanged', { detail: '该预警已在本案' })
      }
      return body
    },
  },
  noted: {
    ...base,
    roles: ['officer', 'reviewer', 'secrecy', 'signer'],
    stages: OPEN_STAGES,
    make: (_, body) => {
      need(body.text, '批示内容')
      return body
    },
  },
  registered: {
    ...base,
    roles: WRITERS,
    stages: ['collecting'],
    make: (_, body) => {
      need(body.summary, '摘要')
      need(body.demand, '诉求类型')
      if (body.scopes.length === 0) throw new Rejected('case/field-missing', { detail: '请填写：监测范围' })
      return { ...body, scopes: distinct(body.scopes) }
    },
  },
  'level-confirmed': {
    roles: JUDGES,
    stages: OPEN_STAGES,
    reasonNeeded: true,
    lacks: nothing,
    make: (_, body) => body,
  },
  'emergency-confirmed': {
    roles: JUDGES,
    stages: OPEN_STAGES,
    reasonNeeded: true,
    lacks: nothing,
    make: (_, body) => body,
  },
  'must-respond-confirmed': {
    roles: JUDGES,
    stages: OPEN_STAGES,
    reasonNeeded: true,
    lacks: nothing,
    make: (_, body) => ({ reasons: distinct(body.reasons) }),
  },
  consulted: {
    ...base,
    roles: WRITERS,
    stages: OPEN_STAGES,
    make: (theCase, body, around) => {
      need(body.unit, '单位')
      need(body.person, '姓名')
      need(body.told, '告知事项')
      past(body.at, theCase.times.detectedAt, around.now, '会商时间')
      if (body.adoption !== 'pending') need(body.opinion, '意见')
      adoptionReasonNeeded(body)
      return { ...body, id: `c${theCase.consultations.length + 1}` }
    },
  },
  'consultation-answered': {
    ...base,
    roles: WRITERS,
    stages: OPEN_STAGES,
    lacks: theCase =>
      theCase.consultations.length > 0 ? null : new Rejected('case/no-such-consultation', { detail: '还没有会商记录' }),
    make: (theCase, body) => {
      if (!theCase.consultations.some(one => one.id === body.consultationId)) {
        throw new Rejected('case/no-such-consultation', { detail: '没有这条会商记录' })
      }
      need(body.opinion, '意见')
      if (body.adoption === 'pending') throw new Rejected('case/field-missing', { detail: '请填写：是否采纳' })
      adoptionReasonNeeded(body)
      return body
    },
  },
  'consultation-concluded': {
    ...base,
    roles: WRITERS,
    stages: ['consulting'],
    make: (_, body) => {
      need(body.nature, '事件性质')
      need(body.trend, '走势')
      need(body.risks, '可能风险')
      need(body.precautions, '预控处置意见')
      return body
    },
  },
  judged: { ...base, roles: JUDGES, stages: ['judging'], lacks: judgeLack, make: judged },
  'judgement-approved': { ...base, roles: JUDGES, stages: ['judging'], lacks: approvalLack, make: (_, body) => body },
  'stage-advanced': {
    ...base,
    roles: ['officer', 'reviewer', 'signer'],
    stages: OPEN_STAGES,
    lacks: advanceLack,
    make: (theCase, body) => {
      if (body.to !== nextStage(theCase.stage)) {
        const next = STAGE_NAMES[nextStage(theCase.stage) ?? 'closed']
        throw new Rejected('case/wrong-stage', { detail: `下一环节是${next}` })
      }
      return { from: theCase.stage, to: body.to }
    },
  },
  'stage-returned': {
    roles: JUDGES,
    stages: STAGES.filter(stage => BACK_EDGES[stage].length > 0),
    reasonNeeded: true,
    lacks: nothing,
    make: (theCase, body) => {
      if (!BACK_EDGES[theCase.stage].includes(body.to)) {
        const names = BACK_EDGES[theCase.stage].map(stage => STAGE_NAMES[stage])
        throw new Rejected('case/wrong-stage', { detail: `本环节只能退回：${names.join('、')}` })
      }
      return { from: theCase.stage, to: body.to }
    },
  },
}
