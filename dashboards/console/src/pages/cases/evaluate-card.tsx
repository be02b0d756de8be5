import type { ReactNode } from 'react'
import type { CaseState, Evaluation } from '../../api/case.ts'
import { Card } from '../../parts/page-head.tsx'
import { duration, shortTime } from '../../parts/time.ts'
import { Nothing } from '../../parts/wait.tsx'
import { DISPOSITIONS, dispositionName } from './case-words.ts'
import { answeredAt, shareWords } from './evaluation-form.ts'

/** 评估: before and after with samples, what was resolved, what was learnt; and the duties each disposition opened. */
export function EvaluateCard({ theCase, acts }: { theCase: CaseState; acts: ReactNode }) {
  const { evaluation, evaluationApproval, duties } = theCase
  return (
    <Card title="评估" about="逐项给出分子分母，不合成总分">
      <div className="card-body stack">
        <Times theCase={theCase} />
        {duties.length > 0 && (
          <ul>
            {duties.map(duty => (
              <li key={duty.disposition}>
                <b>{dispositionName(duty.disposition)}</b>：{DISPOSITIONS[duty.disposition]?.duty}
                {duty.evidence === null ? (
                  <b className="condition-missing"> 缺履职证据</b>
                ) : (
                  <span className="meta"> 证据：{Object.values(duty.evidence.fields).join('；')}</span>
                )}
              </li>
            ))}
          </ul>
        )}
        {evaluation === null ? (
          <Nothing>评估还没有填写。进入评估环节后，按回应前后的同口径数据填写。</Nothing>
        ) : (
          <>
            <div className="windows">
              {evaluation.windows.map(window => (
                <div key={`${window.label}${window.fromAt}`}>
                  <span className="meta">{window.label}</span>
                  <WindowShare window={window} at={evaluation.at} />
                  <span className="meta">
                    {shortTime(window.fromAt)} 至 {shortTime(window.toAt)}
                  </span>
                </div>
              ))}
            </div>
            <dl className="facts">
              <dt>诉求解决</dt>
              <dd>{shareWords(evaluation.demands?.part ?? null, evaluation.demands?.whole ?? null)}</dd>
              <dt>回访满意</dt>
              <dd>{shareWords(evaluation.satisfaction?.part ?? null, evaluation.satisfaction?.whole ?? null)}</dd>
              <dt>经验与不足</dt>
              <dd>{evaluation.lessons}</dd>
              <dt>整改意见</dt>
              <dd>
                {evaluation.rectifications.map(change => (
                  <div key={change.text}>
                    {change.text}（{change.unit}
                    {change.dueAt !== null && `，${shortTime(change.dueAt)} 前`}）
                  </div>
                ))}
              </dd>
              <dt>签审</dt>
              <dd>
                {evaluationApproval === null ? (
                  <b className="condition-missing">待签审</b>
                ) : (
                  `${evaluationApproval.by.name} ${evaluationApproval.opinion}`
                )}
              </dd>
            </dl>
          </>
        )}
      </div>
      {acts}
    </Card>
  )
}

/** A window's negative share; one that had not ended when the evaluation was written says so. */
function WindowShare({ window, at }: { window: Evaluation['windows'][number]; at: number }) {
  const words = shareWords(window.negative, window.total)
  const whole = window.toAt <= at
  return (
    <strong className={words.includes('%') ? 'block' : 'block words'}>
      {words}
      {!whole && <span className="meta"> 填写时未满</span>}
    </strong>
  )
}

/** Every instant of the case and how long after the finding it came. */
function Times({ theCase }: { theCase: CaseState }) {
  const { times } = theCase
  const rows: readonly (readonly [string, number | null])[] = [
    ['首条发布', times.publishedAt],
    ['发现', times.detectedAt],
    ['预警', times.alertedAt],
    ['认领', times.claimedAt],
    ['立案', theCase.openedAt],
    ['研判批准', theCase.approval?.at ?? null],
    ['首次回应', answeredAt(theCase)],
    ['办结', theCase.closedAt],
  ]
  return (
    <table className="grid compact">
      <thead>
        <tr>
          <th scope="col">环节</th>
          <th scope="col">时刻</th>
          <th scope="col">自发现起</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, at]) => (
          <tr key={name}>
            <td>{name}</td>
            <td>{at === null ? (name === '首条发布' ? '无数据' : '尚未') : shortTime(at)}</td>
            <td>
              {at === null || name === '发现'
                ? '—'
                : `${at < times.detectedAt ? '早 ' : ''}${duration(at - times.detectedAt)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
