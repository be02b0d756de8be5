import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import type { WatchItem, WatchPreview } from '../../api/watch.ts'
import { MentionCard } from '../../parts/mention-card.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { optionsOf, TOPIC_NAMES } from '../../words.ts'

type Fields = Readonly<{ name: string; query: string; topics: readonly string[]; regions: readonly string[] }>

/** 新增或修改监测方案, with what it would have hit in the last seven days. */
export function WatchSheet({ item, onClose }: { item: WatchItem | null; onClose: () => void }) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [form] = Form.useForm<Fields>()
  const [preview, setPreview] = useState<WatchPreview | null>(null)
  const [failure, setFailure] = useState<unknown>(null)

  async function look(): Promise<void> {
    setFailure(null)
    const { query, topics, regions } = form.getFieldsValue()
    const asked = { query: (query ?? '').trim(), topics: topics ?? [], regions: regions ?? [] }
    await send<WatchPreview>('POST', '/api/watches/preview', asked).then(setPreview, setFailure)
  }
  async function save(fields: Fields): Promise<void> {
    const { name, query, topics, regions } = fields
    const watch = { name: name.trim(), query: query.trim(), topics, regions }
    try {
      if (item === null) await send('POST', '/api/watches', { watch })
      else await send('PUT', `/api/watches/${encodeURIComponent(item.id)}`, { watch, version: item.version })
      await queries.invalidateQueries({ queryKey: ['watches'] })
      say(`已保存监测方案“${watch.name}”`)
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }
  const { name = '', query = '', topics = [], regions = [] } = item?.state ?? {}
  return (
    <Sheet title={item === null ? '新增监测方案' : '修改监测方案'} wide onClose={onClose}>
      <Form<Fields>
        form={form}
        name="watch"
        layout="vertical"
        initialValues={{ name, query, topics, regions }}
        onFinish={fields => void save(fields)}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, whitespace: true, message: '请填写名称' }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="query" label="检索式" rules={[{ required: true, whitespace: true, message: '请填写检索式' }]}>
          <Input.TextArea rows={2} />
        </Form.Item>
        <div className="form-two">
          <Form.Item name="topics" label="主题（不选即全部）">
            <Select mode="multiple" options={optionsOf(TOPIC_NAMES)} />
          </Form.Item>
          <Form.Item name="regions" label="属地（不填即全市）">
            <Select mode="tags" tokenSeparators={['，', ',', ' ']} open={false} suffixIcon={null} />
          </Form.Item>
        </div>
        {preview !== null && (
          <div role="status">
            <p>
              {preview.query.ok
                ? `近 7 天命中 ${preview.total7d} 条`
                : `第 ${preview.query.at + 1} 字：${preview.query.message}`}
            </p>
            {preview.sample.slice(0, 5).map(mention => (
              <MentionCard key={mention.id} mention={mention} most={120} />
            ))}
          </div>
        )}
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={() => void look()}>命中预览</Button>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            保存方案
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
