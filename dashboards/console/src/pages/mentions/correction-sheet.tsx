import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import type { MentionView } from '../../api/mention.ts'
import { isConflict } from '../../api/problem.ts'
import { ChoicesField } from '../../parts/choices-field.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { ENTITY_NAMES, GOVERNMENT_NAMES, nameOf, optionsOf, SENTIMENT_NAMES, TOPIC_NAMES } from '../../words.ts'
import { type CorrectionFields, correctionFields, correctionOf, entityChoices, TABLE_KINDS } from './correction.ts'
import { BothLabels } from './correction-card.tsx'
import { governmentWords } from './label-words.ts'

const UNSAID = { value: '', label: '不更正' }
const MISSED_KINDS = TABLE_KINDS.map(value => ({ value, label: nameOf(ENTITY_NAMES, value) }))
const RELEVANCE = [UNSAID, { value: 'yes', label: '相关' }, { value: 'no', label: '无关' }]

/** 更正: what a person says of the mention, sent with the version they saw; nothing typed is lost when someone was first. */
export function CorrectionSheet({ mention, onClose }: { mention: MentionView; onClose: () => void }) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [form] = Form.useForm<CorrectionFields>()
  const [opened] = useState(mention) // the form keeps what it opened with while news arrive behind it
  const [late, setLate] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [empty, setEmpty] = useState(false)
  const saysTopics = Form.useWatch('saysTopics', form)
  const saysEntities = Form.useWatch('saysEntities', form)
  const names = entityChoices(mention)
  const known = late ? mention.label : opened.label

  async function save(fields: CorrectionFields): Promise<void> {
    const corrected = correctionOf(opened, fields) // what this person changed, whoever else changed the rest meanwhile
    const note = fields.note.trim()
    const nothing = Object.keys(corrected).length === 0
    setEmpty(nothing)
    setFailure(null)
    if (nothing) return
    const path = `/api/mentions/${encodeURIComponent(mention.id)}/label`
    try {
      await send('POST', path, {
        version: known?.version ?? 0,
        ...corrected,
        ...(note === '' ? {} : { note }),
      })
      await queries.invalidateQueries({ queryKey: ['mention', mention.id] })
      say('已记下更正')
      onClose()
    } catch (error) {
      if (isConflict(error)) {
        await queries.invalidateQueries({ queryKey: ['mention', mention.id] })
        setLate(true)
      } else setFailure(error)
    }
  }

  return (
    <Sheet title="更正系统判断" place="side" wide onClose={onClose}>
      <Form<CorrectionFields>
        form={form}
        name="correction"
        layout="vertical"
        initialValues={correctionFields(opened)}
        onFinish={fields => void save(fields)}
      >
        <div className="form-two">
          <Form.Item name="sentiment" label="情感">
            <Select options={[UNSAID, ...optionsOf(SENTIMENT_NAMES)]} />
          </Form.Item>
          <Form.Item name="government" label="归口">
            <Select
              options={[
                UNSAID,
                ...Object.keys(GOVERNMENT_NAMES).map(value => ({ value, label: governmentWords(value) })),
              ]}
            />
          </Form.Item>
          <Form.Item name="relevant" label="与本局相关">
            <Select options={RELEVANCE} />
          </Form.Item>
          <Form.Item name="saysTopics" valuePropName="checked" className="span tight">
            <Checkbox>更正主题</Checkbox>
          </Form.Item>
          <Form.Item name="topics" label="应有的主题（都不属于则留空）" className="span" hidden={saysTopics !== true}>
            <Select mode="multiple" options={optionsOf(TOPIC_NAMES)} />
          </Form.Item>
          <Form.Item name="saysEntities" valuePropName="checked" className="span tight">
            <Checkbox>更正实体</Checkbox>
          </Form.Item>
          <Form.Item
            name="entities"
            label="认对的实体（认错的去掉勾选）"
            className="span"
            hidden={saysEntities !== true || names.length === 0}
          >
            <ChoicesField
              label="认对的实体（认错的去掉勾选）"
              options={names.map(({ key, kind, name }) => ({
                value: key,
                label: `${name}（${nameOf(ENTITY_NAMES, kind)}）`,
              }))}
            />
          </Form.Item>
          <Form.Item name="missedName" label="漏认的名称（没有则留空）" hidden={saysEntities !== true}>
            <Input maxLength={40} />
          </Form.Item>
          <Form.Item name="missedKind" label="漏认的名称属于" hidden={saysEntities !== true}>
            <Select options={MISSED_KINDS} />
          </Form.Item>
          <Form.Item name="note" label="说明（长期留存，请勿填写个人信息）" className="span">
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </div>
        {late && (
          <div role="alert" className="stack">
            <b className="state-quiet">
              他人已先更正，您的更正没有写入；填写的内容仍在。下面是现在的样子，核对后可再次保存。
            </b>
            <BothLabels mention={mention} />
          </div>
        )}
        {empty && (
          <p role="alert" className="state-quiet">
            还没有更正任何一项。
          </p>
        )}
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            保存更正
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
