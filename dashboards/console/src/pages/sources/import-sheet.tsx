import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import { type ImportJob, type ImportOutcome, isPulled, type SourceItem, type TriedFile } from '../../api/source.ts'
import { FileChoice } from '../../parts/file-choice.tsx'
import { RefusedRows } from '../../parts/refused-rows.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { nameOf, SOURCE_KIND_NAMES } from '../../words.ts'
import { useFieldNames } from './mapping-card.tsx'
import { TrialTable } from './trial-table.tsx'
import { formatOf, type ImportFormat, importFile, jobNameNow, shareOf, tryFile, useImportJob } from './use-import.ts'

const FORMATS = [
  { value: 'csv', label: '表格 CSV' },
  { value: 'xlsx', label: '工作簿 XLSX' },
  { value: 'ndjson', label: '逐行数据 NDJSON' },
]
type Fields = Readonly<{ source: string; format: ImportFormat }>

/** heading → field, as the trial read them. */
const fieldsOf = (tried: TriedFile): Readonly<Record<string, string>> =>
  Object.fromEntries(tried.columns.flatMap(({ heading, field }) => (field === null ? [] : [[heading, field]])))

const columnsOf = (chosen: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(chosen).map(([heading, field]) => [field, heading]))

/** 导入文件: tried first, mapped where the guess is wrong; good rows go in, refused ones are listed with their row and reason. */
export function ImportSheet({ items, onClose }: { items: readonly SourceItem[]; onClose: () => void }) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const names = useFieldNames()
  const [form] = Form.useForm<Fields>()
  const [file, setFile] = useState<File | null>(null)
  const [tried, setTried] = useState<TriedFile | null>(null)
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [vendor, setVendor] = useState('')
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState<'try' | 'save' | 'import' | null>(null)
  const [jobName, setJobName] = useState<string | null>(null)
  const job = useImportJob(jobName)
  const takers = items.filter(({ state }) => state.active && !isPulled(state) && state.kind !== 'wechat-push')

  async function working(
    what: 'try' | 'save' | 'import',
    work: (fields: Fields, file: File) => Promise<void>,
  ): Promise<void> {
    if (file === null) return
    setBusy(what)
    setFailure(null)
    try {
      await work(form.getFieldsValue(), file)
    } catch (error) {
      setFailure(error)
    } finally {
      setBusy(null)
    }
  }
  const mapping = () => ({ vendor: vendor.trim() === '' ? '本次试用' : vendor.trim(), columns: columnsOf(chosen) })
  const tryOut = (again: boolean) =>
    working('try', async ({ source, format }, file) => {
      setOutcome(null)
      const found = await tryFile(file, source, format, again ? mapping() : null)
      setTried(found)
      setChosen(fieldsOf(found))
      if (found.mapping !== null && found.by === 'saved') setVendor(found.mapping.vendor)
    })
  const save = () =>
    working('save', async ({ source }) => {
      const item = items.find(({ id }) => id === source)
      if (item === undefined) return
      await send('PUT', `/api/sources/${encodeURIComponent(source)}/mapping`, {
        version: item.version,
        mapping: mapping(),
      })
      await queries.invalidateQueries({ queryKey: ['sources'] })
      say(`已把栏目映射存到“${item.state.name}”`)
    })
  const run = () =>
    working('import', async ({ source, format }, file) => {
      setOutcome(null)
      const name = jobNameNow()
      setJobName(name)
      try {
        setOutcome(await importFile(file, source, format, name))
      } finally {
        setJobName(null)
      }
    })
  function choose(next: File | null): void {
    setFile(next)
    setTried(null)
    setOutcome(null)
    if (next !== null) form.setFieldValue('format', formatOf(next.name))
  }
  function choosing(heading: string, field: string): void {
    // one field has one column: what had it before gives it up
    const rest = Object.entries(chosen).filter(([other, known]) => other !== heading && known !== field)
    setChosen(Object.fromEntries(field === '' ? rest : [...rest, [heading, field]]))
  }

  const noFile = file === null
  return (
    <Sheet title="导入文件" wide onClose={onClose}>
      <Form<Fields>
        form={form}
        name="import"
        layout="vertical"
        initialValues={{ format: 'csv', source: takers[0]?.id }}
        onFinish={() => void run()}
      >
        <div className="form-two">
          <Form.Item name="source" label="归入信源" rules={[{ required: true, message: '请选择信源' }]}>
            <Select
              notFoundContent="没有可导入的信源，请先新增“文件导入”类信源"
              onChange={() => setTried(null)}
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
          <>
            <p role="status" data-testid="trial-outcome">
              试读前 <b>{tried.rows}</b> 行，什么也没有导入：可收 <b>{tried.accepted}</b> 行，不能收{' '}
              <b>{tried.refused.length}</b> 行。
              {tried.fits.length > 0 && `表头也与这些映射相符：${tried.fits.join('、')}。`}
            </p>
            <TrialTable tried={tried} names={names} chosen={chosen} onChoose={choosing} />
            <div className="row-gap">
              <Input
                aria-label="映射名称"
                className="trial-vendor"
                placeholder="映射名称，如某系统导出"
                maxLength={60}
                value={vendor}
                onChange={event => setVendor(event.target.value)}
              />
              <Button loading={busy === 'try'} onClick={() => void tryOut(true)}>
                按所选栏目再试
              </Button>
              <Button loading={busy === 'save'} disabled={vendor.trim() === ''} onClick={() => void save()}>
                保存映射
              </Button>
            </div>
          </>
        )}
        {busy === 'import' && <Advance job={job} />}
        {failure !== null && <Failure error={failure} />}
        {outcome !== null && <Outcome outcome={outcome} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>{outcome === null ? '取消' : '关闭'}</Button>
          <Button loading={busy === 'try'} disabled={noFile} onClick={() => void tryOut(false)}>
            试读
          </Button>
          <Button
            type="primary"
            htmlType="submit"
            loading={busy === 'import'}
            disabled={noFile}
            title={noFile ? '先选择文件' : ''}
          >
            导入
          </Button>
        </div>
      </Form>
    </Sheet>
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
