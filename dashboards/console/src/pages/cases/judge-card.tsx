import type { ReactNode } from 'react'
import type { CaseState } from '../../api/case.ts'
import { LevelTag } from '../../parts/level-tag.tsx'
import { Card } from '../../parts/page-head.tsx'
import { shortTime } from '../../parts/time.ts'
import { WhyTable } from '../../parts/why-table.tsx'
import { dispositionName, EMERGENCY_CLASSES, MUST_RESPOND_REASONS, RESPONSES, RESPONSIBILITIES } from './case-words.ts'

/** 研判: what the machine suggested beside what a person confirmed, even when equal; and the judgement itself. */
export function JudgeCard({ theCase, acts }: { theCase: CaseState; acts: ReactNode }) {
  const { suggestion, level, judgement, approval } = theCase
  return (
    <Card title="研判" about={`级别规则 ${suggestion.ruleVersion}`}>
      <div className="card-body">
        <div className="two-levels">
          <div>
            <span className="meta">系统建议</span> <LevelTag level={suggestion.level} />
            <div className="meta">任一分项达到即取最高{theCase.hardTrigger && '；含硬触发'}</div>
          </div>
          <div className={level === null ? '' : 'confirmed'}>
            <span className="meta">人工确认</span>{' '}
            {level === null ? <b className="condition-missing">待确认</b> : <LevelTag level={level.value} />}
            {level !== null && (
              <div className="meta">
                {level.by.name} · {level.by.post} {shortTime(level.at)}
              </div>
            )}
          </div>
        </div>
        <WhyTable figures={suggestion.figures} />
        <dl className="facts judge-facts">
          {level !== null && (
            <>
              <dt>级别理由</dt>
              <dd>{level.reason}</dd>
            </>
          )}
          <dt>突发等级</dt>
          <dd>
            {theCase.emergency === null ? (
              <Lacking>待人工核定</Lacking>
            ) : (
              `${EMERGENCY_CLASSES[theCase.emergency.value]}（${theCase.emergency.by.name}）`
            )}
          </dd>
          <dt>必须回应</dt>
          <dd>
            {theCase.mustRespond === null ? <Lacking>待确认</Lacking> : mustRespondWords(theCase.mustRespond.value)}
          </dd>
          <dt>处置方式</dt>
          <dd>
            {judgement === null ? (
              <Lacking>未选定</Lacking>
            ) : (
              judgement.dispositions
                .map(one => `${dispositionName(one.disposition)}${one.main ? '（为主）' : ''}`)
                .join('；')
            )}
          </dd>
          {judgement !== null && (
            <>
              <dt>责任主体</dt>
              <dd>
                {judgement.responsibleUnit}，{RESPONSIBILITIES[judgement.responsibility]}
              </dd>
              <dt>回应方式</dt>
              <dd>
                {RESPONSES[judgement.response]}：{judgement.responseReason}
              </dd>
              <dt>研判人</dt>
              <dd>
                {judgement.by.name} {shortTime(judgement.at)}
              </dd>
            </>
          )}
          <dt>批准</dt>
          <dd>
            {approval === null ? (
              <Lacking>未批准</Lacking>
            ) : (
              `${approval.by.name} ${shortTime(approval.at)} ${approval.opinion}`
            )}
          </dd>
        </dl>
      </div>
      {acts}
    </Card>
  )
}

function Lacking({ children }: { children: ReactNode }) {
  return <b className="condition-missing">{children}</b>
}

function mustRespondWords(reasons: readonly string[]): string {
  return reasons.length === 0
    ? '不属于必须回应的情形'
    : reasons.map(reason => MUST_RESPOND_REASONS[reason] ?? reason).join('；')
}
