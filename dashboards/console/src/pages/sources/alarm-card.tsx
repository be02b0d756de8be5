import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { send } from '../../api/client.ts'
import type { AlarmItem } from '../../api/source.ts'
import { Card } from '../../parts/page-head.tsx'
import { shortTime } from '../../parts/time.ts'
import { useNotice } from '../../shell/notice.tsx'
import { useAlarms } from '../../shell/status.ts'
import { TROUBLE_NAMES } from './source-state.ts'

/** 告警: sources that need somebody, apart from alerts; nothing is shown while none does. */
export function AlarmCard({ mayAct, onChoose }: { mayAct: boolean; onChoose: (sourceId: string) => void }) {
  const items = useAlarms().data?.items ?? []
  const queries = useQueryClient()
  const { say, fail } = useNotice()
  if (items.length === 0) return null

  async function see({ id, version, name }: AlarmItem): Promise<void> {
    try {
      await send('POST', `/api/alarms/${encodeURIComponent(id)}/seen`, { version })
      say(`已记录：您在处理“${name}”的告警`)
    } catch (error) {
      fail(error)
    }
    await queries.invalidateQueries({ queryKey: ['alarms'] })
  }

  return (
    <div className="page-card">
      <Card title="告警" about={`${items.length} 个信源需要处理；恢复后自动解除`}>
        <div className="scroll-x">
          <table className="grid">
            <tbody>
              {items.map(item => (
                <tr key={item.id} data-testid="alarm-row">
                  <td>
                    <span className="state state-bad">
                      <span aria-hidden="true">!</span> {TROUBLE_NAMES[item.state.trouble]}
                    </span>
                  </td>
                  <td>
                    <button type="button" className="link-button" onClick={() => onChoose(item.state.sourceId)}>
                      {item.name}
                    </button>
                  </td>
                  <td>{item.state.note}</td>
                  <td className="meta">{shortTime(item.state.raisedAt)} 起</td>
                  <td>
                    {item.state.seenBy !== null ? (
                      <span className="meta">{item.state.seenBy.name}在处理</span>
                    ) : (
                      mayAct && (
                        <Button size="small" onClick={() => void see(item)}>
                          我来处理
                        </Button>
                      )
                    )}
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
