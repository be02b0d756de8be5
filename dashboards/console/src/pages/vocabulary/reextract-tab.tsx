import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import type { ReextractionProgress } from '../../api/re-extract.ts'
import type { SourceState } from '../../api/source.ts'
import { fullTime } from '../../parts/time.ts'
import { Failure, Nothing, Wait } from '../../parts/wait.tsx'
import { type Period, PeriodCard } from './period-card.tsx'
import { BrokenOff, PeriodOutcome, periodWords } from './period-outcome.tsx'
import { usePeriodWork } from './use-period-work.ts'

type Asked = Period & Readonly<{ source: string | null }>
type Shown = Exclude<ReextractionProgress, { state: 'none' }>

const FIELD_NAMES = { title: '标题', publishedAt: '时间', author: '发布者', text: '正文' } as const
const STATES = { running: '进行中', done: '已完成', failed: '已中断' } as const

/** 重新提取: the originals of a period read by the extractor as it is now, first as a comparison alone, then for good. */
export function ReextractTab() {
  const { progress, failure, begin } = usePeriodWork<ReextractionProgress, Asked>('re-extract')
  return (
    <Wait for={progress}>
      {now => (
        <div className="replay">
          <AskCard busy={now.state === 'running'} onTry={asked => void begin(asked, false)} />
          {failure !== null && <Failure error={failure} />}
          {now.state === 'none' ? (
            <Nothing>本次启动以来还没有重新提取过。先选时段对比，看读法有什么不同，再决定是否应用。</Nothing>
          ) : (
            <Outcome
              now={now}
              onApply={() => void begin({ from: now.fromAt, to: now.toAt, source: now.sourceId }, true)}
            />
          )}
        </div>
      )}
    </Wait>
  )
}

function AskCard({ busy, onTry }: { busy: boolean; onTry: (asked: Asked) => void }) {
  const [source, setSource] = useState('')
  const sources = useQuery({
    queryKey: ['sources', 'names'],
    queryFn: ({ signal }) =>
      get<Readonly<{ items: readonly Readonly<{ state: Pick<SourceState, 'id' | 'name'> }>[] }>>(
        '/api/sources',
        {},
        signal,
      ),
  })
  const options = (sources.data?.items ?? []).map(({ state }) => ({ value: state.id, label: state.name }))
  return (
    <PeriodCard
      about="按原文取得的时间；对比只读原文，不改动任何内容，这一操作记入台账"
      act="对比"
      busy={busy}
      onTry={period => onTry({ ...period, source: source === '' ? null : source })}
    >
      <Select
        aria-label="信源"
        className="range"
        value={source}
        options={[{ value: '', label: '全部信源' }, ...options]}
        onChange={setSource}
      />
    </PeriodCard>
  )
}

function Outcome({ now, onApply }: { now: Shown; onApply: () => void }) {
  const { state, apply, originals, items, changed, fresh, unread } = now
  const unreadCount = Object.values(unread).reduce((sum, times) => sum + times, 0)
  return (
    <PeriodOutcome
      now={now}
      name="重新提取"
      tried="对比"
      nothing={changed + fresh === 0}
      testId="re-extract"
      consequences={
        <>
          <p>
            {periodWords(now)} 取得的原文改用现在的读法：<b>{changed}</b> 条提及成为新的一版，
            <b>{fresh}</b> 条新收入。
          </p>
          <p>先前的各版和原文都保留；新的一版照常研判。这一操作记入台账。</p>
        </>
      }
      onApply={onApply}
    >
      <p role="status">
        {STATES[state]}：已读原文 {originals.toLocaleString('zh-CN')} 份，对应提及 {items.toLocaleString('zh-CN')} 条，
        <b>{changed.toLocaleString('zh-CN')}</b> 条读法{apply ? '已更新' : '有变'}，另有 {fresh.toLocaleString('zh-CN')}{' '}
        条原先没有
        {unreadCount > 0 && `；${unreadCount} 份读不出`}
      </p>
      <BrokenOff name="重新提取" state={state} code={now.code} />
      <FieldTable table={now.table} />
      {now.differences.length > 0 && <Differences differences={now.differences} />}
    </PeriodOutcome>
  )
}

function FieldTable({ table }: Pick<Shown, 'table'>) {
  return (
    <table className="grid compact">
      <thead>
        <tr>
          <th scope="col">项目</th>
          {['未变', '不同', '补出', '失去'].map(name => (
            <th scope="col" className="number" key={name}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.map(({ field, same, changed, found, lost }) => (
          <tr key={field}>
            <td>{FIELD_NAMES[field]}</td>
            <td className="number">{same.toLocaleString('zh-CN')}</td>
            <td className="number">{changed.toLocaleString('zh-CN')}</td>
            <td className="number">{found.toLocaleString('zh-CN')}</td>
            <td className="number">{lost.toLocaleString('zh-CN')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Differences({ differences }: Pick<Shown, 'differences'>) {
  const told = (field: string, value: string | null) =>
    value === null || value === '' ? '（空）' : field === 'publishedAt' ? fullTime(Number(value)) : value
  return (
    <div className="scroll-x">
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">提及</th>
            <th scope="col">项目</th>
            <th scope="col">原来</th>
            <th scope="col">现在</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ mentionId, field, before, after }) => (
            <tr key={`${mentionId} ${field}`}>
              <td>
                <Link to={`/mentions/${encodeURIComponent(mentionId)}`}>查看</Link>
              </td>
              <td>{FIELD_NAMES[field]}</td>
              <td className="mention-text">{told(field, before)}</td>
              <td className="mention-text">{told(field, after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
