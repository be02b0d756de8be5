import { useQueryClient } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { upload, withParams } from '../../api/client.ts'
import type { VehiclesOutcome } from '../../api/vehicles.ts'
import { FileChoice } from '../../parts/file-choice.tsx'
import { RefusedRows } from '../../parts/refused-rows.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'

const MODES = [
  { value: 'add', label: '并入现有名单' },
  { value: 'replace', label: '替换整份名单' },
  { value: 'remove', label: '从名单移除' },
]

/** 导入营运车辆名单: good rows count, refused ones are listed with their row and reason. */
export function VehiclesImportSheet({ version, onClose }: { version: number; onClose: () => void }) {
  const queries = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [mode, setMode] = useState('add')
  const [outcome, setOutcome] = useState<VehiclesOutcome | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function run(chosen: File): Promise<void> {
    setBusy(true)
    setFailure(null)
    setOutcome(null)
    try {
      setOutcome(
        await upload<VehiclesOutcome>(withParams('/api/vehicles/import', { version, mode }), chosen, 'text/csv'),
      )
      setFile(null)
    } catch (error) {
      setFailure(error)
    } finally {
      await queries.invalidateQueries({ queryKey: ['vehicles'] })
      setBusy(false)
    }
  }
  return (
    <Sheet title="导入营运车辆名单" wide onClose={onClose}>
      <p>文本或表格文件（CSV，UTF-8 编码）：每行一个车牌，或首行写明“车牌号”的一列。车牌里的点、空格、大小写不影响。</p>
      <Radio.Group options={MODES} value={mode} onChange={event => setMode(event.target.value as string)} />
      <div className="pad-y">
        <FileChoice file={file} accept=".csv,.txt" onChoose={setFile} />
      </div>
      {failure !== null && <Failure error={failure} />}
      {outcome !== null && (
        <div role="status" data-testid="vehicles-outcome">
          <p>
            新增 <b>{outcome.added}</b> 个，移除 <b>{outcome.removed}</b> 个，未收 <b>{outcome.refused}</b> 行；名单现有{' '}
            <b>{outcome.total}</b> 个车牌
            {outcome.refused > outcome.report.length && `（列出前 ${outcome.report.length} 行）`}
          </p>
          <RefusedRows report={outcome.report} />
        </div>
      )}
      <div className="sheet-foot">
        <Button onClick={onClose}>{outcome === null ? '取消' : '关闭'}</Button>
        <Button
          type="primary"
          loading={busy}
          disabled={file === null}
          title={file === null ? '先选择文件' : ''}
          onClick={() => file !== null && void run(file)}
        >
          导入
        </Button>
      </div>
    </Sheet>
  )
}
