import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Radio, Select } from 'antd'
import type { CaseItem } from '../../api/case.ts'
import { get } from '../../api/client.ts'
import { KEY_HELP } from '../../parts/keys.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { TimeField } from '../../parts/time-field.tsx'
import { useNow } from '../../shell/now.tsx'
import { nameOf, STAGE_NAMES } from '../../words.ts'
import type { AlertConflict } from './alert-acts.ts'

const HOUR_MS = 3_600_000

type Asking<T> = Readonly<{ title: string; onClose: () => void; onDone: (value: T) => void }>

function Foot({ onClose, word }: { onClose: () => void; word: string }) {
  return (
    <div className="sheet-foot">
      <Button onClick={onClose}>取消</Button>
      <Button type="primary" htmlType="submit">
        {word}
      </Button>
    </div>
  )
}

/** 排除: asks why; the reason stays with the alert for ever. */
export function DismissSheet({ title, onClose, onDone }: Asking<string>) {
  return (
    <Sheet title={`排除“${title}”`} onClose={onClose}>
      <Form<{ reason: string }> name="dismiss" layout="vertical" onFinish={({ reason }) => onDone(reason.trim())}>
        <Form.Item
          name="reason"
          label="排除理由（长期留存）"
          rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
        >
          <Input.TextArea rows={3} maxLength={500} autoFocus />
        </Form.Item>
        <Foot onClose={onClose} word="确认排除" />
      </Form>
    </Sheet>
  )
}

/** 稍后: asks until when. */
export function SnoozeSheet({ title, onClose, onDone }: Asking<number>) {
  const now = useNow(60_000)
  const choices = [
    { label: '1 小时后', value: HOUR_MS },
    { label: '3 小时后', value: 3 * HOUR_MS },
    { label: '12 小时后', value: 12 * HOUR_MS },
    { label: '指定时间', value: 0 },
  ]
  return (
    <Sheet title={`稍后处理“${title}”`} onClose={onClose}>
      <Form<{ after: number; until?: number | null }>
        name="snooze"
        layout="vertical"
        initialValues={{ after: HOUR_MS }}
        onFinish={({ after, until }) => onDone(after === 0 ? (until ?? now + HOUR_MS) : now + after)}
      >
        <Form.Item name="after" label="何时再提醒">
          <Radio.Group options={choices} />
        </Form.Item>
        <Form.Item noStyle dependencies={['after']}>
          {({ getFieldValue }) =>
            getFieldValue('after') === 0 && (
              <Form.Item
                name="until"
                label="指定时间"
                rules={[
                  {
                    validator: async (_, value: number | null) => {
                      if (value == null || value <= now) throw new Error('请选现在之后的时间')
                    },
                  },
                ]}
              >
                <TimeField />
              </Form.Item>
            )
          }
        </Form.Item>
        <Foot onClose={onClose} word="确认稍后" />
      </Form>
    </Sheet>
  )
}

/** 并入: asks which open case. */
export function MergeSheet({ title, onClose, onDone }: Asking<string>) {
  const cases = useQuery({
    queryKey: ['cases', 'open'],
    queryFn: ({ signal }) => get<{ items: readonly CaseItem[] }>('/api/cases', { limit: 200 }, signal),
  })
  const open = (cases.data?.items ?? []).filter(item => item.state.stage !== 'closed')
  return (
    <Sheet title={`并入案件：“${title}”`} onClose={onClose}>
      <Form<{ caseId: string }> name="merge" layout="vertical" onFinish={({ caseId }) => onDone(caseId)}>
        <Form.Item name="caseId" label="在办案件" rules={[{ required: true, message: '请选择案件' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={cases.isLoading}
            notFoundContent="没有在办案件，可先立案"
            options={open.map(({ id, state }) => ({
              value: id,
              label: `${state.number} ${state.title}（${nameOf(STAGE_NAMES, state.stage)}）`,
            }))}
          />
        </Form.Item>
        <Foot onClose={onClose} word="确认并入" />
      </Form>
    </Sheet>
  )
}

/** Two people on one alert: both sides in words, nothing lost. */
export function ConflictSheet({ conflict, onClose }: { conflict: AlertConflict; onClose: () => void }) {
  return (
    <Sheet title="他人已先处理" onClose={onClose}>
      <dl className="facts">
        <dt>您要做的</dt>
        <dd>{conflict.wanted}（没有写入）</dd>
        <dt>现在的情况</dt>
        <dd>{conflict.now}</dd>
      </dl>
      <p className="meta">列表已读取最新内容，请看过后再决定。</p>
      <div className="sheet-foot">
        <Button type="primary" onClick={onClose}>
          知道了
        </Button>
      </div>
    </Sheet>
  )
}

/** All keys of the inbox, and the switch that turns them off. */
export function KeySheet({
  on,
  onSwitch,
  onClose,
}: {
  on: boolean
  onSwitch: (on: boolean) => void
  onClose: () => void
}) {
  return (
    <Sheet title="全部按键" onClose={onClose}>
      <dl className="key-list">
        {KEY_HELP.map(({ keys, does }) => (
          <div key={does} style={{ display: 'contents' }}>
            <dt>
              {keys.map(key => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="meta">输入法正在组字、焦点在输入框内时，按键不起作用。</p>
      <div className="sheet-foot">
        <Button onClick={() => onSwitch(!on)}>{on ? '关闭快捷键' : '启用快捷键'}</Button>
      </div>
    </Sheet>
  )
}
