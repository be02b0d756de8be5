import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { Link } from 'react-router'
import type { AlertDetail, AlertItem, AlertState } from '../../api/alert.ts'
import { get } from '../../api/client.ts'
import type { CaseClock } from '../../api/clock.ts'
import type { RecordOf } from '../../api/record.ts'
import { ChannelBars } from '../../parts/channel-bars.tsx'
import { ClockCard } from '../../parts/clock.tsx'
import { Key } from '../../parts/key.tsx'
import { LevelTag } from '../../parts/level-tag.tsx'
import { MentionCard, shortHash } from '../../parts/mention-card.tsx'
import { MoveList } from '../../parts/move-list.tsx'
import { fullTime, shortTime } from '../../parts/time.ts'
import { TrendChart, TrendKey } from '../../parts/trend-chart.tsx'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { WhyTable } from '../../parts/why-table.tsx'
import { useNow } from '../../shell/now.tsx'
import { useStatus } from '../../shell/status.ts'
import { CHANNEL_NAMES, nameOf, RULE_NAMES } from '../../words.ts'
import { standsWords } from './alert-acts.ts'

const MOVE_NAMES: Readonly<Record<string, string>> = {
  raised: '预警触发',
  retriggered: '再次触发',
  claimed: '认领',
  released: '退回待认领',
  snoozed: '稍后处理',
  dismissed: '排除',
  reopened: '重新打开',
  'case-opened': '立案',
  'merged-into-case': '并入案件',
}

/** Everything about one alert that a decision needs, beside the inbox. */
export function AlertPreview({
  alert,
  actions,
  onNewer,
}: {
  alert: AlertItem
  actions: ReactNode
  onNewer: (record: RecordOf<AlertState>) => void
}) {
  const detail = useQuery({
    queryKey: ['alert', alert.id],
    queryFn: ({ signal }) => get<AlertDetail>(`/api/alerts/${encodeURIComponent(alert.id)}`, {}, signal),
  })
  useEffect(() => {
    if (detail.data === undefined) return
    const { id, version, position, state } = detail.data
    onNewer({ id, version, position, state })
  }, [detail.data, onNewer])
  const { state, event } = alert
  const total = event?.mentions ?? state.evidence.total
  const negative = event?.negative ?? null
  return (
    <>
      <div className="preview-top">
        <div className="row-gap">
          <LevelTag level={state.suggestion.level} />
          <span className="tag">建议级别 · 待人确认</span>
          <span className="meta">预警 {state.number}</span>
          <span className="meta">{standsWords(state)}</span>
          <span className="meta mention-after">
            {total} 条提及
            {negative !== null &&
              ` · 负面 ${total >= 10 ? `${((negative / total) * 100).toFixed(1)}%` : '样本不足'}（${negative}/${total}）`}
          </span>
        </div>
        <h2>{state.title}</h2>
        {actions}
      </div>
      <Why alert={alert} clocks={detail.data?.clocks} />
      <Wait for={detail} rows={8}>
        {shown => <Rest detail={shown} />}
      </Wait>
    </>
  )
}

function Why({ alert: { state, clock }, clocks }: { alert: AlertItem; clocks: readonly CaseClock[] | undefined }) {
  const running = (clocks ?? (clock === null ? [] : [clock])).filter(one => one.superseded !== true)
  const last = state.triggers.at(-1)
  return (
    <div className="preview-why">
      <div>
        <div className="why-head">
          <h3>为何触发</h3>
          {last !== undefined && (
            <span className="meta">
              规则“{nameOf(RULE_NAMES, last.rule)}” {last.ruleVersion} · {shortTime(last.at)}
            </span>
          )}
        </div>
        {last !== undefined && <p>{last.summary}</p>}
        <WhyTable figures={last?.figures ?? state.suggestion.figures} />
      </div>
      <div className="stack">
        <h3>时限</h3>
        {running.length === 0 && <span className="meta">没有运行中的时限</span>}
        <div className="preview-clocks">
          {running.map(one => (
            <ClockCard key={one.id} clock={one} />
          ))}
        </div>
      </div>
    </div>
  )
}

function Rest({ detail }: { detail: AlertDetail }) {
  const { state, event, exemplars, history, trend } = detail
  const now = useNow(30_000)
  const status = useStatus()
  const marks = state.triggers.map(trigger => ({
    at: trigger.at,
    label: `${shortTime(trigger.at).slice(6)} ${nameOf(RULE_NAMES, trigger.rule)}`,
    kind: 'surge' as const,
  }))
  const channels = Object.entries(event?.byChannel ?? {}).sort((a, b) => b[1] - a[1])
  return (
    <>
      <div className="preview-trend">
        <div>
          <div className="why-head">
            <h3>提及走势</h3>
            <span className="meta">{trend.interval === 'day' ? '每日' : '每小时'}；末格未满</span>
            <TrendKey baseline={trend.baseline !== null} />
          </div>
          <TrendChart
            trend={{
              bars: trend.bars,
              baseline: trend.baseline,
              marks: marks.slice(-2),
              now,
              dataAt: status.data?.dataAt ?? null,
            }}
            height={200}
          />
        </div>
        <div>
          <h3>渠道</h3>
          <ChannelBars rows={channels.map(([channel, count]) => ({ name: nameOf(CHANNEL_NAMES, channel), count }))} />
          {channels.length === 0 && <span className="meta">无数据</span>}
        </div>
      </div>
      <div className="preview-part">
        <div className="row-gap">
          <h3>代表提及 {exemplars.length} 条</h3>
          {event !== null && (
            <span className="meta">
              共 {event.mentions} 条，其中 {event.copies} 条近似转发已折叠
            </span>
          )}
          <span className="meta mention-after" title={state.evidence.hash}>
            证据 {fullTime(state.evidence.at)} 固定，{state.evidence.mentions.length} 份已记台账 ·{' '}
            <span className="hash">{shortHash(state.evidence.hash)}</span>
          </span>
        </div>
        {exemplars.length === 0 && <Nothing>代表提及尚未入库，稍后自动出现</Nothing>}
        {exemplars.map((mention, i) => (
          <MentionCard key={mention.id} mention={mention} most={220} {...(i === 0 ? { tag: '首条' } : {})} />
        ))}
      </div>
      <div className="preview-part">
        <div className="row-gap">
          <h3>可参考</h3>
          <Link to={`/events/${encodeURIComponent(state.eventId)}`}>打开事件</Link>
          {state.caseId !== null && (
            <Link to={`/cases/${encodeURIComponent(state.caseId)}`}>打开案件 {state.caseId}</Link>
          )}
        </div>
        <MoveList moves={history} names={MOVE_NAMES} />
        <p className="meta">采集内容按纯文本显示，不载入远程图片；外链打开前提示</p>
      </div>
    </>
  )
}

/** What can be done with an alert, with its keys. */
export function AlertActions({
  alert,
  mine,
  on,
}: {
  alert: AlertItem
  mine: boolean
  on: Readonly<
    Record<'claim' | 'release' | 'openCase' | 'merge' | 'dismiss' | 'snooze' | 'reopen' | 'openEvent', () => void>
  >
}) {
  const { state } = alert
  const live = state.state === 'open' || state.state === 'snoozed'
  return (
    <div className="row-gap">
      {live && state.owner === null && (
        <Button type="primary" onClick={on.claim}>
          认领 <Key name="A" />
        </Button>
      )}
      {live && mine && <Button onClick={on.release}>退回</Button>}
      {live && (
        <>
          <Button onClick={on.openCase}>
            立案 <Key name="1" />
          </Button>
          <Button onClick={on.merge}>
            并入… <Key name="2" />
          </Button>
          <Button onClick={on.dismiss}>
            排除… <Key name="3" />
          </Button>
          <Button onClick={on.snooze}>
            稍后… <Key name="H" />
          </Button>
        </>
      )}
      {(state.state === 'dismissed' || state.state === 'snoozed') && <Button onClick={on.reopen}>重新打开</Button>}
      {state.caseId !== null && (
        <Link to={`/cases/${encodeURIComponent(state.caseId)}`} className="ant-btn-link">
          打开案件 {state.caseId}
        </Link>
      )}
      <Button type="link" onClick={on.openEvent} className="mention-after">
        打开事件 <Key name="Enter" />
      </Button>
    </div>
  )
}
