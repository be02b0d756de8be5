import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, send } from '../../api/client.ts'
import type { ReextractionProgress } from '../../api/re-extract.ts'
import type { SourceState } from '../../api/source.ts'
import { Card } from '../../parts/page-head.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { dayStart, fullTime, toField } from '../../parts/time.ts'
import { TimeField } from '../../parts/time-field.tsx'
import { Failure, Nothing, Wait } from '../../parts/wait.tsx'
import { useNow } from '../../shell/now.tsx'

type Asked = Readonly<{ from: number; to: number; source: string | null }>
type Shown = Exclude<ReextractionProgress, { state: 'none' }>

const DAY_MS = 86_400_000
const LOOK_MS = 1_000
const KEY = ['re-extract']
const FIELD_NAMES = { title: '标题', publishedAt: '时间', author: '发布者', text: '正文' } as const
const STATES = { running: '进行中', done: '已完成', failed: '已中断' } as const

/** 重新提取: the originals of a period read by the extractor as it is now, first as a comparison alone, then for good. */
export function ReextractTab() {
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)
  const progress = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<ReextractionProgress>('/api/re-extract', {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_MS : false),
  })
  async function begin(asked: Asked, apply: boolean): Promise<void> {
    setFailure(null)
    try {
      queries.setQueryData(KEY, await send<ReextractionProgress>('POST', '/api/re-extract', { ...asked, apply }))
    } catch (error) {
      setFailure(error)
    }
    await queries.invalidateQueries({ queryKey: KEY })
  }
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
  const now = useNow(60_000)
  const [from, setFrom] = useState<number | null>(() => dayStart(now) - 6 * DAY_MS)
  const [to, setTo] = useState<number | null>(() => dayStart(now) + DAY_MS)
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
  const good = from !== null && to !== null && from < to
  return (
    <Card title="时段" about="按原文取得的时间；对比只读原文，不改动任何内容，这一操作记入台账">
      <div className="card-body row-gap">
        <TimeField label="时段起" value={from} onChange={setFrom} />
        至
        <TimeField label="时段止" value={to} onChange={setTo} />
        <Select
          aria-label="信源"
          className="range"
          value={source}
          options={[{ value: '', label: '全部信源' }, ...options]}
          onChange={setSource}
        />
        <Button
          type="primary"
          disabled={!good || busy}
          onClick={() => {
            if (from !== null && to !== null) onTry({ from, to, source: source === '' ? null : source })
          }}
        >
          对比
        </Button>
        {!good && <span className="state-quiet">时段止应在时段起之后</span>}
      </div>
    </Card>
  )
}

function Outcome({ now, onApply }: { now: Shown; onApply: () => void }) {
  const [asked, setAsked] = useState(false)
  const { state, apply, originals, items, changed, fresh, fromAt, toAt, startedAt, unread } = now
  const tried = state === 'done' && !apply
  const unreadCount = Object.values(unread).reduce((sum, times) => sum + times, 0)
  return (
    <Card
      title={apply ? '应用' : '对比'}
      about={`${toField(fromAt)} 至 ${toField(toAt)} · ${fullTime(startedAt)} 开始`}
      extra={
        tried && (
          <Button type="primary" disabled={changed + fresh === 0} onClick={() => setAsked(true)}>
            应用到这一时段…
          </Button>
        )
      }
    >
      <div className="card-body stack" data-testid="re-extract">
        <p role="status">
          {STATES[state]}：已读原文 {originals.toLocaleString('zh-CN')} 份，对应提及 {items.toLocaleString('zh-CN')}{' '}
          条，
          <b>{changed.toLocaleString('zh-CN')}</b> 条读法{apply ? '已更新' : '有变'}，另有{' '}
          {fresh.toLocaleString('zh-CN')} 条原先没有
          {unreadCount > 0 && `；${unreadCount} 份读不出`}
        </p>
        {state === 'failed' && (
          <p role="alert" className="state-bad">
            重新提取中断{now.code !== null && `（${now.code}）`}。已完成的部分保留，可再次进行。
          </p>
        )}
        <FieldTable table={now.table} />
        {now.differences.length > 0 && <Differences differences={now.differences} />}
      </div>
      {asked && (
        <Sheet title="应用重新提取" onClose={() => setAsked(false)}>
          <p>
            {toField(fromAt)} 至 {toField(toAt)} 取得的原文改用现在的读法：<b>{changed}</b> 条提及成为新的一版，
            <b>{fresh}</b> 条新收入。
          </p>
          <p>先前的各版和原文都保留；新的一版照常研判。这一操作记入台账。</p>
          <div className="sheet-foot">
            <Button onClick={() => setAsked(false)}>取消</Button>
            <Button
              type="primary"
              onClick={() => {
                setAsked(false)
                onApply()
              }}
            >
              确认应用
            </Button>
          </div>
        </Sheet>
      )}
    </Card>
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
