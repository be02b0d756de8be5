import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import { Problem } from '../../api/problem.ts'
import { RULE_PARTS, type RuleTrial, type SiteRuleItem } from '../../api/site-rule.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { useAct } from '../../parts/use-act.ts'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { fieldsOf, formOf, RULE_PART_NAMES, type RuleFields } from './rule-words.ts'
import { TrialList } from './site-rule-trial.tsx'

const EXAMPLES: Readonly<Record<(typeof RULE_PARTS)[number], string>> = {
  title: '例如 h1.title',
  text: '例如 #zoom 或 .article-body p',
  publishedAt: '例如 .pub-time 或 meta[name="PubDate"]',
  outlet: '例如 .source a',
  authors: '例如 .author',
}

/** 新增或修改网站规则: try it on the last ten pages, then save; one that matches none of them needs a reason. */
export function SiteRuleSheet({ item, onClose }: { item: SiteRuleItem | null; onClose: () => void }) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [form] = Form.useForm<RuleFields>()
  const [trial, setTrial] = useState<RuleTrial | null>(null)
  const { busy, failure, begin } = useAct()
  const refused = failure instanceof Problem && failure.code === 'site-rule/matches-nothing'

  const tryOut = () =>
    begin(async () => {
      setTrial(null)
      setTrial(await send<RuleTrial>('POST', '/api/site-rules/trial', { rule: formOf(form.getFieldsValue()) }))
    })
  const save = (fields: RuleFields) =>
    begin(async () => {
      const rule = formOf(fields)
      const reason = fields.reason?.trim() ?? ''
      const said = reason === '' ? {} : { reason }
      if (item === null) await send('POST', '/api/site-rules', { rule, ...said })
      else await send('PUT', `/api/site-rules/${encodeURIComponent(item.id)}`, { rule, version: item.version, ...said })
      await queries.invalidateQueries({ queryKey: ['site-rules'] })
      say(`已保存“${rule.host}”的规则，从下一页起生效`)
      onClose()
    })

  return (
    <Sheet title={item === null ? '新增网站规则' : '修改网站规则'} wide onClose={onClose}>
      <Form<RuleFields>
        form={form}
        name="site-rule"
        layout="vertical"
        initialValues={fieldsOf(item?.state ?? null)}
        onFinish={fields => void save(fields)}
      >
        <div className="form-two">
          <Form.Item name="host" label="网站" rules={[{ required: true, whitespace: true, message: '请填写网站名' }]}>
            <Input placeholder="例如 news.yunzhou.example，可粘贴网址" />
          </Form.Item>
          <Form.Item name="path" label="路径（空为整个网站，* 代表任意字符）">
            <Input placeholder="例如 /a/*.html" />
          </Form.Item>
          {RULE_PARTS.map(part => (
            <Form.Item key={part} name={part} label={`${RULE_PART_NAMES[part]}（选择器，空为自动识别）`}>
              <Input placeholder={EXAMPLES[part]} maxLength={300} />
            </Form.Item>
          ))}
          <Form.Item name="drop" label="去除的部分（选择器，一行一处）">
            <Input.TextArea rows={2} placeholder="例如 .ad" />
          </Form.Item>
        </div>
        <Form.Item
          name="reason"
          label={refused ? '仍要保存的理由（规则一页也对不上，必须写明）' : '改动理由（可不填）'}
        >
          <Input maxLength={200} />
        </Form.Item>
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button loading={busy} onClick={() => void tryOut()}>
            试用最近十页
          </Button>
          <Button type="primary" htmlType="submit" disabled={busy}>
            保存规则
          </Button>
        </div>
        {trial !== null && <TrialList trial={trial} />}
      </Form>
    </Sheet>
  )
}
