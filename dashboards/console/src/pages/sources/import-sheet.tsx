import { Button, Form, Select } from 'antd'
import { useState } from 'react'
import { upload, withParams } from '../../api/client.ts'
import type { ImportOutcome, SourceItem } from '../../api/source.ts'
import { FileChoice } from '../../parts/file-choice.tsx'
import { RefusedRows } from '../../parts/refused-rows.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { nameOf, SOURCE_KIND_NAMES } from '../../words.ts'

const FORMATS = [
  { value: 'csv', label: '表格 CSV' },
  { value: 'ndjson', label: '逐行数据 NDJSON' },
]

/** 导入文件: good rows go in, refused ones are listed with their row and reason. */
export function ImportSheet({ items, onClose }: { items: readonly SourceItem[]; onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null)
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const takers = items.filter(({ state }) => state.active && (state.kind === 'file' || state.kind === 'door'))

  async function run({ source, format }: { source: string; format: string }): Promise<void> {
    if (file === null) return
    setBusy(true)
    setFailure(null)
    setOutcome(null)
    try {
      const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson'
      setOutcome(await upload<ImportOutcome>(withParams('/api/import', { source, format }), file, type))
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Sheet title="导入文件" wide onClose={onClose}>
      <Form<{ source: string; format: string }>
        name="import"
        layout="vertical"
        initialValues={{ format: 'csv', source: takers[0]?.id }}
        onFinish={fields => void run(fields)}
      >
        <div className="form-two">
          <Form.Item name="source" label="归入信源" rules={[{ required: true, message: '请选择信源' }]}>
            <Select
              notFoundContent="没有可导入的信源，请先新增“文件导入”类信源"
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
        <FileChoice file={file} accept=".csv,.ndjson,.jsonl,.txt" onChoose={setFile} />
        <p className="meta">电话、证件号码入库前遮蔽；被退回的行不入库，逐行写明原因。</p>
        {failure !== null && <Failure error={failure} />}
        {outcome !== null && <Outcome outcome={outcome} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>{outcome === null ? '取消' : '关闭'}</Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={busy}
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
