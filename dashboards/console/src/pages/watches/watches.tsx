import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, send } from '../../api/client.ts'
import type { WatchItem } from '../../api/watch.ts'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { KeepActs } from '../../parts/row-act.tsx'
import { shortTime } from '../../parts/time.ts'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { useMay } from '../../shell/session.ts'
import { nameOf, TOPIC_NAMES } from '../../words.ts'
import { WatchSheet } from './watch-sheet.tsx'

/** 监测方案: what the bureau follows. */
export default function Watches() {
  const mayEdit = useMay('admin', 'analyst', 'officer')
  const queries = useQueryClient()
  const { say, fail } = useNotice()
  const [asking, setAsking] = useState<WatchItem | 'new' | null>(null)
  const watches = useQuery({
    queryKey: ['watches'],
    queryFn: ({ signal }) => get<{ items: readonly WatchItem[] }>('/api/watches', {}, signal),
  })
  async function flip({ id, version, state }: WatchItem): Promise<void> {
    try {
      await send('POST', `/api/watches/${encodeURIComponent(id)}/${state.active ? 'pause' : 'resume'}`, { version })
      say(state.active ? `已停用“${state.name}”` : `已启用“${state.name}”`)
      await queries.invalidateQueries({ queryKey: ['watches'] })
    } catch (error) {
      fail(error)
    }
  }
  return (
    <>
      <PageHead title="监测方案" after="只有命中启用方案的提及才形成事件；其余仍可检索。热线工单一律计入。">
        {mayEdit && (
          <Button type="primary" onClick={() => setAsking('new')}>
            <Icon name="add" size={14} /> 新增方案
          </Button>
        )}
      </PageHead>
      <Wait for={watches}>
        {({ items }) =>
          items.length === 0 ? (
            <Nothing>还没有监测方案。可在检索页调好检索式后“另存为监测方案”。</Nothing>
          ) : (
            <div className="card table-card scroll-x">
              <table className="grid">
                <thead>
                  <tr>
                    <th scope="col">状态</th>
                    <th scope="col">名称</th>
                    <th scope="col">检索式</th>
                    <th scope="col">主题</th>
                    <th scope="col">属地</th>
                    <th scope="col">负责人</th>
                    <th scope="col">建立</th>
                    <th scope="col">操作</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(item => (
                    <tr key={item.id} data-testid="watch-row">
                      <td>
                        <span className={item.state.active ? 'state state-good' : 'state state-off'}>
                          <span aria-hidden="true">{item.state.active ? '✓' : '‖'}</span>{' '}
                          {item.state.active ? '启用' : '停用'}
                        </span>
                      </td>
                      <td>
                        <b>{item.state.name}</b>
                      </td>
                      <td>
                        <Link to={`/search?q=${encodeURIComponent(item.state.query)}`}>{item.state.query}</Link>
                      </td>
                      <td>
                        {item.state.topics.length === 0
                          ? '全部'
                          : item.state.topics.map(topic => nameOf(TOPIC_NAMES, topic)).join('、')}
                      </td>
                      <td>{item.state.regions.length === 0 ? '全市' : item.state.regions.join('、')}</td>
                      <td>{item.state.owner}</td>
                      <td>{shortTime(item.state.createdAt)}</td>
                      <td>
                        {mayEdit && (
                          <KeepActs
                            row={item.state.name}
                            active={item.state.active}
                            onChange={() => setAsking(item)}
                            onSwitch={() => void flip(item)}
                          />
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Wait>
      {asking !== null && <WatchSheet item={asking === 'new' ? null : asking} onClose={() => setAsking(null)} />}
    </>
  )
}
