import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { BriefItem } from '../../api/brief.ts'
import type { CaseItem } from '../../api/case.ts'
import { get, send } from '../../api/client.ts'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { shortTime, weekStart } from '../../parts/time.ts'
import { TimeField } from '../../parts/time-field.tsx'
import { useAct } from '../../parts/use-act.ts'
import { Failure, Nothing, Wait } from '../../parts/wait.tsx'
import { useNow } from '../../shell/now.tsx'
import { useMay } from '../../shell/session.ts'
import { KIND_NAMES, periodWords, stateWords } from './brief-words.ts'

const WEEK_MS = 7 * 86_400_000

/** 简报: issues by number, drafts first. */
export default function Briefs() {
  const mayCompose = useMay('officer', 'reviewer', 'analyst')
  const [composing, setComposing] = useState(false)
  const briefs = useQuery({
    queryKey: ['briefs'],
    queryFn: ({ signal }) => get<{ items: readonly BriefItem[] }>('/api/briefs', {}, signal),
  })
  return (
    <>
      <PageHead title="简报" after="数字由系统按检索式计算并冻结，只有叙述可以修改">
        {mayCompose && (
          <Button type="primary" onClick={() => setComposing(true)}>
            <Icon name="add" size={14} /> 生成简报
          </Button>
        )}
      </PageHead>
      <Wait for={briefs}>
        {({ items }) => {
          if (items.length === 0) return <Nothing>还没有简报。用“生成简报”选一段时间，系统按数据拟出初稿。</Nothing>
          const sorted = [...items].sort(
            (a, b) =>
              Number(a.state.signed !== null) - Number(b.state.signed !== null) ||
              b.state.composedAt - a.state.composedAt,
          )
          return (
            <div className="card table-card scroll-x">
              <table className="grid stacks">
                <thead>
                  <tr>
                    <th scope="col">期号</th>
                    <th scope="col">标题</th>
                    <th scope="col">类型</th>
                    <th scope="col">时段</th>
                    <th scope="col">状态</th>
                    <th scope="col">拟稿</th>
                    <th scope="col">签发</th>
                  </tr>
                </thead>
                <tbody>
                  {sorted.map(({ id, state }) => (
                    <tr key={id} data-testid="brief-row">
                      <td data-label="期号">
                        {state.number === null ? <span className="meta">未编号</span> : `第 ${state.number} 期`}
                      </td>
                      <td data-label="标题">
                        <Link to={`/briefs/${encodeURIComponent(id)}`}>{state.title}</Link>
                      </td>
                      <td data-label="类型">{KIND_NAMES[state.kind]}</td>
                      <td data-label="时段">{periodWords(state.period)}</td>
                      <td data-label="状态">
                        <span className={state.signed === null ? 'tag tag-hint' : 'tag tag-good'}>
                          {stateWords(state)}
                        </span>
                      </td>
                      <td data-label="拟稿">
                        {state.composedBy.name} {shortTime(state.composedAt)}
                      </td>
                      <td data-label="签发">
                        {state.signed === null ? '—' : `${state.signed.by.name} ${shortTime(state.signed.at)}`}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }}
      </Wait>
      {composing && <ComposeSheet onClose={() => setComposing(false)} />}
    </>
  )
}

type Fields = Readonly<{ kind: 'weekly' | 'case'; caseId?: string; fromAt: number | null; toAt: number | null }>

function ComposeSheet({ onClose }: { onClose: () => void }) {
  const now = useNow(60_000)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form) ?? 'weekly'
  const { busy, failure, begin } = useAct()
  const [initial] = useState<Fields>(() => ({ kind: 'weekly', fromAt: weekStart(now), toAt: weekStart(now) + WEEK_MS }))
  const cases = useQuery({
    queryKey: ['cases', 'all'],
    queryFn: ({ signal }) => get<{ items: readonly CaseItem[] }>('/api/cases', { limit: 200 }, signal),
    enabled: kind === 'case',
  })

  const compose = ({ fromAt, toAt, caseId }: Fields) =>
    begin(async () => {
      const body = { kind, period: { fromAt, toAt }, ...(kind === 'case' ? { caseId } : {}) }
      const made = await send<BriefItem>('POST', '/api/briefs', body)
      await queries.invalidateQueries({ queryKey: ['briefs'] })
      navigate(`/briefs/${encodeURIComponent(made.id)}`)
    })

  return (
    <Sheet title="生成简报" onClose={onClose}>
      <Form<Fields>
        form={form}
        name="compose"
        layout="vertical"
        initialValues={initial}
        onFinish={fields => void compose(fields)}
      >
        <Form.Item name="kind" label="类型">
          <Select
            options={[
              { value: 'weekly', label: '周报' },
              { value: 'case', label: '专报（一个案件）' },
            ]}
          />
        </Form.Item>
        {kind === 'case' && (
          <Form.Item name="caseId" label="案件" rules={[{ required: true, message: '请选择案件' }]}>
            <Select
              notFoundContent="没有案件"
              options={(cases.data?.items ?? []).map(({ id, state }) => ({
                value: id,
                label: `${state.number} ${state.title}`,
              }))}
            />
          </Form.Item>
        )}
        <div className="form-two">
          <Form.Item name="fromAt" label="时段起" rules={[{ required: true, message: '请填写时段起' }]}>
            <TimeField />
          </Form.Item>
          <Form.Item name="toAt" label="时段止（不含）" rules={[{ required: true, message: '请填写时段止' }]}>
            <TimeField />
          </Form.Item>
        </div>
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            生成
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
