import type { ReactNode } from 'react'
import type { CaseState, Release, Review } from '../../api/case.ts'
import { Icon } from '../../parts/icon.tsx'
import { shortHash } from '../../parts/mention-card.tsx'
import { OutgoingLink } from '../../parts/outgoing-link.tsx'
import { Card } from '../../parts/page-head.tsx'
import { fullTime, shortTime } from '../../parts/time.ts'
import { Nothing } from '../../parts/wait.tsx'
import { OPENNESS, REVIEW_STEPS } from './case-words.ts'
import { currentDraft } from './release-forms.ts'

/** 回应: every release with its text, its review chain and the hash each signature stands under; conferences and transfers. */
export function RespondCard({ theCase, acts }: { theCase: CaseState; acts: ReactNode }) {
  const { releases, pressConferences, transfers } = theCase
  const empty = releases.length + pressConferences.length + transfers.length === 0
  return (
    <Card title="回应">
      {empty && <Nothing>还没有回应稿。研判批准并进入回应环节后拟稿。</Nothing>}
      {[...releases].reverse().map(release => (
        <ReleaseView key={release.id} release={release} />
      ))}
      {(pressConferences.length > 0 || transfers.length > 0) && (
        <ul className="card-body">
          {pressConferences.map(one => (
            <li key={`p${one.heldAt}`}>
              新闻发布会 {shortTime(one.heldAt)} {one.place}，{one.organiser}
            </li>
          ))}
          {transfers.map(one => (
            <li key={one.id}>
              转办 {one.unit}：{one.matter}；
              {one.voidedAt !== null
                ? '已作废'
                : one.received === null
                  ? '待签收'
                  : `${one.received.person} ${shortTime(one.received.at)} 签收（${one.received.reference}）`}
            </li>
          ))}
        </ul>
      )}
      {acts}
    </Card>
  )
}

function ReleaseView({ release }: { release: Release }) {
  const draft = currentDraft(release)
  if (draft === null) return null
  const { published, checks, withdrawn, archived } = release
  return (
    <div className="card-body" data-testid="release">
      <div className="row-gap">
        <b>
          {release.track === 'emergency' ? '应急通道稿' : '回应稿'} 第 {draft.version} 版
        </b>
        {draft.machineDrafted && <span className="tag">机器拟稿</span>}
        {withdrawn !== null && <span className="tag tag-bad">已撤回</span>}
        {published !== null && <span className="tag tag-good">已发布</span>}
        {archived !== null && <span className="tag tag-good">已归档 {archived.reference}</span>}
        <span className="hash mention-after" title={draft.hash}>
          哈希 {shortHash(draft.hash)}
        </span>
      </div>
      <div className="draft">
        <div className="draft-paper">
          <b>{draft.title}</b>
          {'\n'}
          {draft.text}
        </div>
        <Chain release={release} />
      </div>
      <p className="meta">
        依据 {draft.basis.length === 0 ? '未填' : draft.basis.join('、')} · {OPENNESS[draft.openness]}（
        {draft.opennessReason}）
        {draft.partial && draft.nextUpdateAt !== null && ` · 下一次发布 ${shortTime(draft.nextUpdateAt)}`}
      </p>
      {published !== null && (
        <ul>
          {published.channels.map(channel => (
            <li key={channel.url} className="row-gap">
              {channel.name} <span className="meta address">{channel.url}</span> <OutgoingLink url={channel.url} />
            </li>
          ))}
          {checks.map(check => (
            <li
              key={`${check.url}${check.fetchedAt}`}
              className={check.carries ? 'condition-met' : 'condition-missing'}
            >
              {check.carries ? '公开核验通过' : '公开页面未载有签发的正文'} {fullTime(check.fetchedAt)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Steps in order with who signed; signatures an edit made void stay, struck through. */
function Chain({ release }: { release: Release }) {
  const draft = currentDraft(release)
  const units = draft?.countersignUnits ?? []
  const steps =
    release.track === 'emergency'
      ? ['secrecy', 'sign']
      : ['first', 'second', 'secrecy', ...(units.length > 0 ? ['countersign'] : []), 'sign']
  const valid = (step: string) => release.reviews.filter(one => one.step === step && one.voidedAt === null)
  const done = (step: string) => {
    const passed = valid(step).filter(one => one.pass)
    return step === 'countersign' ? units.every(unit => passed.some(one => one.unit === unit)) : passed.length > 0
  }
  const next = steps.find(step => !done(step))
  const voided = release.reviews.filter(one => one.voidedAt !== null)
  return (
    <ol className="chain" aria-label="审签链">
      <ChainStep name="拟稿" state="check" who={draft === null ? '' : `${draft.by.name} ${shortTime(draft.at)}`} />
      {steps.map(step => (
        <ChainStep
          key={step}
          name={REVIEW_STEPS[step] ?? step}
          state={done(step) ? 'check' : step === next ? 'wait' : 'lock'}
          who={valid(step).map(reviewWords).join('；') || (step === next ? '待办' : '')}
        />
      ))}
      <ChainStep
        name="发布"
        state={release.published === null ? 'lock' : 'check'}
        who={release.published === null ? '' : shortTime(release.published.at)}
      />
      <ChainStep
        name="归档"
        state={release.archived === null ? 'lock' : 'check'}
        who={release.archived === null ? '' : shortTime(release.archived.at)}
      />
      {voided.map(review => (
        <li key={`${review.step}${review.at}`} className="void">
          <span />
          <span>{REVIEW_STEPS[review.step]}</span>
          <span className="who">{review.by.name}，已作废</span>
        </li>
      ))}
    </ol>
  )
}

function reviewWords(review: Review): string {
  return `${review.by.name} ${shortTime(review.at)}${review.pass ? '' : ` 退回：${review.opinion}`}`
}

function ChainStep({ name, state, who }: { name: string; state: 'check' | 'wait' | 'lock'; who: string }) {
  return (
    <li className={state === 'wait' ? 'chain-next' : ''}>
      <Icon name={state} size={14} />
      <span>{name}</span>
      <span className="who">{who}</span>
    </li>
  )
}
