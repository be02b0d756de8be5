import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import { isPulled, type SourceForm, type SourceItem, type SourceState } from '../../api/source.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { CHANNEL_NAMES, MEDIA_RANK_NAMES, optionsOf, SOURCE_KIND_NAMES } from '../../words.ts'
import { PreviewList, usePreview } from './preview.tsx'

type Fields = Readonly<{
  id?: string
  name: string
  channel: string
  kind: string
  url?: string
  schedule?: string
  mediaRank: string
  region?: string
  linkPattern?: string
  listSelector?: string
  backfillPages?: string
  fetchWindow?: string
  legalBasis?: string
  impactNote?: string
  appId?: string
}>

const blankToNull = (word: string | undefined) => (word === undefined || word.trim() === '' ? null : word.trim())

function sourceOf(fields: Fields, before: SourceState | null): SourceForm {
  const pulled = isPulled(fields)
  const id = blankToNull(fields.id)
  return {
    ...(id === null ? {} : { id }),
    name: fields.name.trim(),
    channel: fields.channel,
    kind: fields.kind,
    url: pulled ? blankToNull(fields.url) : null,
    schedule: pulled ? blankToNull(fields.schedule) : null,
    mediaRank: fields.mediaRank,
    region: blankToNull(fields.region),
    linkPattern: blankToNull(fields.linkPattern),
    listSelector: blankToNull(fields.listSelector),
    backfillPages: Math.max(0, Math.floor(Number(fields.backfillPages ?? 0) || 0)),
    crawlDelayMs: before?.crawlDelayMs ?? null,
    active: before?.active ?? true,
    fetchWindow: pulled ? blankToNull(fields.fetchWindow) : null,
    legalBasis: fields.legalBasis?.trim() ?? '',
    impactNote: fields.impactNote?.trim() ?? '',
    ...(fields.kind === 'wechat-push' ? { appId: fields.appId?.trim() ?? '' } : {}),
  }
}

function fieldsOf(state: SourceState): Partial<Fields> {
  const text = Object.entries(state).map(([key, value]) => [key, value === null ? '' : String(value)])
  return Object.fromEntries(text) as Partial<Fields>
}

const NEW: Partial<Fields> = {
  channel: 'news',
  kind: 'rss',
  mediaRank: 'none',
  schedule: '*/10 * * * *',
  backfillPages: '0',
}

/** 新增或修改信源: test-fetch first, then save. */
export function SourceSheet({ item, onClose }: { item: SourceItem | null; onClose: () => void }) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const preview = usePreview()
  const [failure, setFailure] = useState<unknown>(null)
  const [form] = Form.useForm<Fields>()
  const kind = Form.useWatch('kind', form) ?? item?.state.kind ?? NEW.kind
  const pulled = isPulled({ kind: kind ?? '' })

  async function save(fields: Fields): Promise<void> {
    const source = sourceOf(fields, item?.state ?? null)
    try {
      if (item === null) await send('POST', '/api/sources', { source })
      else await send('PUT', `/api/sources/${encodeURIComponent(item.id)}`, { source, version: item.version })
      await queries.invalidateQueries({ queryKey: ['sources'] })
      say(`已保存信源“${source.name}”`)
      onClose()
    } catch (error) {
      setFailure(error)
    }
  }
  async function tryOut(): Promise<void> {
    const fields = await form.validateFields().catch(() => null)
    if (fields !== null) await preview.run(sourceOf(fields, item?.state ?? null))
  }

  return (
    <Sheet title={item === null ? '新增信源' : '修改信源'} wide onClose={onClose}>
      <Form<Fields>
        form={form}
        name="source"
        layout="vertical"
        initialValues={item === null ? NEW : fieldsOf(item.state)}
        onFinish={fields => void save(fields)}
      >
        <div className="form-two">
          <Form.Item
            name="name"
            label="名称"
            rules={[{ required: true, whitespace: true, max: 80, message: '请填写名称' }]}
          >
            <Input />
          </Form.Item>
          <Form.Item
            name="id"
            label="编号（可不填，保存后不可改）"
            rules={[{ pattern: /^[a-z0-9][a-z0-9-]{1,63}$/, message: '2 至 64 位小写字母、数字、横线' }]}
          >
            <Input disabled={item !== null} />
          </Form.Item>
          <Form.Item name="channel" label="渠道">
            <Select options={optionsOf(CHANNEL_NAMES)} />
          </Form.Item>
          <Form.Item name="kind" label="读取方式">
            <Select options={optionsOf(SOURCE_KIND_NAMES)} />
          </Form.Item>
          {pulled && (
            <>
              <Form.Item
                name="url"
                label="网址"
                className="span"
                rules={[
                  {
                    required: true,
                    pattern: /^(?:https?:\/\/|rsshub:\/?)\S+$/i,
                    message: '请填写以 http 开头的完整网址，或本单位 RSSHub 的路由，如 rsshub:/weibo/user/123',
                  },
                ]}
              >
                <Input inputMode="url" />
              </Form.Item>
              <Form.Item
                name="schedule"
                label="采集时刻（分 时 日 月 周，或 adaptive 自行掌握）"
                rules={[{ required: true, message: '请填写采集时刻' }]}
              >
                <Input />
              </Form.Item>
              <Form.Item name="backfillPages" label="首次补采页数或天数">
                <Input type="number" min={0} />
              </Form.Item>
              <Form.Item
                name="fetchWindow"
                label="采集时段（可不填，如 01:00-06:00）"
                rules={[
                  {
                    pattern: /^\s*$|^\s*\d{1,2}[:：]\d{2}\s*[-–—~～至]\s*\d{1,2}[:：]\d{2}\s*$/,
                    message: '写作 01:00-06:00',
                  },
                ]}
              >
                <Input />
              </Form.Item>
            </>
          )}
          {kind === 'wechat-push' && (
            <Form.Item
              name="appId"
              label="公众号 AppID"
              rules={[
                { required: true, pattern: /^wx[0-9a-zA-Z]{6,40}$/, message: '以 wx 开头，见公众平台“基本配置”' },
              ]}
            >
              <Input />
            </Form.Item>
          )}
          {kind === 'list' && (
            <>
              <Form.Item name="linkPattern" label="链接规则（正则，可不填）">
                <Input />
              </Form.Item>
              <Form.Item name="listSelector" label="列表位置（选择器，可不填）">
                <Input />
              </Form.Item>
            </>
          )}
          <Form.Item name="mediaRank" label="媒体层级">
            <Select options={optionsOf(MEDIA_RANK_NAMES)} />
          </Form.Item>
          <Form.Item name="region" label="属地（可不填）">
            <Input />
          </Form.Item>
          <Form.Item name="legalBasis" label="采集依据" className="span">
            <Input.TextArea rows={2} maxLength={2000} placeholder="公开信息、对方书面同意、职责文件等" />
          </Form.Item>
          <Form.Item name="impactNote" label="影响说明" className="span">
            <Input.TextArea rows={2} maxLength={2000} placeholder="涉及哪些个人信息、给对方网站多大负担、怎样减轻" />
          </Form.Item>
        </div>
        {preview.asked && <PreviewList preview={preview} />}
        {failure !== null && <Failure error={failure} />}
        <div className="sheet-foot">
          {pulled && (
            <Button loading={preview.busy} onClick={() => void tryOut()}>
              试抓预览
            </Button>
          )}
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            保存信源
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
