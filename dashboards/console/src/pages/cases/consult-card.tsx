import type { ReactNode } from 'react'
import type { CaseState, Consultation } from '../../api/case.ts'
import { Card } from '../../parts/page-head.tsx'
import { duration, shortTime } from '../../parts/time.ts'
import { Nothing } from '../../parts/wait.tsx'
import { useNow } from '../../shell/now.tsx'
import { ADOPTIONS, METHODS, UNIT_KINDS } from './case-words.ts'

const LOOKS: Readonly<Record<string, string>> = {
  adopted: 'tag-good',
  partly: 'tag-hint',
  declined: 'tag-bad',
  pending: '',
}

function AdoptionTag({ one, now }: { one: Consultation; now: number }) {
  const late = one.adoption === 'pending' && one.dueAt !== null && now > one.dueAt
  return (
    <span className={`tag ${late ? 'tag-bad' : (LOOKS[one.adoption] ?? '')}`}>
      {ADOPTIONS[one.adoption]}
      {late && ` · 超 ${duration(now - (one.dueAt ?? now))}`}
    </span>
  )
}

/** 会商: whom we asked, what they said, what became of it, and the conclusion. */
export function ConsultCard({ theCase, acts }: { theCase: CaseState; acts: ReactNode }) {
  const now = useNow(30_000)
  const { consultations, conclusion } = theCase
  const count = (adoption: string) => consultations.filter(one => one.adoption === adoption).length
  return (
    <Card
      title="会商记录"
      className="span"
      about={`${consultations.length} 家 · 采纳 ${count('adopted')} · 部分采纳 ${count('partly')} · 未采纳 ${count('declined')} · 待复 ${count('pending')}`}
    >
      {consultations.length === 0 ? (
        <Nothing>还没有会商记录。用下方“会商记录”登记第一家单位。</Nothing>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the table scrolls, and the keyboard must reach it
        <section className="scroll-x" tabIndex={0} aria-label="会商记录表">
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">单位</th>
                <th scope="col">姓名 · 职务</th>
                <th scope="col">方式 · 时间</th>
                <th scope="col">告知事项</th>
                <th scope="col">意见</th>
                <th scope="col">是否采纳</th>
                <th scope="col">附件与理由</th>
              </tr>
            </thead>
            <tbody>
              {consultations.map(one => (
                <tr key={one.id}>
                  <td>
                    <b>{one.unit}</b>
                    <div className="meta">{UNIT_KINDS[one.unitKind]}</div>
                  </td>
                  <td>{[one.person, one.post].filter(word => word !== '').join(' · ')}</td>
                  <td>
                    {METHODS[one.method]}
                    {one.oral && '（口头）'} {shortTime(one.at)}
                  </td>
                  <td>{one.told}</td>
                  <td>{one.opinion === '' ? <span className="meta">未收到意见</span> : one.opinion}</td>
                  <td>
                    <AdoptionTag one={one} now={now} />
                  </td>
                  <td>{[one.adoptionReason, ...one.attachments].filter(word => word !== '').join('；') || '—'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {conclusion !== null && (
        <dl className="facts card-body">
          <dt>性质</dt>
          <dd>{conclusion.nature}</dd>
          <dt>走势</dt>
          <dd>{conclusion.trend}</dd>
          <dt>风险</dt>
          <dd>{conclusion.risks}</dd>
          <dt>预控意见</dt>
          <dd>{conclusion.precautions}</dd>
          <dt>结论人</dt>
          <dd>
            {conclusion.by.name} {shortTime(conclusion.at)}
          </dd>
        </dl>
      )}
      {acts}
    </Card>
  )
}
