import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import type { SourceItem } from '../../api/source.ts'
import { Card } from '../../parts/page-head.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { fullTime, shortTime } from '../../parts/time.ts'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { useNow } from '../../shell/now.tsx'
import { useMay } from '../../shell/session.ts'
import { cadenceWords, circuitWords, holdingWords } from './manner-words.ts'

/** How a site is treated: its hours, what it asked of us, whether its robots.txt is kept, and what went wrong how often. */
export function SourceManners({ item }: { item: SourceItem }) {
  const { state, health, errorCounts = [], waitingPages = 0 } = item
  const mayOverride = useMay('admin')
  const queries = useQueryClient()
  const { say, fail } = useNotice()
  const [asking, setAsking] = useState<SourceItem | null>(null) // as it was when the sheet opened
  const override = state.robotsOverride ?? null
  const now = useNow(30_000)
  const holding = health?.holding != null && health.holding.until > now ? health.holding : null
  const path = `/api/sources/${encodeURIComponent(item.id)}`

  async function restore(): Promise<void> {
    try {
      await send('POST', `${path}/robots-restore`, { version: item.version })
      await queries.invalidateQueries({ queryKey: ['sources'] })
      say(`“${state.name}”已恢复遵守对方采集规则`)
    } catch (error) {
      fail(error)
    }
  }

  return (
    <Card title="采集礼节" about="对方的要求与我方的约束">
      <dl className="facts card-body" data-testid="source-manners">
        <dt>采集间隔</dt>
        <dd>
          {cadenceWords(state.schedule)}
          {health?.everyMs != null && `，目前约每 ${Math.max(1, Math.round(health.everyMs / 60_000))} 分钟`}
        </dd>
        <dt>采集时段</dt>
        <dd>{state.fetchWindow == null ? '全天' : `只在 ${state.fetchWindow}（北京时间）`}</dd>
        <dt>当前</dt>
        <dd>{holding === null ? '未受限制' : `${holdingWords(holding.reason)}，${shortTime(holding.until)} 后再采`}</dd>
        <dt>进度</dt>
        <dd>
          已采 {(health?.itemsTotal ?? 0).toLocaleString('zh-CN')} 条，待读 {waitingPages.toLocaleString('zh-CN')} 页
        </dd>
        <dt>对方主机</dt>
        <dd>{circuitWords(health?.circuit)}</dd>
        <dt>对方规则</dt>
        <dd>
          {override === null ? (
            '遵守 robots.txt'
          ) : (
            <span className="state state-late" data-testid="robots-override">
              例外：不按 robots.txt（仅 {override.host}）。理由：{override.reason}；{override.by}，
              {fullTime(override.at)}
            </span>
          )}
        </dd>
        <dt>出错次数</dt>
        <dd>
          {errorCounts.length === 0
            ? '无'
            : errorCounts.slice(0, 8).map(({ code, words, times }) => (
                <div key={code}>
                  {words}：{times} 次 <span className="meta">{code}</span>
                </div>
              ))}
        </dd>
      </dl>
      {mayOverride && (
        <div className="acts">
          {override === null ? (
            <Button size="small" onClick={() => setAsking(item)}>
              对方规则设例外
            </Button>
          ) : (
            <Button size="small" onClick={() => void restore()}>
              恢复遵守对方规则
            </Button>
          )}
        </div>
      )}
      {asking !== null && <OverrideSheet item={asking} onClose={() => setAsking(null)} />}
    </Card>
  )
}

function OverrideSheet({ item, onClose }: { item: SourceItem; onClose: () => void }) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [failure, setFailure] = useState<unknown>(null)

  async function save({ reason }: { reason: string }): Promise<void> {
    try {
      const path = `/api/sources/${encodeURIComponent(item.id)}/robots-override`
      await send('POST', path, { version: item.version, reason: reason.trim() })
      await queries.invalidateQueries({ queryKey: ['sources'] })
      say(`已为“${item.state.name}”设例外，记入台账`)
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <Sheet title="不按对方采集规则采集" onClose={onClose}>
      <Form<{ reason: string }> name="robots" layout="vertical" onFinish={fields => void save(fields)}>
        <p>
          对方网站用 robots.txt 表明不愿被采集的范围，默认一律遵守。确有依据（例如网站主办单位书面同意）才设例外；
          理由、经手人与时间记入台账，长期保留，并显示在本页。例外只对 {hostOf(item.state.url)} 有效。
        </p>
        <Form.Item
          name="reason"
          label="理由与依据"
          rules={[{ required: true, whitespace: true, min: 4, max: 500, message: '请写明理由与依据（至少四个字）' }]}
        >
          <Input.TextArea rows={3} />
        </Form.Item>
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" danger htmlType="submit">
            设例外并记入台账
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

const hostOf = (url: string | null) => (url !== null && URL.canParse(url) ? new URL(url).host : '该网站')
