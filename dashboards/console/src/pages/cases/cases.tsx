import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { CaseItem, Stage } from '../../api/case.ts'
import { get } from '../../api/client.ts'
import { ClockLine } from '../../parts/clock.tsx'
import { LevelTag } from '../../parts/level-tag.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { shortTime } from '../../parts/time.ts'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { nameOf, STAGE_NAMES } from '../../words.ts'

/** The clock that needs people first: overdue before near before running. */
function nearestClock({ clocks }: CaseItem) {
  const live = clocks.filter(clock => clock.stoppedAt === null && clock.superseded !== true && clock.dueAt !== null)
  return live.sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))[0] ?? null
}

function lackingWords(item: CaseItem): string {
  const lacking = (item.gates[item.state.stage] ?? []).filter(gate => !gate.met)
  return lacking.length === 0 ? '条件齐备' : `还缺 ${lacking.map(gate => gate.label).join('、')}`
}

/** 案件: all cases as a table, or as a board by stage. */
export default function Cases() {
  const [params, setParams] = useSearchParams()
  const view = params.get('view') === 'board' ? 'board' : 'table'
  const cases = useQuery({
    queryKey: ['cases', 'all'],
    queryFn: ({ signal }) => get<{ items: readonly CaseItem[] }>('/api/cases', { limit: 200 }, signal),
  })
  return (
    <>
      <PageHead title="案件" after={cases.data === undefined ? '' : `${cases.data.items.length} 件`}>
        <Segmented
          aria-label="显示方式"
          value={view}
          onChange={next => setParams(next === 'board' ? { view: 'board' } : {}, { replace: true })}
          options={[
            { value: 'table', label: '表格' },
            { value: 'board', label: '按环节' },
          ]}
        />
      </PageHead>
      <Wait for={cases} rows={8}>
        {({ items }) => {
          if (items.length === 0) return <Nothing>还没有案件。在值班台选中一条预警，按 1 立案。</Nothing>
          return view === 'board' ? <Board items={items} /> : <Table items={items} />
        }}
      </Wait>
    </>
  )
}

function Table({ items }: { items: readonly CaseItem[] }) {
  return (
    <div className="card table-card scroll-x">
      <table className="grid stacks">
        <thead>
          <tr>
            <th scope="col">级别</th>
            <th scope="col">案件</th>
            <th scope="col">编号</th>
            <th scope="col">环节</th>
            <th scope="col">时限</th>
            <th scope="col">还缺</th>
            <th scope="col">立案</th>
          </tr>
        </thead>
        <tbody>
          {items.map(item => {
            const { state } = item
            const clock = nearestClock(item)
            return (
              <tr key={item.id} data-testid="case-row">
                <td data-label="级别">
                  <LevelTag level={state.level?.value ?? state.suggestion.level} />
                </td>
                <td data-label="案件">
                  <Link to={`/cases/${encodeURIComponent(item.id)}`}>{state.title}</Link>
                </td>
                <td data-label="编号">{state.number}</td>
                <td data-label="环节">{nameOf(STAGE_NAMES, state.stage)}</td>
                <td data-label="时限">
                  {clock === null ? <span className="meta">无运行中的时限</span> : <ClockLine clock={clock} />}
                </td>
                <td data-label="还缺">{state.stage === 'closed' ? '—' : lackingWords(item)}</td>
                <td data-label="立案">{shortTime(state.openedAt)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Board({ items }: { items: readonly CaseItem[] }) {
  return (
    <div className="board">
      {(Object.keys(STAGE_NAMES) as Stage[]).map(stage => {
        const here = items.filter(item => item.state.stage === stage)
        return (
          <section key={stage} className="card" aria-label={STAGE_NAMES[stage]}>
            <header className="card-head">
              <h2>{STAGE_NAMES[stage]}</h2>
              <span className="meta">{here.length} 件</span>
            </header>
            {here.map(item => {
              const clock = nearestClock(item)
              return (
                <Link key={item.id} className="board-card" to={`/cases/${encodeURIComponent(item.id)}`}>
                  <LevelTag level={item.state.level?.value ?? item.state.suggestion.level} />
                  <div>
                    <b>{item.state.title}</b>
                  </div>
                  <div className="meta">{item.state.number}</div>
                  {clock !== null && <ClockLine clock={clock} />}
                </Link>
              )
            })}
          </section>
        )
      })}
    </div>
  )
}
