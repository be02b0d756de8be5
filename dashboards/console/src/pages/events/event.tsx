import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { AlertDetail } from '../../api/alert.ts'
import { get } from '../../api/client.ts'
import type { EventDetail } from '../../api/event.ts'
import type { MentionView } from '../../api/mention.ts'
import { LevelTag } from '../../parts/level-tag.tsx'
import { MentionCard } from '../../parts/mention-card.tsx'
import { Card, PageHead } from '../../parts/page-head.tsx'
import { shortTime } from '../../parts/time.ts'
import { TrendChart, TrendKey } from '../../parts/trend-chart.tsx'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { useNow } from '../../shell/now.tsx'
import { useMay } from '../../shell/session.ts'
import { useStatus } from '../../shell/status.ts'
import { nameOf, RULE_NAMES } from '../../words.ts'
import { EventSide } from './event-side.tsx'
import { figureWords, measureHint } from './event-words.ts'
import { MergeEventSheet, SplitEventSheet } from './merge-split.tsx'

/** 事件: its course, channels, topics and mentions. */
export default function EventPage() {
  const { id = '' } = useParams()
  const detail = useQuery({
    queryKey: ['event', id],
    queryFn: ({ signal }) => get<EventDetail>(`/api/events/${encodeURIComponent(id)}`, {}, signal),
  })
  return (
    <Wait for={detail} rows={12}>
      {shown => <EventView key={shown.event.id} detail={shown} />}
    </Wait>
  )
}

function EventView({ detail }: { detail: EventDetail }) {
  const { event, alertId, caseId } = detail
  const mayWork = useMay('officer', 'reviewer', 'analyst')
  const [asking, setAsking] = useState<'merge' | 'split' | null>(null)
  const [picked, setPicked] = useState<readonly string[]>([])
  const close = () => setAsking(null)
  return (
    <>
      <PageHead
        title={event.title}
        before={event.suggestion !== null && <LevelTag level={event.suggestion.level} />}
        after={
          <>
            事件 <span title={event.id}>{event.id.slice(0, 12)}</span>
            {event.mergedInto !== null && (
              <>
                {' '}
                已并入{' '}
                <Link to={`/events/${encodeURIComponent(event.mergedInto)}`}>{event.mergedInto.slice(0, 12)}</Link>
              </>
            )}
          </>
        }
      >
        {mayWork && <Button onClick={() => setAsking('merge')}>并入…</Button>}
        {mayWork && (
          <Button
            onClick={() => setAsking('split')}
            disabled={picked.length === 0}
            title={picked.length === 0 ? '先在下方勾选要拆出的提及' : ''}
          >
            拆分…{picked.length > 0 && `（已选 ${picked.length}）`}
          </Button>
        )}
        {caseId !== null && (
          <Link to={`/cases/${encodeURIComponent(caseId)}`}>
            <Button type="primary" tabIndex={-1}>
              打开案件 {caseId}
            </Button>
          </Link>
        )}
      </PageHead>
      <Figures detail={detail} />
      <div className="columns">
        <div className="stack">
          <Course detail={detail} alertId={alertId} />
          <Mentions detail={detail} picked={picked} onPick={mayWork ? setPicked : null} />
        </div>
        <EventSide detail={detail} />
      </div>
      {asking === 'merge' && <MergeEventSheet eventId={event.id} onClose={close} />}
      {asking === 'split' && (
        <SplitEventSheet
          eventId={event.id}
          mentionIds={picked}
          onClose={() => {
            close()
            setPicked([])
          }}
        />
      )}
    </>
  )
}

function Figures({ detail: { event } }: { detail: EventDetail }) {
  const figures: readonly Readonly<{ name: string; value: ReactNode; note: string; hint?: string }>[] = [
    { name: '提及', value: event.mentions, note: `${shortTime(event.firstSeenAt)} 至 ${shortTime(event.lastSeenAt)}` },
    { name: '近似转发', value: event.copies, note: '已折叠，计入提及' },
    {
      name: '负面占比',
      value: event.mentions < 10 ? '样本不足' : `${((event.negative / event.mentions) * 100).toFixed(1)}%`,
      note: `${event.negative}/${event.mentions}`,
    },
    ...(
      [
        ['热度', event.heat],
        ['负面度', event.negativity],
        ['风险', event.risk],
      ] as const
    ).map(([name, measure]) => ({
      name,
      value: figureWords(
        name === '负面度' && measure.value !== null && measure.value <= 1 ? measure.value * 100 : measure.value,
      ),
      note: `公式 ${measure.version}`,
      hint: measureHint(measure.components, measure.version),
    })),
    {
      name: '建议级别',
      value: event.suggestion === null ? '未达到' : <LevelTag level={event.suggestion.level} plain />,
      note: event.suggestion === null ? '无规则达到' : `规则 ${event.suggestion.ruleVersion}`,
    },
  ]
  return (
    <section className="figures" aria-label="主要数据">
      {figures.map(({ name, value, note, hint }) => (
        <div key={name} className="figure" title={hint ?? note}>
          <span className="name">{name}</span>
          <strong>{value}</strong>
          <span className="meta">{note}</span>
        </div>
      ))}
    </section>
  )
}

function Course({ detail, alertId }: { detail: EventDetail; alertId: string | null }) {
  const now = useNow(30_000)
  const status = useStatus()
  const alert = useQuery({
    queryKey: ['alert', alertId],
    queryFn: ({ signal }) => get<AlertDetail>(`/api/alerts/${encodeURIComponent(alertId ?? '')}`, {}, signal),
    enabled: alertId !== null,
  })
  const marks = (alert.data?.state.triggers ?? []).slice(-3).map(trigger => ({
    at: trigger.at,
    label: `${shortTime(trigger.at).slice(6)} ${nameOf(RULE_NAMES, trigger.rule)}`,
    kind: 'surge' as const,
  }))
  return (
    <Card title="发展过程" about="每小时；末格未满" extra={<TrendKey />}>
      <div className="card-body">
        <TrendChart
          trend={{ bars: detail.timeline.bars, marks, share: true, now, dataAt: status.data?.dataAt ?? null }}
          height={270}
        />
        <p className="meta">黑线为负面占比（右轴），不足 10 条的时段不绘</p>
      </div>
    </Card>
  )
}

function Mentions({
  detail,
  picked,
  onPick,
}: {
  detail: EventDetail
  picked: readonly string[]
  onPick: ((ids: readonly string[]) => void) | null
}) {
  const { event, members } = detail
  const more = useInfiniteQuery({
    queryKey: ['event', event.id, 'mentions'],
    queryFn: ({ pageParam, signal }) =>
      get<{ mentions: readonly MentionView[]; next: number | null }>(
        `/api/events/${encodeURIComponent(event.id)}/mentions`,
        { after: pageParam },
        signal,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: page => page.next,
    enabled: false,
  })
  const listed = more.data?.pages.flatMap(page => page.mentions) ?? detail.mentions
  const flip = (id: string, on: boolean) => onPick?.(on ? [...picked, id] : picked.filter(one => one !== id))
  return (
    <Card title="提及" about={`共 ${members} 条，显示 ${listed.length} 条；代表提及在前`}>
      {listed.length === 0 && <Nothing>提及尚未入库，稍后自动出现。</Nothing>}
      {listed.map(mention => (
        <div key={mention.id} className={onPick === null ? '' : 'pickable'}>
          {onPick !== null && (
            <Checkbox
              checked={picked.includes(mention.id)}
              onChange={change => flip(mention.id, change.target.checked)}
              aria-label={`选中提及：${(mention.title || mention.text).slice(0, 24)}`}
            />
          )}
          <MentionCard mention={mention} most={260} {...(mention.id === event.firstMentionId ? { tag: '首条' } : {})} />
        </div>
      ))}
      {members > listed.length && (
        <div className="pad">
          <Button
            loading={more.isFetching}
            onClick={() => void (more.data === undefined ? more.refetch() : more.fetchNextPage())}
          >
            再看一些
          </Button>
        </div>
      )}
    </Card>
  )
}
