import { Alert, Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { CaseState } from '../../api/case.ts'
import { ChoicesField } from '../../parts/choices-field.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { TimeField } from '../../parts/time-field.tsx'
import { useNow } from '../../shell/now.tsx'
import { ChannelsField, DispositionsField, RatioField, RectificationsField, WindowsField } from './list-fields.tsx'
import type { MakeForm, MoveField } from './move-form.ts'

/** The form of one move; stays open with everything in it until the desk has taken it. */
export function MoveSheet({
  title,
  make,
  theCase,
  onClose,
  onSend,
}: {
  title: string
  make: MakeForm
  theCase: CaseState
  onClose: () => void
  onSend: (body: Readonly<Record<string, unknown>>, reason: string | null) => Promise<string | null>
}) {
  const now = useNow(60_000)
  const [{ fields, initial, body, reason, note }] = useState(() => make(theCase, now))
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [form] = Form.useForm<Record<string, unknown>>()
  const values = Form.useWatch([], form) ?? initial

  async function finish(filled: Record<string, unknown>): Promise<void> {
    setBusy(true)
    const why = reason === 'needed' ? String(filled['move-reason'] ?? '').trim() : null
    setFailure(await onSend(body(filled), why))
    setBusy(false)
  }

  return (
    <Sheet title={title} wide onClose={onClose}>
      <Form form={form} name="move" layout="vertical" initialValues={initial} onFinish={filled => void finish(filled)}>
        {note !== undefined && <Alert type="info" title={note} className="door-failure" />}
        <div className="form-two">
          {fields.map(field => (field.shownWhen?.(values) === false ? null : <Field key={field.name} field={field} />))}
          {reason === 'needed' && (
            <Form.Item
              name="move-reason"
              label="理由（长期留存）"
              className="span"
              rules={[{ required: true, whitespace: true, message: '请写明理由' }]}
            >
              <Input.TextArea rows={2} />
            </Form.Item>
          )}
        </div>
        {failure !== null && <Alert type="error" role="alert" showIcon title={failure} className="door-failure" />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit" loading={busy}>
            {title}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

function Field({ field }: { field: MoveField }) {
  const { name, label, required = false, hint, span = false } = field
  const message = `请填写：${label}`
  const rules = required
    ? [
        {
          validator: async (_: unknown, value: unknown) => {
            if (isBlank(value)) throw new Error(message)
          },
        },
      ]
    : []
  const common = {
    name,
    rules,
    required,
    ...(span ? { className: 'span' } : {}),
    ...(hint === undefined ? {} : { extra: hint }),
  }
  if (field.kind === 'yes') {
    return (
      <Form.Item {...common} valuePropName="checked">
        <Checkbox>{label}</Checkbox>
      </Form.Item>
    )
  }
  return (
    <Form.Item {...common} label={label}>
      {control(field)}
    </Form.Item>
  )
}

function isBlank(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function control({ kind, options = [], label }: MoveField) {
  switch (kind) {
    case 'area':
      return <Input.TextArea rows={2} />
    case 'page':
      return <Input.TextArea rows={9} />
    case 'lines':
      return <Input.TextArea rows={1} />
    case 'choice':
      return <Select options={[...options]} />
    case 'choices':
      return <ChoicesField options={options} label={label} />
    case 'time':
      return <TimeField />
    case 'pass':
      return (
        <Radio.Group
          options={[
            { value: true, label: '通过' },
            { value: false, label: '退回修改' },
          ]}
        />
      )
    case 'dispositions':
      return <DispositionsField />
    case 'channels':
      return <ChannelsField />
    case 'windows':
      return <WindowsField />
    case 'ratio':
      return <RatioField label={label} />
    case 'rectifications':
      return <RectificationsField />
    default:
      return <Input />
  }
}
