import type { ReplayProgress } from '../../api/replay.ts'
import { Failure, Nothing, Wait } from '../../parts/wait.tsx'
import { modelWords } from '../mentions/label-words.ts'
import { type Period, PeriodCard } from './period-card.tsx'
import { BrokenOff, PeriodOutcome, periodWords } from './period-outcome.tsx'
import { ReplayTables } from './replay-tables.tsx'
import { usePeriodWork } from './use-period-work.ts'

type Shown = Exclude<ReplayProgress, { state: 'none' }>

/** 重新研判: a period under the models as they are now, first as a table alone, then for good. */
export function ReplayTab() {
  const { progress, failure, begin } = usePeriodWork<ReplayProgress, Period>('reclassify')
  return (
    <Wait for={progress}>
      {now => (
        <div className="replay">
          <PeriodCard
            about="按发现时间；试算只出对比表，不改动任何结论"
            act="试算"
            busy={now.state === 'running'}
            onTry={period => void begin(period, false)}
          />
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

function Outcome({ now, onApply }: { now: Shown; onApply: () => void }) {
  const { state, apply, total, seen, changed, model, table } = now
  return (
    <PeriodOutcome
      now={now}
      name="重新研判"
      tried="试算"
      nothing={total === 0}
      testId="replay"
      consequences={
        <>
          <p>
            {periodWords(now)} 的提及改用新的结论：<b>{changed}</b> 条的情感、主题或归口会改变，其余只更新依据和标注。
          </p>
          <p>人工更正不受影响；已形成的事件、预警和案件不重新归并。办理期间系统照常运行，这一操作记入台账。</p>
        </>
      }
      onApply={onApply}
    >
      <div className="row-gap">
        <StateMark state={state} />
        <progress aria-label="进度" max={Math.max(1, total)} value={state === 'done' ? Math.max(1, total) : seen} />
        <span role="status">
          已看 {seen.toLocaleString('zh-CN')} / {total.toLocaleString('zh-CN')} 条，
          <b>{changed.toLocaleString('zh-CN')}</b> 条结论{apply ? '已改变' : '会改变'}
        </span>
      </div>
      <BrokenOff name="重新研判" state={state} code={now.code} />
      {state === 'done' && !apply && changed === 0 && (
        <p>情感、主题、归口都不变；应用后，实体、风险词等标注仍会更新。</p>
      )}
      <ReplayTables table={table} after={apply ? '现在' : '重判后'} />
      {model !== null && <p className="meta hash-line">所用版本 {modelWords(model)}</p>}
    </PeriodOutcome>
  )
}

function StateMark({ state }: { state: Shown['state'] }) {
  if (state === 'running') return <span className="state">… 进行中</span>
  if (state === 'failed') return <span className="state state-bad">× 中断</span>
  return <span className="state state-good">✓ 完成</span>
}
