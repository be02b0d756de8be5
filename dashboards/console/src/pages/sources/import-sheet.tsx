import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { type ImportJob, type ImportOutcome, isPulled, type SourceItem, type TriedFile } from '../../api/source.ts'
import { FileChoice } from '../../parts/file-choice.tsx'
import { RefusedRows } from '../../parts/refused-rows.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { nameOf, SOURCE_KIND_NAMES } from '../../words.ts'
import { useFieldNames } from './mapping-card.tsx'
import { TrialTable } from './trial-table.tsx'
import { formatOf, shareOf } from './use-import.ts'
import { type ImportFields, type ImportSheetState, useImportSheet } from './use-import-sheet.ts'

const FORMATS = [
  { value: 'csv', label: '表格 CSV' },
  { value: 'xlsx', label: '工作簿 XLSX' },
  { value: 'ndjson', label: '逐行数据 NDJSON' },
]

/** 导入文件: tried first, mapped where the guess is wrong; good rows go in, refused ones are listed with their row and reason. */
export function ImportSheet({ items, onClose }: { items: readonly SourceItem[]; onClose: () => void }) {
  const [form] = Form.useForm<ImportFields>()
  const [file, setFile] = useState<File | null>(null)
  const sheet = useImportSheet(items)
  const { tried, outcome, failure, busy, job } = sheet
  const takers = items.filter(({ state }) => state.active && !isPulled(state) && state.kind !== 'wechat-push')
  const withFile = (act: (fields: ImportFields, file: File) => Promise<void>) => () => {
    if (file !== null) void act(form.getFieldsValue(), file)
  }
  function choose(next: File | null): void {
    setFile(next)
    sheet.forget()
    if (next !== null) form.setFieldValue('format', formatOf(next.name))
  }
  return (
    <Sheet title="导入文件" wide onClose={onClose}>
      <Form<ImportFields>
        form={form}
        name="import"
        layout="vertical"
        initialValues={{ format: 'csv', source: takers[0]?.id }}
        onFinish={withFile(sheet.run)}
      >
        <div className="form-two">
          <Form.Item name="source" label="归入信源" rules={[{ required: true, message: '请选择信源' }]}>
            <Select
              notFoundContent="没有可导入的信源，请先新增“文件导入”类信源"
              onChange={sheet.forget}
              options={takers.map(({ id, state }) => ({
                value: id,
                label: `${state.name}（${nameOf(SOURCE_KIND_NAMES, state.kind)}）`,
              }))}
            />
          </Form.Item>
          <Form.Item name="format" label="格式">
            <Select options={FORMATS} />
          </Form.Item>
        </div>
        <FileChoice file={file} accept=".csv,.xlsx,.ndjson,.jsonl,.txt" onChoose={choose} />
        <p className="meta">电话、证件号码入库前遮蔽，来电人栏目不收；被退回的行不入库，逐行写明原因。</p>
        {tried !== null && (
          <Trial
            tried={tried}
            sheet={sheet}
            onTry={withFile((fields, chosen) => sheet.tryOut(fields, chosen, true))}
            onSave={withFile(sheet.save)}
          />
        )}
        {busy === 'import' && <Advance job={job} />}
        {failure !== null && <Failure error={failure} />}
        {outcome !== null && <Outcome outcome={outcome} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>{outcome === null ? '取消' : '关闭'}</Button>
          <Button
            loading={busy === 'try'}
            disabled={file === null}
            onClick={withFile((fields, chosen) => sheet.tryOut(fields, chosen, false))}
          >
            试读
          </Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={busy === 'import'}
            disabled={file === null}
            title={file === null ? '先选择文件' : ''}
          >
            导入
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}

function Trial({
  tried,
  sheet: { chosen, vendor, busy, setVendor, choose },
  onTry,
  onSave,
}: {
  tried: TriedFile
  sheet: ImportSheetState
  onTry: () => void
  onSave: () => void
}) {
  const names = useFieldNames()
  return (
    <>
      <p role="status" data-testid="trial-outcome">
        试读前 <b>{tried.rows}</b> 行，什么也没有导入：可收 <b>{tried.accepted}</b> 行，不能收{' '}
        <b>{tried.refused.length}</b> 行。
        {tried.fits.length > 0 && `表头也与这些映射相符：${tried.fits.join('、')}。`}
      </p>
      <TrialTable tried={tried} names={names} chosen={chosen} onChoose={choose} />
      <div className="row-gap">
        <Input
          aria-label="映射名称"
          className="trial-vendor"
          placeholder="映射名称，如某系统导出"
          maxLength={60}
          value={vendor}
          onChange={event => setVendor(event.target.value)}
        />
        <Button loading={busy === 'try'} onClick={onTry}>
          按所选栏目再试
        </Button>
        <Button loading={busy === 'save'} disabled={vendor.trim() === ''} onClick={onSave}>
          保存映射
        </Button>
      </div>
    </>
  )
}

function Advance({ job }: { job: ImportJob | null }) {
  const share = job === null ? null : shareOf(job)
  return (
    <div role="status" data-testid="import-progress">
      <progress className="import-progress" value={share ?? undefined} max={1} aria-label="导入进度" />
      <p className="meta">{job === null ? '正在上传……' : `收下 ${job.accepted} 行，退回 ${job.refused} 行`}</p>
    </div>
  )
}

function Outcome({ outcome: { rows, accepted, refused, report, reportUrl } }: { outcome: ImportOutcome }) {
  return (
    <div role="status" data-testid="import-outcome">
      <p>
        共 <b>{rows}</b> 行，入库 <b>{accepted}</b> 行，退回 <b>{refused}</b> 行
        {reportUrl != null && (
          <>
            ，<a href={reportUrl}>下载完整退回清单</a>
          </>
        )}
      </p>
      <RefusedRows report={report} />
    </div>
  )
}
