import type { Role } from '../account.ts'
import { Rejected } from '../error.ts'
import type { Case } from './case.ts'
import { DISPOSITIONS, missingEvidence } from './disposition.ts'
import type { CommandBodies } from './moves.ts'
import { type Lack, need, nothing, past, type Rule, type Surroundings } from './rule.ts'
import type { Stage } from './stage.ts'

/** Moves after 研判 that are no release. */
export type AnswerMove =
  | 'press-conference-held'
  | 'transferred'
  | 'transfer-received'
  | 'duty-evidenced'
  | 'evaluated'
  | 'evaluation-approved'

const WRITERS: readonly Role[] = ['officer', 'reviewer']
const JUDGES: readonly Role[] = ['reviewer', 'signer']
const LATE: readonly Stage[] = ['responding', 'evaluating']
const base = { reasonNeeded: false, lacks: nothing } as const

function evidenceLack(theCase: Case): Lack {
  if (theCase.duties.length > 0) return null
  return new Rejected('case/judgement-missing', { detail: '研判选定处置方式之后才有履职义务' })
}

function transferLack(theCase: Case): Lack {
  if (theCase.judgement?.response === 'transfer' && theCase.approval !== null) return null
  return new Rejected('case/wrong-response', { detail: '研判结论不是转办有关单位' })
}

function receiptLack(theCase: Case): Lack {
  if (theCase.transfers.some(one => one.voidedAt === null && one.received === null)) return null
  return new Rejected('case/no-such-transfer', { detail: '没有待签收的转办' })
}

function receipt(theCase: Case, body: CommandBodies['transfer-received'], around: Surroundings) {
  const waiting = theCase.transfers.find(one => one.id === body.transferId && one.voidedAt === null)
  if (waiting === undefined || waiting.received !== null) {
    throw new Rejected('case/no-such-transfer', { detail: '没有这份待签收的转办' })
  }
  if (waiting.unit !== body.unit) {
    throw new Rejected('case/wrong-unit', { detail: `签收单位须是转办单位：${waiting.unit}` })
  }
  need(body.person, '签收人')
  need(body.reference, '签收凭据')
  past(body.at, waiting.at, around.now, '签收时间')
  return body
}

function evaluated(body: CommandBodies['evaluated']): CommandBodies['evaluated'] {
  need(body.lessons, '经验与不足')
  const ratios = [body.demands, body.satisfaction].filter(ratio => ratio !== null)
  const bad = [
    ...ratios.map(ratio => ratio.part > ratio.whole || ratio.part < 0),
    ...body.windows.map(one => one.negative > one.total || one.negative < 0 || one.toAt <= one.fromAt),
  ]
  if (bad.some(Boolean)) throw new Rejected('case/bad-figures', { detail: '分子不能大于分母，时段的终点须在起点之后' })
  return body
}

function evaluationLack(theCase: Case, { actor }: Surroundings): Lack {
  const { evaluation, evaluationApproval } = theCase
  if (evaluation === null) return new Rejected('case/evaluation-missing', { detail: '评估还没有填写' })
  if (evaluationApproval !== null) return new Rejected('case/unchanged', { detail: '评估已经签审' })
  if (evaluation.by.id === actor.id) {
    return new Rejected('case/same-person', { detail: '评估的填写和签审须由不同的人办理' })
  }
  return null
}

/** Rules of answering beside releases, of duties and of 评估. */
export const answerRules: { [T in AnswerMove]: Rule<T> } = {
  'press-conference-held': {
    ...base,
    roles: WRITERS,
    stages: LATE,
    lacks: theCase =>
      theCase.judgement?.response === 'respond'
        ? null
        : new Rejected('case/wrong-response', { detail: '研判结论不是由本局回应' }),
    make: (theCase, body, around) => {
      need(body.place, '地点')
      need(body.organiser, '主办单位')
      past(body.at, theCase.times.detectedAt, around.now, '召开时间')
      return body
    },
  },
  transferred: {
    ...base,
    roles: WRITERS,
    stages: LATE,
    lacks: transferLack,
    make: (theCase, body) => {
      need(body.unit, '转办单位')
      need(body.matter, '转办事项')
      return { ...body, id: `t${theCase.transfers.length + 1}` }
    },
  },
  'transfer-received': { ...base, roles: WRITERS, stages: LATE, lacks: receiptLack, make: receipt },
  'duty-evidenced': {
    ...base,
    roles: WRITERS,
    stages: LATE,
    lacks: evidenceLack,
    make: (theCase, body) => {
      if (!theCase.duties.some(duty => duty.disposition === body.disposition)) {
        throw new Rejected('case/bad-dispositions', { detail: '研判没有选定这项处置方式' })
      }
      const missing = missingEvidence(body.disposition, body.fields)
      if (missing.length > 0) throw new Rejected('case/field-missing', { detail: `请填写：${missing.join('、')}` })
      const known = DISPOSITIONS[body.disposition].fields.map(field => [field.name, body.fields[field.name] ?? ''])
      return { disposition: body.disposition, fields: Object.fromEntries(known) }
    },
  },
  evaluated: {
    ...base,
    roles: ['officer', 'reviewer', 'analyst'],
    stages: ['evaluating'],
    make: (_, body) => evaluated(body),
  },
  'evaluation-approved': {
    ...base,
    roles: JUDGES,
    stages: ['evaluating'],
    lacks: evaluationLack,
    make: (_, body) => body,
  },
}
