import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Button, Dropdown, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { get, withParams } from '../../api/client.ts'
import { Problem } from '../../api/problem.ts'
import type { Facets, Histogram, QueryVerdict, SearchPage } from '../../api/search.ts'
import { Icon } from '../../parts/icon.tsx'
import { MentionCard } from '../../parts/mention-card.tsx'
import { TimeField } from '../../parts/time-field.tsx'
import { TrendChart, TrendKey } from '../../parts/trend-chart.tsx'
import { Failure, Nothing, Wait } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { useNow } from '../../shell/now.tsx'
import { FacetPanel } from './facet-panel.tsx'
import { QueryLine } from './query-line.tsx'
import { FACET_FIELDS, readSearch, type SearchState, toggle, writeSearch } from './search-state.ts'
import { WatchPanel } from './watch-panel.tsx'

const DAY_MS = 86_400_000
const RANGES = [
  { value: 0, label: '全部时间' },
  { value: 1, label: '近 24 小时' },
  { value: 7, label: '近 7 天' },
  { value: 30, label: '近 30 天' },
]

/** The start of the last `days`, on the hour, so that a link made now reads the same for an hour. */
function startOf(days: number, now: number): number {
  return Math.floor(now / 3_600_000) * 3_600_000 - days * DAY_MS
}

/** Which of the usual ranges is asked for; null for a period set by hand. */
function rangeOf({ from, to }: SearchState, now: number): number | null {
  if (from === null && to === null) return 0
  const days = RANGES.find(
    ({ value }) => value > 0 && from !== null && Math.abs(from - startOf(value, now)) <= 3_600_000,
  )
  return to === null ? (days?.value ?? null) : null
}

/** 检索: the query line, what narrows it, its course, and the mentions. A broken query keeps the last valid results. */
export default function Search() {
  const [params, setParams] = useSearchParams()
  const state = readSearch(params)
  const [lastValid, setLastValid] = useState<SearchState | null>(null)
  const [saving, setSaving] = useState(false)
  const go = (next: SearchState) => setParams(writeSearch(next))
  const verdict = useQuery({
    queryKey: ['search-check', state.q],
    queryFn: ({ signal }) => checkQuery(state.q, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const valid = verdict.data?.ok === true
  if (valid && (lastValid === null || JSON.stringify(lastValid) !== JSON.stringify(state))) setLastValid(state)
  const shown = valid ? state : lastValid
  return (
    <>
      <h1 className="unseen">检索</h1>
      <QueryLine
        q={state.q}
        verdict={verdict.data ?? null}
        broken={verdict.data === undefined ? null : state.q}
        lastValid={lastValid?.q ?? null}
        onSearch={q => go({ ...state, q })}
      />
      {verdict.error !== null && <Failure error={verdict.error} retry={() => void verdict.refetch()} />}
      {shown === null ? (
        verdict.data !== undefined && <Nothing>检索式还不能执行。按上方提示改好后再检索。</Nothing>
      ) : (
        <div className={saving ? 'search-body with-panel' : 'search-body'}>
          <Facetted state={shown} onChange={go} />
          <Results state={shown} onSave={() => setSaving(true)} onChange={go} />
          {saving && (
            <WatchPanel
              query={shown.q}
              topics={shown.chosen.topic}
              regions={shown.chosen.region}
              onClose={() => setSaving(false)}
            />
          )}
        </div>
      )}
    </>
  )
}

/** Whether the desk understands the query; one mention is enough to know. */
async function checkQuery(q: string, signal: AbortSignal): Promise<QueryVerdict> {
  try {
    return (await get<SearchPage>('/api/search', { q, limit: 1 }, signal)).query
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 422 && error.status !== 400)) throw error
    return { ok: false, at: 0, length: 1, message: error.detail ?? error.message, repair: null }
  }
}

function Facetted({ state, onChange }: { state: SearchState; onChange: (state: SearchState) => void }) {
  const params = writeSearch(state)
  const facets = useQuery({
    queryKey: ['search-facets', params],
    queryFn: ({ signal }) => get<Facets>('/api/search/facets', params, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <Wait for={facets} rows={10}>
      {values => (
        <FacetPanel facets={values} state={state} onToggle={(field, value) => onChange(toggle(state, field, value))} />
      )}
    </Wait>
  )
}

function Results({
  state,
  onSave,
  onChange,
}: {
  state: SearchState
  onSave: () => void
  onChange: (state: SearchState) => void
}) {
  const { say } = useNotice()
  const now = useNow(60_000)
  const params = writeSearch(state)
  const pages = useInfiniteQuery({
    queryKey: ['search', params],
    queryFn: ({ pageParam, signal }) =>
      get<SearchPage>('/api/search', { ...params, limit: 20, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  })
  const narrowed = FACET_FIELDS.some(field => state.chosen[field].length > 0)
  const first = pages.data?.pages[0]
  const mentions = pages.data?.pages.flatMap(page => page.mentions) ?? []
  const exported = (format: string) => withParams('/api/search/export', { ...params, format })
  return (
    <section className="results" aria-label="检索结果">
      <div className="results-head">
        <strong role="status">{first === undefined ? '检索中' : `${first.total.toLocaleString('zh-CN')} 条`}</strong>
        <TrendKey />
        <span className="row-gap">
          <Select
            aria-label="时间范围"
            className="range"
            value={rangeOf(state, now)}
            options={RANGES}
            onChange={days => onChange({ ...state, from: days === 0 ? null : startOf(days, now), to: null })}
          />
          <TimeField label="时间起" value={state.from} onChange={from => onChange({ ...state, from })} />
          至
          <TimeField label="时间止" value={state.to} onChange={to => onChange({ ...state, to })} />
        </span>
        <span className="row-gap mention-after">
          {narrowed && (
            <Button onClick={() => onChange({ ...state, chosen: readSearch(new URLSearchParams()).chosen })}>
              清除筛选
            </Button>
          )}
          <Button
            onClick={() => {
              void navigator.clipboard?.writeText(window.location.href).then(() => say('已复制本次检索的链接'))
            }}
          >
            复制链接
          </Button>
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                { key: 'csv', label: <a href={exported('csv')}>表格 CSV</a> },
                { key: 'ndjson', label: <a href={exported('ndjson')}>逐行数据 NDJSON</a> },
              ],
            }}
          >
            <Button>
              <Icon name="download" size={14} /> 导出
            </Button>
          </Dropdown>
          <Button onClick={onSave}>另存为监测方案</Button>
        </span>
      </div>
      <Course state={state} now={now} onPick={(from, to) => onChange({ ...state, from, to })} />
      {pages.error !== null && first === undefined && (
        <Failure error={pages.error} retry={() => void pages.refetch()} />
      )}
      {first?.total === 0 && <Nothing>没有命中。可以放宽时间、去掉筛选，或减少 AND 条件。</Nothing>}
      {mentions.map(mention => (
        <MentionCard key={mention.id} mention={mention} most={240} event />
      ))}
      {pages.hasNextPage && (
        <div className="pad">
          <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            再看 20 条（已显示 {mentions.length}）
          </Button>
        </div>
      )}
    </section>
  )
}

/** The course of the hits: by hour within four days, else by day; a bar opens its own period. */
function Course({
  state,
  now,
  onPick,
}: {
  state: SearchState
  now: number
  onPick: (from: number, to: number) => void
}) {
  const to = state.to ?? now
  const from = state.from ?? to - 14 * DAY_MS
  const interval = to - from <= 4 * DAY_MS ? 'hour' : 'day'
  const lengthMs = interval === 'hour' ? 3_600_000 : DAY_MS
  const params = {
    ...writeSearch(state),
    from: Math.floor(from / lengthMs) * lengthMs,
    to: Math.ceil(to / lengthMs) * lengthMs,
    interval,
  }
  const histogram = useQuery({
    queryKey: ['search-histogram', params],
    queryFn: ({ signal }) => get<Histogram>('/api/search/histogram', params, signal),
    placeholderData: keepPreviousData,
  })
  const bars = histogram.data?.bars ?? []
  if (histogram.data === undefined) return null
  return (
    <TrendChart
      trend={{ bars, now }}
      height={120}
      onPick={index => {
        const bar = bars[index]
        if (bar !== undefined) onPick(bar.at, bar.at + lengthMs)
      }}
    />
  )
}
