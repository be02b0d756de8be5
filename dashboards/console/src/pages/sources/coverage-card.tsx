import { useQuery } from '@tanstack/react-query'
import { get } from '../../api/client.ts'
import type { WatchCoverage } from '../../api/source.ts'
import { Card } from '../../parts/page-head.tsx'
import { TROUBLE_NAMES } from './source-state.ts'

const SHOWN = 6

/** What feeds each watch, and what of it is missing now: a quiet watch is only calm when its sources are well. */
export function CoverageCard({ onChoose }: { onChoose: (sourceId: string) => void }) {
  const coverage = useQuery({
    queryKey: ['coverage'],
    queryFn: ({ signal }) => get<{ items: readonly WatchCoverage[] }>('/api/watches/coverage', {}, signal),
    refetchInterval: 300_000,
  })
  const items = coverage.data?.items ?? []
  if (items.length === 0) return null
  return (
    <div className="page-card">
      <Card title="监测方案的覆盖" about="近 28 天由哪些信源供稿，其中哪些现在有异常">
        <div className="scroll-x">
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">监测方案</th>
                <th scope="col" className="number">
                  提及
                </th>
                <th scope="col">供稿信源</th>
                <th scope="col">现在缺的</th>
              </tr>
            </thead>
            <tbody>
              {items.map(item => (
                <tr key={item.watchId} data-testid="coverage-row">
                  <td>{item.name}</td>
                  <td className="number">{item.mentions.toLocaleString('zh-CN')}</td>
                  <td>
                    {item.sources.length === 0
                      ? '还没有信源供稿'
                      : `${item.sources
                          .slice(0, SHOWN)
                          .map(({ name, count }) => `${name} ${count.toLocaleString('zh-CN')}`)
                          .join('，')}${item.sources.length > SHOWN ? ` 等 ${item.sources.length} 个` : ''}`}
                  </td>
                  <td>
                    <Missing item={item} onChoose={onChoose} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
    </div>
  )
}

function Missing({ item, onChoose }: { item: WatchCoverage; onChoose: (sourceId: string) => void }) {
  const missing = item.sources.filter(({ trouble }) => trouble !== null && trouble !== 'high')
  if (missing.length === 0) return <span className="meta">无</span>
  const share = missing.reduce((sum, { count }) => sum + count, 0) / Math.max(1, item.mentions)
  return (
    <>
      {missing.map(({ sourceId, name, trouble }) => (
        <span key={sourceId}>
          <button type="button" className="link-button" onClick={() => onChoose(sourceId)}>
            {name}
          </button>
          （{trouble === null ? '' : TROUBLE_NAMES[trouble]}）
        </span>
      ))}
      <span className="meta">平时占 {Math.round(share * 100)}%</span>
    </>
  )
}
