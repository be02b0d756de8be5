import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { get, send } from '../../api/client.ts'
import type { ReplayProgress } from '../../api/replay.ts'
import { Card } from '../../parts/page-head.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { dayStart, fullTime, toField } from '../../parts/time.ts'
import { TimeField } from '../../parts/time-field.tsx'
import { Failure, Nothing, Wait } from '../../parts/wait.tsx'
import { useNow } from '../../shell/now.tsx'
import { modelWords } from '../mentions/label-words.ts'
import { ReplayTables } from './replay-tables.tsx'

type Period = Readonly<{ from: number; to: number }>
type Shown = Exclude<ReplayProgress, { state: 'none' }>

const DAY_MS = 86_400_000
const LOOK_MS = 1_000
const KEY = ['reclassify']

/** 重新研判: a period under the models as they are now, first as a table alone, then for good. */
export function ReplayTab() {
  const queries = useQueryClient()
  const [failure, setFailure] = useState<unknown>(null)
  const progress = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<ReplayProgress>('/api/reclassify', {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_MS : false),
  })
  async function begin(period: Period, apply: boolean): Promise<void> {
    setFailure(null)
    try {
      queries.setQueryData(KEY, await send<ReplayProgress>('POST', '/api/reclassify', { ...period, apply }))
    } catch (error) {
      setFailure(error)
    }
    await queries.invalidateQueries({ queryKey: KEY })
  }
  return (
    <Wait for={progress}>
      {now => (
        <div className="replay">
          <PeriodCard busy={now.state === 'running'} onTry={period => void begin(period, false)} />
          {failure !== null && <Failure error={failure} />}
          {now.state === 'none' ? (
            <Nothing>本次启动以来还没有重新研判过。先选时段试算，看前后对比，再决定是否应用。</Nothing>
          ) : (
            <Outcome now={now} onApply={() => void begin({ from: now.fromAt, to: now.toAt }, true)} />
          )}
        </div>
      )}
    </Wait>
  )
}

function PeriodCard({ busy, onTry }: { busy: boolean; onTry: (period: Period) => void }) {
  const now = useNow(60_000)
  const [from, setFrom] = useState<number | null>(() => dayStart(now) - 6 * DAY_MS)
  const [to, setTo] = useState<number | null>(() => dayStart(now) + DAY_MS)
  const good = from !== null && to !== null && from < to
  return (
    <Card title="时段" about="按发现时间；试算只出对比表，不改动任何结论">
      <div className="card-body row-gap">
        <TimeField label="时段起" value={from} onChange={setFrom} />
        至
        <TimeField label="时段止" value={to} onChange={setTo} />
        <Button
          type="primary"
          disabled={!good || busy}
          onClick={() => {
            if (from !== null && to !== null) onTry({ from, to })
          }}
        >
          试算
        </Button>
        {!good && <span className="state-quiet">时段止应在时段起之后</span>}
      </div>
    </Card>
  )
}

function Outcome({ now, onApply }: { now: Shown; onApply: () => void }) {
  const [asked, setAsked] = useState(false)
  const { state, apply, total, seen, changed, fromAt, toAt, startedAt, model, table } = now
  const tried = state === 'done' && !apply
  return (
    <Card
      title={apply ? '应用' : '试算'}
      about={`${toField(fromAt)} 至 ${toField(toAt)} · ${fullTime(startedAt)} 开始`}
      extra={
        tried && (
          <Button type="primary" disabled={total === 0} onClick={() => setAsked(true)}>
            应用到这一时段…
          </Button>
        )
      }
    >
      <div className="card-body stack" data-testid="replay">
        <div className="row-gap">
          <StateMark state={state} />
          <progress aria-label="进度" max={Math.max(1, total)} value={state === 'done' ? Math.max(1, total) : seen} />
          <span role="status">
            已看 {seen.toLocaleString('zh-CN')} / {total.toLocaleString('zh-CN')} 条，
            <b>{changed.toLocaleString('zh-CN')}</b> 条结论{apply ? '已改变' : '会改变'}
          </span>
        </div>
        {state === 'failed' && (
          <p role="alert" className="state-bad">
            重新研判中断{now.code !== null && `（${now.code}）`}。已完成的部分保留，可再次进行。
          </p>
        )}
        {tried && changed === 0 && <p>情感、主题、归口都不变；应用后，实体、风险词等标注仍会更新。</p>}
        <ReplayTables table={table} after={apply ? '现在' : '重判后'} />
        {model !== null && <p className="meta hash-line">所用版本 {modelWords(model)}</p>}
      </div>
      {asked && (
        <Sheet title="应用重新研判" onClose={() => setAsked(false)}>
          <p>
            {toField(fromAt)} 至 {toField(toAt)} 的提及改用新的结论：<b>{changed}</b>{' '}
            条的情感、主题或归口会改变，其余只更新依据和标注。
          </p>
          <p>人工更正不受影响；已形成的事件、预警和案件不重新归并。办理期间系统照常运行，这一操作记入台账。</p>
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

function StateMark({ state }: { state: Shown['state'] }) {
  if (state === 'running') return <span className="state">… 进行中</span>
  if (state === 'failed') return <span className="state state-bad">× 中断</span>
  return <span className="state state-good">✓ 完成</span>
}
