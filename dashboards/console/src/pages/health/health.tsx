import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { get, send } from '../../api/client.ts'
import type { DeadLetter, Verdict } from '../../api/machinery.ts'
import type { Status } from '../../api/status.ts'
import { Card, PageHead } from '../../parts/page-head.tsx'
import { fullTime } from '../../parts/time.ts'
import { Failure, Nothing, Wait } from '../../parts/wait.tsx'
import { dataAge } from '../../shell/data-age.ts'
import { useLive } from '../../shell/live-context.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { useNow } from '../../shell/now.tsx'
import { useMay } from '../../shell/session.ts'
import { useStatus } from '../../shell/status.ts'
import { nameOf, STREAM_NAMES } from '../../words.ts'

/** 系统状态: how far behind each step is, what was set aside, and whether the ledger is whole. */
export default function Health() {
  const status = useStatus()
  const mayRead = useMay('admin', 'officer')
  return (
    <>
      <PageHead title="系统状态" />
      <Wait for={status}>
        {shown => (
          <div className="health">
            <Streams status={shown} />
            <LedgerCard status={shown} />
          </div>
        )}
      </Wait>
      {mayRead && <DeadLetters />}
    </>
  )
}

const GROUP_NAMES: Readonly<Record<string, string>> = {
  ingest: '入库整理',
  classifier: '分析',
  indexer: '建索引',
  alerting: '归并与预警',
  crawler: '抓取',
}

function Streams({ status }: { status: Status }) {
  const now = useNow()
  const { connected } = useLive()
  return (
    <Card title="处理进度" about={dataAge(status.dataAt, now, connected).words}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">数据流</th>
            <th scope="col">处理环节</th>
            <th scope="col" className="number">
              待处理
            </th>
          </tr>
        </thead>
        <tbody>
          {status.lags.map(lag => (
            <tr key={`${lag.stream}-${lag.group}`}>
              <td>{nameOf(STREAM_NAMES, lag.stream)}</td>
              <td>{nameOf(GROUP_NAMES, lag.group)}</td>
              <td className="number">{lag.waiting.toLocaleString('zh-CN')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {status.lags.length === 0 && <Nothing>还没有处理环节登记</Nothing>}
      <p className="card-body meta">
        信源：启用 {status.sources.active} 个，失败 {status.sources.failing} 个；未重放的死信 {status.deadLetters} 条
      </p>
    </Card>
  )
}

function LedgerCard({ status }: { status: Status }) {
  const { fail } = useNotice()
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [busy, setBusy] = useState(false)
  async function verify(): Promise<void> {
    setBusy(true)
    await send<Verdict>('POST', '/api/ledger/verify', {}).then(setVerdict, fail)
    setBusy(false)
  }
  return (
    <Card title="台账" about={`第 ${status.ledger.position.toLocaleString('zh-CN')} 条`}>
      <div className="card-body stack">
        <p className="hash">{status.ledger.hash}</p>
        <div role="status">
          {verdict !== null &&
            (verdict.ok ? (
              <p className="state state-good">
                ✓ 校验一致：{verdict.head.position} 条首尾相连，{verdict.anchors} 个外部锚点相符
              </p>
            ) : (
              <p className="state state-bad">
                ✕ 第 {verdict.position} 条不符：{verdict.detail}（{verdict.code}）
              </p>
            ))}
        </div>
        <div>
          <Button loading={busy} onClick={() => void verify()}>
            校验台账
          </Button>
        </div>
      </div>
    </Card>
  )
}

function DeadLetters() {
  const mayReplay = useMay('admin')
  const queries = useQueryClient()
  const { say, fail } = useNotice()
  const letters = useQuery({
    queryKey: ['dead-letters'],
    queryFn: ({ signal }) => get<{ items: readonly DeadLetter[] }>('/api/dead-letters', { limit: 100 }, signal),
    refetchInterval: 30_000,
  })
  async function replay(letter: DeadLetter): Promise<void> {
    try {
      await send('POST', `/api/dead-letters/${encodeURIComponent(letter.id)}/replay`, {})
      say('已放回数据流，等待重新处理')
      await queries.invalidateQueries({ queryKey: ['dead-letters'] })
      void queries.invalidateQueries({ queryKey: ['status'] })
    } catch (error) {
      fail(error)
    }
  }
  return (
    <div className="health-letters">
      <Card title="死信" about="处理不了的消息连同原因搁在这里，不会丢失；修好原因后可以重放">
        {letters.error !== null && <Failure error={letters.error} retry={() => void letters.refetch()} />}
        {letters.data?.items.length === 0 && <Nothing>没有死信</Nothing>}
        {letters.data !== undefined && letters.data.items.length > 0 && (
          <div className="scroll-x">
            <table className="grid">
              <thead>
                <tr>
                  <th scope="col">时间</th>
                  <th scope="col">数据流</th>
                  <th scope="col">环节</th>
                  <th scope="col">代码</th>
                  <th scope="col">原因</th>
                  <th scope="col">操作</th>
                </tr>
              </thead>
              <tbody>
                {letters.data.items.map(letter => (
                  <tr key={letter.id}>
                    <td>{fullTime(letter.deadAt)}</td>
                    <td>{nameOf(STREAM_NAMES, letter.stream)}</td>
                    <td>{nameOf(GROUP_NAMES, letter.group)}</td>
                    <td className="hash">{letter.code}</td>
                    <td>
                      {letter.title ?? ''} <span className="meta">{letter.detail}</span>
                    </td>
                    <td>
                      {letter.replayedAt !== null ? (
                        <span className="meta">{fullTime(letter.replayedAt)} 已重放</span>
                      ) : (
                        <Button
                          size="small"
                          disabled={!mayReplay}
                          title={mayReplay ? '' : '重放须由管理员办理'}
                          onClick={() => void replay(letter)}
                        >
                          重放
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
    </div>
  )
}
