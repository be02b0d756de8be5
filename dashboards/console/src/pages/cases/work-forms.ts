import type { CaseState } from '../../api/case.ts'
import { LEVEL_OPTIONS } from '../../parts/level-tag.tsx'
import { optionsOf, STAGE_NAMES } from '../../words.ts'
import {
  ADOPTIONS,
  BACK_EDGES,
  COLLECT_SCOPES,
  DISPOSITIONS,
  dispositionName,
  EMERGENCY_CLASSES,
  METHODS,
  MUST_RESPOND_REASONS,
  NEXT_STAGE,
  RESPONSES,
  RESPONSIBILITIES,
  UNIT_KINDS,
} from './case-words.ts'
import { type MakeForm, type MoveField, type MoveForm, plainBody } from './move-form.ts'

const form = (
  fields: readonly MoveField[],
  initial: Readonly<Record<string, unknown>> = {},
  reason: MoveForm['reason'] = 'no',
): MoveForm => ({ fields, initial, reason, body: plainBody(fields) })

const consulted: MakeForm = (_, now) =>
  form(
    [
      { name: 'unit', label: '单位', kind: 'line', required: true },
      { name: 'unitKind', label: '单位类别', kind: 'choice', options: optionsOf(UNIT_KINDS), required: true },
      { name: 'person', label: '姓名', kind: 'line', required: true },
      { name: 'post', label: '职务', kind: 'line' },
      { name: 'method', label: '方式', kind: 'choice', options: optionsOf(METHODS), required: true },
      { name: 'at', label: '时间', kind: 'time', required: true },
      { name: 'oral', label: '口头会商', kind: 'yes' },
      { name: 'dueAt', label: '要求反馈时间', kind: 'time' },
      { name: 'told', label: '告知事项', kind: 'area', required: true, span: true },
      { name: 'adoption', label: '是否采纳', kind: 'choice', options: optionsOf(ADOPTIONS), required: true },
      { name: 'opinion', label: '意见', kind: 'area', span: true, hint: '待复时可不填' },
      { name: 'adoptionReason', label: '未全部采纳的理由', kind: 'line', span: true, shownWhen: partly },
      { name: 'attachments', label: '附件编号（每行一个）', kind: 'lines', span: true },
    ],
    { at: now, adoption: 'pending', method: 'phone', unitKind: 'section' },
  )

const partly = (values: Readonly<Record<string, unknown>>) => ['partly', 'declined'].includes(String(values.adoption))

const answered: MakeForm = theCase => {
  const waiting = theCase.consultations.filter(one => one.answeredAt === null)
  const asked = waiting.length > 0 ? waiting : theCase.consultations
  return form(
    [
      {
        name: 'consultationId',
        label: '会商记录',
        kind: 'choice',
        options: asked.map(one => ({ value: one.id, label: `${one.unit} ${one.person}` })),
        required: true,
        span: true,
      },
      { name: 'opinion', label: '意见', kind: 'area', required: true, span: true },
      { name: 'adoption', label: '是否采纳', kind: 'choice', options: optionsOf(ADOPTIONS), required: true },
      { name: 'adoptionReason', label: '未全部采纳的理由', kind: 'line', shownWhen: partly },
      { name: 'attachments', label: '附件编号（每行一个）', kind: 'lines', span: true },
    ],
    { adoption: 'adopted', consultationId: asked[0]?.id },
  )
}

const judged: MakeForm = theCase =>
  form(
    [
      {
        name: 'dispositions',
        label: '处置方式（至少一项，其中一项为主）',
        kind: 'dispositions',
        required: true,
        span: true,
      },
      {
        name: 'responsibility',
        label: '责任认定',
        kind: 'choice',
        options: optionsOf(RESPONSIBILITIES),
        required: true,
      },
      { name: 'responsibleUnit', label: '责任主体', kind: 'line', required: true },
      { name: 'response', label: '回应方式', kind: 'choice', options: optionsOf(RESPONSES), required: true },
      { name: 'responseReason', label: '回应方式的理由', kind: 'area', required: true, span: true },
    ],
    theCase.judgement ?? { dispositions: [], responsibility: 'own', response: 'respond' },
  )

const evidenced: MakeForm = theCase => {
  const open = theCase.duties.filter(duty => duty.evidence === null)
  const duties = open.length > 0 ? open : theCase.duties
  const proofs: readonly MoveField[] = duties.flatMap(duty =>
    (DISPOSITIONS[duty.disposition]?.fields ?? []).map(
      (field): MoveField => ({
        name: `${duty.disposition}.${field.name}`,
        label: field.label,
        kind: 'area',
        required: true,
        span: true,
        shownWhen: values => values.disposition === duty.disposition,
      }),
    ),
  )
  return {
    fields: [
      {
        name: 'disposition',
        label: '处置方式',
        kind: 'choice',
        required: true,
        span: true,
        options: duties.map(({ disposition }) => ({ value: disposition, label: dispositionName(disposition) })),
      },
      ...proofs,
    ],
    initial: { disposition: duties[0]?.disposition },
    reason: 'no',
    body: values => {
      const disposition = String(values.disposition)
      const names = (DISPOSITIONS[disposition]?.fields ?? []).map(field => field.name)
      const fields = Object.fromEntries(
        names.map(name => [name, String(values[`${disposition}.${name}`] ?? '').trim()]),
      )
      return { disposition, fields }
    },
  }
}

const back = (theCase: CaseState) =>
  (BACK_EDGES[theCase.stage] ?? []).map(stage => ({ value: stage, label: STAGE_NAMES[stage] ?? stage }))

/** Forms of everything but releases and the evaluation. */
export const WORK_FORMS: Readonly<Record<string, MakeForm>> = {
  noted: () => form([{ name: 'text', label: '批示内容', kind: 'area', required: true, span: true }]),
  registered: theCase =>
    form(
      [
        { name: 'summary', label: '摘要', kind: 'area', required: true, span: true },
        { name: 'demand', label: '诉求类型', kind: 'line', required: true },
        { name: 'involved', label: '涉及单位、线路、地点', kind: 'line' },
        {
          name: 'scopes',
          label: '监测范围',
          kind: 'choices',
          options: optionsOf(COLLECT_SCOPES),
          required: true,
          span: true,
        },
      ],
      theCase.registration ?? { summary: theCase.title },
    ),
  'level-confirmed': theCase =>
    form(
      [{ name: 'level', label: '确认舆情级别', kind: 'choice', options: LEVEL_OPTIONS, required: true, span: true }],
      { level: theCase.level?.value ?? theCase.suggestion.level },
      'needed',
    ),
  'emergency-confirmed': theCase =>
    form(
      [
        {
          name: 'emergencyClass',
          label: '突发事件等级（决定法定时限）',
          kind: 'choice',
          options: optionsOf(EMERGENCY_CLASSES),
          required: true,
          span: true,
        },
      ],
      { emergencyClass: theCase.emergency?.value },
      'needed',
    ),
  'must-respond-confirmed': theCase =>
    form(
      [
        {
          name: 'reasons',
          label: '必须回应的情形',
          kind: 'choices',
          options: optionsOf(MUST_RESPOND_REASONS),
          span: true,
          hint: '一项都不选，即确认不属于必须回应的情形',
        },
      ],
      { reasons: theCase.mustRespond?.value ?? [] },
      'needed',
    ),
  consulted,
  'consultation-answered': answered,
  'consultation-concluded': theCase =>
    form(
      [
        { name: 'nature', label: '事件性质', kind: 'area', required: true, span: true },
        { name: 'trend', label: '走势', kind: 'area', required: true, span: true },
        { name: 'risks', label: '可能风险', kind: 'area', required: true, span: true },
        { name: 'precautions', label: '预控处置意见', kind: 'area', required: true, span: true },
      ],
      theCase.conclusion ?? {},
    ),
  judged,
  'judgement-approved': () => form([{ name: 'opinion', label: '批准意见', kind: 'area', span: true }]),
  'stage-advanced': theCase => {
    const to = NEXT_STAGE[theCase.stage] ?? ''
    return { fields: [], initial: {}, reason: 'no', body: () => ({ to }), note: `案件进入“${STAGE_NAMES[to]}”环节。` }
  },
  'stage-returned': theCase =>
    form(
      [{ name: 'to', label: '退回到', kind: 'choice', options: back(theCase), required: true, span: true }],
      { to: back(theCase)[0]?.value },
      'needed',
    ),
  'press-conference-held': (_, now) =>
    form(
      [
        { name: 'at', label: '举行时间', kind: 'time', required: true },
        { name: 'place', label: '地点', kind: 'line', required: true },
        { name: 'organiser', label: '主办单位', kind: 'line', required: true },
      ],
      { at: now },
    ),
  transferred: theCase =>
    form(
      [
        { name: 'unit', label: '承办单位', kind: 'line', required: true },
        { name: 'contact', label: '联系人', kind: 'line' },
        { name: 'matter', label: '转办事项', kind: 'area', required: true, span: true },
      ],
      { unit: theCase.judgement?.responsibleUnit },
    ),
  'transfer-received': (theCase, now) => {
    const waiting = theCase.transfers.filter(one => one.received === null && one.voidedAt === null)
    return form(
      [
        {
          name: 'transferId',
          label: '转办',
          kind: 'choice',
          options: waiting.map(one => ({ value: one.id, label: `${one.unit} ${one.matter}` })),
          required: true,
          span: true,
        },
        { name: 'unit', label: '签收单位', kind: 'line', required: true },
        { name: 'person', label: '签收人', kind: 'line', required: true },
        { name: 'at', label: '签收时间', kind: 'time', required: true },
        { name: 'reference', label: '签收凭据', kind: 'line', required: true },
      ],
      { transferId: waiting[0]?.id, unit: waiting[0]?.unit, at: now },
    )
  },
  'duty-evidenced': evidenced,
}
