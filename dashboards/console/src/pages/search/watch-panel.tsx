import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import type { WatchPreview } from '../../api/watch.ts'
import { MentionCard } from '../../parts/mention-card.tsx'
import { Failure, Wait } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { optionsOf, TOPIC_NAMES } from '../../words.ts'

type Fields = Readonly<{ name: string; topics?: readonly string[]; regions?: readonly string[] }>

/** 另存为监测方案: the last valid query as a watch, with what it would have hit. */
export function WatchPanel({
  query,
  topics,
  regions,
  onClose,
}: {
  query: string
  topics: readonly string[]
  regions: readonly string[]
  onClose: () => void
}) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [failure, setFailure] = useState<unknown>(null)
  const [form] = Form.useForm<Fields>()
  const values = Form.useWatch([], form) ?? { name: '', topics, regions }
  const asked = { query, topics: values.topics ?? [], regions: values.regions ?? [] }
  const preview = useQuery({
    queryKey: ['watch-preview', asked],
    queryFn: () => send<WatchPreview>('POST', '/api/watches/preview', asked),
    enabled: query !== '',
  })

  async function save({ name }: Fields): Promise<void> {
    try {
      await send('POST', '/api/watches', { watch: { name: name.trim(), ...asked } })
      await queries.invalidateQueries({ queryKey: ['watches'] })
      say(`已保存监测方案“${name.trim()}”`, { way: { to: '/watches', name: '查看监测方案' } })
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }

  return (
    <aside className="panel" aria-label="另存为监测方案">
      <div className="row-gap">
        <h2>另存为监测方案</h2>
        <Button type="text" size="small" aria-label="关闭另存" className="mention-after" onClick={onClose}>
          ×
        </Button>
      </div>
      <Form<Fields>
        form={form}
        name="save-watch"
        layout="vertical"
        initialValues={{ topics, regions }}
        onFinish={fields => void save(fields)}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
          <Input maxLength={40} />
        </Form.Item>
        <p className="meta">检索式（上一条有效）</p>
        <p className="mention-text">{query === '' ? '（空：全部提及）' : query}</p>
        <Form.Item name="topics" label="主题（不选即全部）">
          <Select mode="multiple" options={optionsOf(TOPIC_NAMES)} />
        </Form.Item>
        <Form.Item name="regions" label="属地（不填即全市）">
          <Select mode="tags" tokenSeparators={['，', ',', ' ']} open={false} suffixIcon={null} />
        </Form.Item>
        <h3>命中预览</h3>
        {query === '' ? (
          <p className="meta">检索式为空，先在上方写检索式。</p>
        ) : (
          <Wait for={preview} rows={3}>
            {({ total7d, sample }) => (
              <>
                <p>
                  近 7 天 <b>{total7d}</b> 条，日均 {(total7d / 7).toFixed(1)} 条
                </p>
                {sample.slice(0, 5).map(mention => (
                  <MentionCard key={mention.id} mention={mention} most={80} />
                ))}
              </>
            )}
          </Wait>
        )}
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button type="primary" htmlType="submit" disabled={query === ''} title={query === '' ? '先写检索式' : ''}>
            保存方案
          </Button>
        </div>
      </Form>
    </aside>
  )
}
