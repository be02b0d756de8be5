import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { upload, withParams } from '../../api/client.ts'
import { FileChoice } from '../../parts/file-choice.tsx'
import { RefusedRows } from '../../parts/refused-rows.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { useAct } from '../../parts/use-act.ts'
import { Failure } from '../../parts/wait.tsx'

/** What every import of a list tells of the rows it did not take. */
type Outcome = Readonly<{
  refused: number
  report: readonly Readonly<{ row: number; code: string; message: string }>[]
}>

/** A file that changes a list: good rows go in, refused ones are listed with their row and reason. */
export function ListImportSheet<Told extends Outcome>({
  title,
  path,
  params,
  testId,
  once = false,
  reread,
  told,
  onClose,
  children,
}: {
  title: string
  path: string
  params: Readonly<Record<string, string | number>>
  testId: string
  once?: boolean // a file that went in has to be chosen again
  reread: () => Promise<void>
  told: (outcome: Told) => ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const [file, setFile] = useState<File | null>(null)
  const [outcome, setOutcome] = useState<Told | null>(null)
  const { busy, failure, begin } = useAct(reread)
  const run = (chosen: File) =>
    begin(async () => {
      setOutcome(null)
      setOutcome(await upload<Told>(withParams(path, params), chosen, 'text/csv'))
      if (once) setFile(null)
    })
  return (
    <Sheet title={title} wide onClose={onClose}>
      {children}
      <div className="pad-y">
        <FileChoice file={file} accept=".csv,.txt" onChoose={setFile} />
      </div>
      {failure !== null && <Failure error={failure} />}
      {outcome !== null && (
        <div role="status" data-testid={testId}>
          <p>
            {told(outcome)}
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
