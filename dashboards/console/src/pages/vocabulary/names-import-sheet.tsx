import { Button } from 'antd'
import { useState } from 'react'
import { upload, withParams } from '../../api/client.ts'
import type { NamesOutcome } from '../../api/vocabulary.ts'
import { FileChoice } from '../../parts/file-choice.tsx'
import { RefusedRows } from '../../parts/refused-rows.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { NAME_KIND_NAMES } from './name-sheet.tsx'
import { useNames } from './use-names.ts'

/** 导入名称表: good rows go in, refused ones are listed with their row and reason. */
export function NamesImportSheet({ version, onClose }: { version: number; onClose: () => void }) {
  const { reread } = useNames()
  const [file, setFile] = useState<File | null>(null)
  const [outcome, setOutcome] = useState<NamesOutcome | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function run(chosen: File): Promise<void> {
    setBusy(true)
    setFailure(null)
    setOutcome(null)
    try {
      setOutcome(await upload<NamesOutcome>(withParams('/api/names/import', { version }), chosen, 'text/csv'))
    } catch (error) {
      setFailure(error)
    } finally {
      await reread()
      setBusy(false)
    }
  }
  return (
    <Sheet title="导入名称表" wide onClose={onClose}>
      <p>
        逗号分隔的表格文件（CSV，UTF-8 编码），第一行写“名称,类别,别名”。类别为
        {Object.values(NAME_KIND_NAMES).join('、')}；多个别名用“；”分开。同类同名的以文件为准，表中其余的不动。
      </p>
      <div className="pad-y">
        <FileChoice file={file} accept=".csv,.txt" onChoose={setFile} />
      </div>
      {failure !== null && <Failure error={failure} />}
      {outcome !== null && (
        <div role="status" data-testid="names-outcome">
          <p>
            新增 <b>{outcome.added}</b> 条，改动 <b>{outcome.changed}</b> 条，未变 <b>{outcome.unchanged}</b> 条，退回{' '}
            <b>{outcome.refused}</b> 行
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
