import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import type { HotlineMonth, ReportedMonth } from '../../api/hotline.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'

const COUNTS = [
  { name: 'accepted', label: '受理总量' },
  { name: 'inquiry', label: '信息咨询' },
  { name: 'complaint', label: '投诉举报' },
  { name: 'suggestion', label: '意见建议' },
  { name: 'closedComplaints', label: '投诉举报办结' },
  { name: 'calledBack', label: '回访' },
] as const
const RATES = ['及时答复满意率', '抽查回访满意率'] as const

type Fields = Readonly<{ source: string }> & Readonly<Record<string, string | undefined>>

const numberOf = (words: string | undefined) => (words === undefined || words.trim() === '' ? null : Number(words))

function monthOf(month: string, fields: Fields): ReportedMonth {
  const count = (name: (typeof COUNTS)[number]['name']) => numberOf(fields[name])
  return {
    month,
    accepted: count('accepted'),
    byType: { complaint: count('complaint'), inquiry: count('inquiry'), suggestion: count('suggestion') },
    closedComplaints: count('closedComplaints'),
    calledBack: count('calledBack'),
    rates: RATES.flatMap(name => {
      const percent = numberOf(fields[name])
      return percent === null ? [] : [{ name, percent }]
    }),
  }
}

/** 登记报送数: what the hotline reported for a month in figures; what it left out stays empty, never nought. */
export function MonthSheet({
  month,
  sources,
  onClose,
}: {
  month: string
  sources: HotlineMonth['sources']
  onClose: () => void
}) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [failure, setFailure] = useState<unknown>(null)
  async function save(fields: Fields): Promise<void> {
    const source = sources.find(({ id }) => id === fields.source)
    if (source === undefined) return
    try {
      const reported = monthOf(month, fields)
      await send('PUT', `/api/sources/${encodeURIComponent(source.id)}/month`, { version: source.version, reported })
      await queries.invalidateQueries({ queryKey: ['hotline'] })
      say(`已登记 ${month} 的报送数`)
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <Sheet title={`登记 ${month} 报送数`} onClose={onClose}>
      <p className="meta">没有报送的留空，不要填 0。</p>
      <Form<Fields>
        name="month"
        layout="vertical"
        initialValues={{ source: sources[0]?.id }}
        onFinish={fields => void save(fields)}
      >
        <Form.Item name="source" label="热线">
          <Select options={sources.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <div className="form-two">
          {COUNTS.map(({ name, label }) => (
            <Form.Item key={name} name={name} label={label} rules={[{ pattern: /^\d*$/, message: '不小于零的整数' }]}>
              <Input inputMode="numeric" />
            </Form.Item>
          ))}
          {RATES.map(name => (
            <Form.Item
              key={name}
              name={name}
              label={`${name}（%，照报送数）`}
              rules={[{ pattern: /^(?:\d{1,2}(?:\.\d+)?|100)?$/, message: '0 至 100' }]}
            >
              <Input inputMode="decimal" />
            </Form.Item>
          ))}
        </div>
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            登记
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
