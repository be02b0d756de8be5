import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import type { BriefSection } from '../../api/brief.ts'
import { Sheet } from '../../parts/sheet.tsx'

/** 修改叙述: words only; figures stand as computed. An edit makes every review so far void. */
export function NarrativeSheet({
  section,
  voids,
  onClose,
  onSave,
}: {
  section: BriefSection
  voids: boolean
  onClose: () => void
  onSave: (text: string) => Promise<string | null>
}) {
  const [failure, setFailure] = useState<string | null>(null)
  async function save({ text }: { text: string }): Promise<void> {
    const failed = await onSave(text)
    setFailure(failed)
    if (failed === null) onClose()
  }
  return (
    <Sheet title={`修改叙述：${section.title}`} wide onClose={onClose}>
      <Form<{ text: string }>
        name="narrative"
        layout="vertical"
        initialValues={{ text: section.narrative }}
        onFinish={fields => void save(fields)}
      >
        {voids && (
          <Alert type="warning" showIcon title="改动后，已有的审查立即作废，须从头再审。" className="door-failure" />
        )}
        <Form.Item name="text" label="叙述正文">
          <Input.TextArea rows={8} />
        </Form.Item>
        {failure !== null && <Alert type="error" role="alert" showIcon title={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            保存叙述
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
