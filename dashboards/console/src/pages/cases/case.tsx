import { useQueries, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Allowed, CaseDetail } from '../../api/case.ts'
import { get } from '../../api/client.ts'
import type { CaseClock } from '../../api/clock.ts'
import type { EventDetail } from '../../api/event.ts'
import { ClockCard } from '../../parts/clock.tsx'
import { Icon } from '../../parts/icon.tsx'
import { LevelTag } from '../../parts/level-tag.tsx'
import { MoveList } from '../../parts/move-list.tsx'
import { Card, PageHead } from '../../parts/page-head.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { shortTime } from '../../parts/time.ts'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { Acts } from './acts.tsx'
import { useCaseMoves } from './case-moves.ts'
import { COLLECT_SCOPES } from './case-words.ts'
import { ConsultCard } from './consult-card.tsx'
import { EvaluateCard } from './evaluate-card.tsx'
import { evaluationForm } from './evaluation-form.ts'
import { JudgeCard } from './judge-card.tsx'
import type { MakeForm } from './move-form.ts'
import { MoveSheet } from './move-sheet.tsx'
import { RELEASE_FORMS } from './release-forms.ts'
import { RespondCard } from './respond-card.tsx'
import { StageStrip } from './stage-strip.tsx'
import { WORK_FORMS } from './work-forms.ts'

const CONSULT = ['consulted', 'consultation-answered', 'consultation-concluded']
const JUDGE = ['level-confirmed', 'emergency-confirmed', 'must-respond-confirmed', 'judged', 'judgement-approved']
const RESPOND = [
  'drafted',
  'emergency-drafted',
  'first-reviewed',
  'second-reviewed',
  'secrecy-reviewed',
  'countersigned',
  'signed',
  'published',
  'public-page-verified',
  'archived',
  'release-withdrawn',
  'press-conference-held',
  'transferred',
  'transfer-received',
]
const EVALUATE = ['duty-evidenced', 'evaluated', 'evaluation-approved']

/** 案件: one case with its stages, clocks, records and everything that can be done. */
export default function CasePage() {
  const { id = '' } = useParams()
  const detail = useQuery({
    queryKey: ['case', id],
    queryFn: ({ signal }) => get<CaseDetail>(`/api/cases/${encodeURIComponent(id)}`, {}, signal),
  })
  return (
    <Wait for={detail} rows={12}>
      {shown => <CaseView detail={shown} />}
    </Wait>
  )
}

/** Hourly bars of every event of the case, for the evaluation. */
function useBars(eventIds: readonly string[]) {
  const asked = useQueries({
    queries: eventIds.map(eventId => ({
      queryKey: ['event', eventId],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<EventDetail>(`/api/events/${encodeURIComponent(eventId)}`, {}, signal),
    })),
  })
  return asked.flatMap(one => one.data?.timeline.bars ?? [])
}

function CaseView({ detail }: { detail: CaseDetail }) {
  const { state } = detail.record
  const { gates, allowed, clocks, moves } = detail
  const { look, move, conflict, closeConflict } = useCaseMoves(detail)
  const [act, setAct] = useState<Allowed | null>(null)
  const bars = useBars(state.eventIds)
  const forms = useMemo<Readonly<Record<string, MakeForm>>>(
    () => ({
      ...WORK_FORMS,
      ...RELEASE_FORMS,
      evaluated: evaluationForm(bars),
      'evaluation-approved': WORK_FORMS['judgement-approved']!,
    }),
    [bars],
  )
  const open = (chosen: Allowed) => {
    look()
    setAct(chosen)
  }
  const acts = (types: readonly string[], primary?: string): ReactNode => (
    <Acts types={types} allowed={allowed} onAct={open} {...(primary === undefined ? {} : { primary })} />
  )
  const make = act === null ? undefined : forms[act.type]
  return (
    <>
      <PageHead
        title={state.title}
        before={<LevelTag level={state.level?.value ?? state.suggestion.level} />}
        after={
          <>
            {state.level === null && <span className="tag">建议级别 · 待人确认</span>} 案件 {state.number} · 立案{' '}
            {shortTime(state.openedAt)} · {state.openedBy.name}
            {state.closedAt !== null && ` · ${shortTime(state.closedAt)} 办结`}
          </>
        }
      >
        <Button onClick={() => window.print()}>
          <Icon name="print" size={14} /> 打印案卷
        </Button>
        {acts(['noted', 'stage-returned', 'stage-advanced'], 'stage-advanced')}
      </PageHead>
      <StageStrip theCase={state} gates={gates} />
      <Clocks clocks={clocks} />
      <div className="case-body">
        <div className="case-work">
          <Part name="collecting" span>
            <RegisterCard detail={detail} acts={acts(['registered'])} />
          </Part>
          <Part name="consulting" span>
            <ConsultCard theCase={state} acts={acts(CONSULT)} />
          </Part>
          <Part name="judging">
            <JudgeCard theCase={state} acts={acts(JUDGE)} />
          </Part>
          <Part name="responding">
            <RespondCard theCase={state} acts={acts(RESPOND)} />
          </Part>
          <Part name="evaluating" span>
            <EvaluateCard theCase={state} acts={acts(EVALUATE)} />
          </Part>
        </div>
        <div className="stack">
          <Card title="流转" about={`${moves.length} 条`}>
            <MoveList moves={moves} names={{}} />
          </Card>
          <Part name="linked">
            <LinkedCard detail={detail} />
          </Part>
        </div>
      </div>
      {act !== null && make !== undefined && (
        <MoveSheet
          key={act.type}
          title={act.label}
          make={make}
          theCase={state}
          onClose={() => setAct(null)}
          onSend={async (body, reason) => {
            const failure = await move(act.type, act.label, body, reason)
            if (failure === null) setAct(null)
            return failure
          }}
        />
      )}
      {conflict !== null && (
        <Sheet title="他人已先修改" onClose={closeConflict}>
          <p>您要做的“{conflict.wanted}”没有写入。您打开本案之后，他人已做：</p>
          <MoveList moves={conflict.since} names={{}} />
          {conflict.since.length === 0 && <p className="meta">（请看页面上的最新内容）</p>}
          <div className="sheet-foot">
            <Button type="primary" onClick={closeConflict}>
              知道了
            </Button>
          </div>
        </Sheet>
      )}
    </>
  )
}

/** A part of the page that conditions lead to. */
function Part({ name, span = false, children }: { name: string; span?: boolean; children: ReactNode }) {
  return (
    <div id={`card-${name}`} tabIndex={-1} className={span ? 'span' : ''}>
      {children}
    </div>
  )
}

function Clocks({ clocks }: { clocks: readonly CaseClock[] }) {
  return (
    <section id="card-clocks" tabIndex={-1} className="case-clocks" aria-label="时限">
      {clocks
        .filter(clock => clock.superseded !== true)
        .map(clock => (
          <ClockCard key={clock.id} clock={clock} />
        ))}
      {clocks
        .filter(clock => clock.superseded === true)
        .map(clock => (
          <s key={clock.id} className="meta" title={clock.basis}>
            {clock.name} {clock.dueAt === null ? '' : shortTime(clock.dueAt)}（等级改核前的时限，留存）
          </s>
        ))}
    </section>
  )
}

function RegisterCard({ detail, acts }: { detail: CaseDetail; acts: ReactNode }) {
  const { registration, evidence } = detail.record.state
  return (
    <Card title="监测登记" about={`证据 ${evidence.total} 份已固定 · 哈希 ${evidence.hash.slice(0, 8)}`}>
      {registration === null ? (
        <Nothing>监测登记未填写。</Nothing>
      ) : (
        <dl className="facts card-body">
          <dt>摘要</dt>
          <dd>{registration.summary}</dd>
          <dt>诉求类型</dt>
          <dd>{registration.demand}</dd>
          <dt>监测范围</dt>
          <dd>{registration.scopes.map(scope => COLLECT_SCOPES[scope] ?? scope).join('；')}</dd>
          <dt>涉及</dt>
          <dd>{registration.involved === '' ? '未填' : registration.involved}</dd>
          <dt>登记人</dt>
          <dd>
            {registration.by.name} {shortTime(registration.at)}
          </dd>
        </dl>
      )}
      {acts}
    </Card>
  )
}

function LinkedCard({ detail }: { detail: CaseDetail }) {
  return (
    <Card title="关联">
      <ul className="card-body">
        {detail.events.map(event =>
          event === null ? null : (
            <li key={event.id}>
              事件 <Link to={`/events/${encodeURIComponent(event.id)}`}>{event.title}</Link>{' '}
              <span className="meta">{event.mentions} 条</span>
            </li>
          ),
        )}
        {detail.alerts.map(alert => (
          <li key={alert.id}>
            预警 {alert.state.number} <span className="meta">{alert.state.title}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
