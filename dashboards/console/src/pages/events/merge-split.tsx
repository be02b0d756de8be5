import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { get, send } from '../../api/client.ts'
import type { EventPage } from '../../api/event.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'

const reasonRules = [{ required: true, whitespace: true, message: '请写明理由' }]

/** Sends a correction of what belongs together; alerting applies it a moment later. */
function useCorrection(eventId: string, onClose: () => void) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [failure, setFailure] = useState<unknown>(null)
  const path = `/api/events/${encodeURIComponent(eventId)}`
  const correct = async (act: 'merge' | 'split', body: object, done: string) => {
    try {
      await send('POST', `${path}/${act}`, body)
      say(done)
      onClose()
      await queries.invalidateQueries({ queryKey: ['event'] })
    } catch (error) {
      setFailure(error)
    }
  }
  return { correct, failure }
}

/** 并入: this event and another are one happening. */
export function MergeEventSheet({ eventId, onClose }: { eventId: string; onClose: () => void }) {
  const { correct, failure } = useCorrection(eventId, onClose)
  const events = useQuery({
    queryKey: ['events', 'choices'],
    queryFn: ({ signal }) => get<EventPage>('/api/events', { limit: 100 }, signal),
  })
  const options = (events.data?.items ?? [])
    .filter(({ event }) => event.id !== eventId && event.mergedInto === null)
    .map(({ event }) => ({ value: event.id, label: `${event.title}（${event.mentions} 条）` }))
  return (
    <Sheet title="并入另一事件" onClose={onClose}>
      <Form<{ into: string; reason: string }>
        name="merge-event"
        layout="vertical"
        onFinish={({ into, reason }) => void correct('merge', { into, reason: reason.trim() }, '已记入台账，稍后合并')}
      >
        <Form.Item name="into" label="并入的事件" rules={[{ required: true, message: '请选择事件' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={options}
            loading={events.isLoading}
            notFoundContent="没有其他事件"
          />
        </Form.Item>
        <Form.Item name="reason" label="理由" rules={reasonRules}>
          <Input.TextArea rows={2} />
        </Form.Item>
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            确认并入
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

/** 拆分: the chosen mentions are another happening. */
export function SplitEventSheet({
  eventId,
  mentionIds,
  onClose,
}: {
  eventId: string
  mentionIds: readonly string[]
  onClose: () => void
}) {
  const { correct, failure } = useCorrection(eventId, onClose)
  return (
    <Sheet title={`拆出 ${mentionIds.length} 条提及`} onClose={onClose}>
      <Form<{ reason: string }>
        name="split-event"
        layout="vertical"
        onFinish={({ reason }) => void correct('split', { mentionIds, reason: reason.trim() }, '已记入台账，稍后拆分')}
      >
        <Form.Item name="reason" label="理由" rules={reasonRules}>
          <Input.TextArea rows={2} />
        </Form.Item>
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            确认拆分
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
