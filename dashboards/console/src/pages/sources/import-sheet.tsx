import { Button, Form, Select } from 'antd'
import { useId, useState } from 'react'
import { upload, withParams } from '../../api/client.ts'
import type { ImportOutcome, SourceItem } from '../../api/source.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { nameOf, SOURCE_KIND_NAMES } from '../../words.ts'

const FORMATS = [
  { value: 'csv', label: '表格 CSV' },
  { value: 'ndjson', label: '逐行数据 NDJSON' },
]

/** 导入文件: good rows go in, refused ones are listed with their row and reason. */
export function ImportSheet({ items, onClose }: { items: readonly SourceItem[]; onClose: () => void }) {
  const fileId = useId()
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
        <div className="row-gap">
          <input
            id={fileId}
            type="file"
            className="unseen file-input"
            aria-label="文件"
            accept=".csv,.ndjson,.jsonl,.txt"
            onChange={event => setFile(event.target.files?.[0] ?? null)}
          />
          <label htmlFor={fileId} className="file-button">
            选择文件
          </label>
          <span className="meta">{file === null ? '未选择' : file.name}</span>
        </div>
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
      {report.length > 0 && (
        <table className="grid compact">
          <thead>
            <tr>
              <th scope="col" className="number">
                行
              </th>
              <th scope="col">原因</th>
              <th scope="col">代码</th>
            </tr>
          </thead>
          <tbody>
            {report.map(line => (
              <tr key={`${line.row}${line.code}`}>
                <td className="number">{line.row}</td>
                <td>{line.message}</td>
                <td className="hash">{line.code}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
