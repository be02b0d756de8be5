import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { get, send } from '../../api/client.ts'
import type { SourceItem } from '../../api/source.ts'
import { Fact } from '../../parts/fact.tsx'
import { Card } from '../../parts/page-head.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { nameOf } from '../../words.ts'

/** What a column can become, by code. */
export function useFieldNames(): Readonly<Record<string, string>> {
  const fields = useQuery({
    queryKey: ['import-fields'],
    queryFn: ({ signal }) =>
      get<{ items: readonly Readonly<{ field: string; name: string }>[] }>('/api/import/fields', {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return Object.fromEntries((fields.data?.items ?? []).map(({ field, name }) => [field, name]))
}

/** 栏目映射 and what was refused, of a source that others push to or files are imported into. */
export function MappingCard({ item, mayEdit }: { item: SourceItem; mayEdit: boolean }) {
  const names = useFieldNames()
  const queries = useQueryClient()
  const { say, fail } = useNotice()
  const { mapping } = item.state
  const counts = item.errorCounts ?? []
  async function forget(): Promise<void> {
    try {
      await send('PUT', `/api/sources/${encodeURIComponent(item.id)}/mapping`, { version: item.version, mapping: null })
      await queries.invalidateQueries({ queryKey: ['sources'] })
      say('已清除栏目映射，以后按表头推测')
    } catch (error) {
      fail(error)
    }
  }
  return (
    <Card title="收取情况" about={mapping === undefined ? '栏目按表头推测' : `栏目映射：${mapping.vendor}`}>
      {mapping !== undefined && (
        <dl className="facts card-body">
          {Object.entries(mapping.columns).map(([field, heading]) => (
            <Fact key={field} name={nameOf(names, field)} value={heading} />
          ))}
        </dl>
      )}
      {counts.length === 0 ? (
        <p className="card-body meta">没有未收下的内容。</p>
      ) : (
        <ul className="card-body" data-testid="door-refusals">
          {counts.map(({ code, words, times }) => (
            <li key={code}>
              {words} <b>{times}</b> 次
            </li>
          ))}
        </ul>
      )}
      {mapping !== undefined && mayEdit && (
        <div className="acts">
          <Button size="small" onClick={() => void forget()}>
            清除映射
          </Button>
        </div>
      )}
    </Card>
  )
}
