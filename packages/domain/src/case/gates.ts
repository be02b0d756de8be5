import { type EpochMs, shortTime } from '../time.ts'
import { type Case, isSerious } from './case.ts'
import { answeredAt, type CasePolicy, clocks, needsNoAnswer } from './clocks.ts'
import { DISPOSITIONS } from './disposition.ts'
import { currentDraft, openRelease, passed, REVIEW_STEPS, type Release, stepsOf, verifiedAt } from './release.ts'
import { MUST_CONSULT, type Stage, UNIT_KINDS } from './stage.ts'

/** One condition for leaving a stage. `field` names the part of the form that lacks it. */
export type Gate = Readonly<{ id: string; label: string; met: boolean; missing: string | null; field: string }>

/** Conditions for leaving each stage; the end has none. */
export type Gates = Readonly<Record<Stage, readonly Gate[]>>

const gate = (id: string, label: string, met: boolean, missing: string, field: string = id): Gate => ({
  id,
  label,
  met,
  missing: met ? null : missing,
  field,
})
const said = (text: string | undefined) => (text ?? '').trim() !== ''

function collecting(theCase: Case): readonly Gate[] {
  return [
    gate('source', '来源', theCase.eventIds.length > 0, '没有关联的舆情事件', 'events'),
    gate('evidence', '证据', theCase.evidence.total > 0, '没有固定的证据', 'evidence'),
    gate('registration', '登记', theCase.registration !== null, '监测登记未填写'),
  ]
}

function consulting(theCase: Case): readonly Gate[] {
  const { conclusion, consultations } = theCase
  const heard = consultations.some(one => one.answeredAt !== null)
  return [
    gate('consultations', '意见', heard, '还没有一家单位的会商意见'),
    gate('nature', '性质', said(conclusion?.nature), '事件性质未写明'),
    gate('trend', '走势', said(conclusion?.trend), '走势未写明'),
    gate('risks', '风险', said(conclusion?.risks), '可能风险未写明'),
    gate('precautions', '预控意见', said(conclusion?.precautions), '预控处置意见未写明'),
  ]
}

function judging(theCase: Case): readonly Gate[] {
  const { level, emergency, mustRespond, judgement, approval } = theCase
  return [
    gate('level', '级别', level !== null, '舆情级别待人工确认'),
    gate('emergency', '突发等级', emergency !== null, '突发事件等级待人工核定'),
    gate('mustRespond', '回应事由', mustRespond !== null, '是否属于必须回应的情形待确认'),
    gate('dispositions', '处置方式', judgement !== null, '处置方式未选定', 'judgement'),
    gate('responsible', '责任主体', said(judgement?.responsibleUnit), '责任主体未认定', 'judgement'),
    gate('approval', '批准', approval !== null, '研判意见未经批准'),
  ]
}

/** The release the stage is judged by: the first regular one that is complete, else the newest that was not withdrawn. */
export function leadingRelease(theCase: Case): Release | null {
  const regular = theCase.releases.filter(one => one.track === 'regular' && one.withdrawn === null)
  const done = (one: Release) => verifiedAt(one) !== null && one.archived !== null
  return regular.find(done) ?? regular.at(-1) ?? null
}

function chain(release: Release | null): readonly Gate[] {
  const steps = release === null ? (['first', 'second', 'secrecy', 'sign'] as const) : stepsOf(release)
  const reviews = steps.map(step => {
    const met = release !== null && passed(release, step)
    return gate(step, REVIEW_STEPS[step], met, `未经${REVIEW_STEPS[step]}`, 'release')
  })
  const published = release?.published ?? null
  const open = release === null || currentDraft(release).openness === 'active'
  return [
    gate('draft', '拟稿', release !== null, '回应稿未拟', 'release'),
    ...reviews,
    gate('published', '发布', published !== null, open ? '未登记发布' : '该稿不是主动公开，不能作为回应', 'release'),
    gate('verified', '公开核验', release !== null && verifiedAt(release) !== null, '公开页面未核验', 'release'),
    gate('archived', '归档', (release?.archived ?? null) !== null, '未归档', 'release'),
  ]
}

function responding(theCase: Case): readonly Gate[] {
  const { judgement, approval } = theCase
  if (judgement?.response === 'none') {
    return [gate('no-answer', '无需回应', approval !== null, '无需回应的意见未经批准', 'judgement')]
  }
  if (judgement?.response === 'transfer') {
    const valid = theCase.transfers.filter(one => one.voidedAt === null)
    const received = valid.some(one => one.received !== null)
    return [
      gate('transferred', '转办', valid.length > 0, '未登记转办', 'transfers'),
      gate('received', '签收', received, '承办单位未签收', 'transfers'),
    ]
  }
  return chain(leadingRelease(theCase))
}

function aged(theCase: Case, now: EpochMs, policy: CasePolicy): Gate {
  const since = needsNoAnswer(theCase) ? (theCase.approval?.at ?? null) : answeredAt(theCase)
  const from = since === null ? null : since + policy.evaluateAfterMs
  const missing = from === null ? '还没有首次回应' : `${shortTime(from)} 起可以评估办结`
  return gate('aged', '满24小时', from !== null && now >= from, missing, 'clocks')
}

/** Of 宣传, 网信 and 网警 those whose opinion is not on record; asked of 重大 cases. */
function unheard(theCase: Case): readonly string[] {
  if (!isSerious(theCase)) return []
  const heard = theCase.consultations.filter(one => one.answeredAt !== null).map(one => one.unitKind)
  return MUST_CONSULT.filter(kind => !heard.includes(kind)).map(kind => UNIT_KINDS[kind])
}

function evaluating(theCase: Case, now: EpochMs, policy: CasePolicy): readonly Gate[] {
  const { evaluation } = theCase
  const changes = evaluation?.rectifications ?? []
  const assigned = changes.length > 0 && changes.every(change => said(change.text) && said(change.unit))
  const unproven = theCase.duties.filter(duty => duty.evidence === null).map(one => DISPOSITIONS[one.disposition].label)
  const running = clocks(theCase, policy, now).filter(
    clock => (clock.kind === 'statutory' || clock.id.startsWith('minutes-')) && !clock.superseded,
  )
  const owed = running.filter(clock => clock.stoppedAt === null).map(clock => clock.name)
  const loose = theCase.releases.some(one => one.published !== null && one.archived === null)
  const settled = openRelease(theCase.releases) === null && !loose
  const silent = unheard(theCase)
  return [
    aged(theCase, now, policy),
    gate('windows', '前后对比', (evaluation?.windows.length ?? 0) >= 2, '回应前后对比未填写', 'evaluation'),
    gate('demands', '诉求解决', evaluation !== null, '诉求解决情况未填写（没有报送的写明未报）', 'evaluation'),
    gate('rectifications', '整改意见', assigned, '整改意见或其责任单位未填写', 'evaluation'),
    gate('evaluation-approval', '评估签审', theCase.evaluationApproval !== null, '评估未经签审', 'evaluation'),
    gate('duties', '履职证据', unproven.length === 0, `缺履职证据：${unproven.join('、')}`, 'duties'),
    gate('consulted', '三方意见', silent.length === 0, `缺会商意见：${silent.join('、')}`, 'consultations'),
    gate('clocks', '法定时限', owed.length === 0, `时限未了结：${owed.join('、')}`, 'clocks'),
    gate('releases', '稿件归档', settled, '还有未发布、未撤回或未归档的稿件', 'release'),
  ]
}

/** What each stage still lacks before the case may leave it. */
export function gates(theCase: Case, now: EpochMs, policy: CasePolicy): Gates {
  return {
    collecting: collecting(theCase),
    consulting: consulting(theCase),
    judging: judging(theCase),
    responding: responding(theCase),
    evaluating: evaluating(theCase, now, policy),
    closed: [],
  }
}

/** Labels of the conditions a stage still lacks. */
export function lacking(theCase: Case, stage: Stage, now: EpochMs, policy: CasePolicy): readonly string[] {
  return gates(theCase, now, policy)
    [stage].filter(one => !one.met)
    .map(one => one.missing ?? one.label)
}
