import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { isConflict } from '../../api/problem.ts'
import type { NameEntry } from '../../api/vocabulary.ts'
import { Icon } from '../../parts/icon.tsx'
import { RowAct } from '../../parts/row-act.tsx'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { nameOf, optionsOf } from '../../words.ts'
import { NAME_KIND_NAMES, NameSheet } from './name-sheet.tsx'
import { NamesImportSheet } from './names-import-sheet.tsx'
import { useNames } from './use-names.ts'

const PAGE = 200

/** 名称: roads, lines, stations, places and organisations that the machine links what it finds to. */
export function NamesTab({ mayEdit }: { mayEdit: boolean }) {
  const { names, change } = useNames()
  const { say, fail } = useNotice()
  const [params, setParams] = useSearchParams()
  const known = offered(params)
  const [asking, setAsking] = useState<NameEntry | 'new' | 'import' | null>(mayEdit && known !== null ? 'new' : null)
  const close = () => {
    setAsking(null)
    if (known !== null) setParams({ tab: 'names' }, { replace: true })
  }
  async function remove(entry: NameEntry): Promise<void> {
    try {
      await change(entries => entries.filter(({ id }) => id !== entry.id))
      const undo = () => void change(entries => [...entries, entry]).then(() => say(`已恢复“${entry.name}”`), fail)
      say(`已删除“${entry.name}”`, { undo })
    } catch (error) {
      if (isConflict(error)) say(`他人已先改动名称表，没有删除“${entry.name}”；表已更新，请核对后再办`)
      else fail(error)
    }
  }
  return (
    <Wait for={names}>
      {({ entries, version }) => (
        <>
          <NamesTable entries={entries} onAsk={mayEdit ? setAsking : null} onRemove={entry => void remove(entry)} />
          {asking === 'import' && <NamesImportSheet version={version} onClose={close} />}
          {asking !== null && asking !== 'import' && (
            <NameSheet
              entry={asking === 'new' ? null : asking}
              {...(known === null ? {} : { known })}
              onClose={close}
            />
          )}
        </>
      )}
    </Wait>
  )
}

/** The name another page proposes for the table, in this page's address; null when none does. */
function offered(params: URLSearchParams): Readonly<{ kind: string; name: string }> | null {
  const [kind, name] = [params.get('kind') ?? '', params.get('name') ?? '']
  return name === '' || !Object.hasOwn(NAME_KIND_NAMES, kind) ? null : { kind, name }
}

function NamesTable({
  entries,
  onAsk,
  onRemove,
}: {
  entries: readonly NameEntry[]
  onAsk: ((asking: NameEntry | 'new' | 'import') => void) | null
  onRemove: (entry: NameEntry) => void
}) {
  const [words, setWords] = useState('')
  const [kind, setKind] = useState('')
  const [most, setMost] = useState(PAGE)
  const wanted = words.normalize('NFKC').trim()
  const found = entries.filter(
    entry =>
      (kind === '' || entry.kind === kind) &&
      (wanted === '' || [entry.name, ...entry.aliases].some(name => name.includes(wanted))),
  )
  return (
    <section className="card table-card" aria-label="名称表">
      <div className="results-head">
        <strong role="status">
          {found.length === entries.length ? `${entries.length} 条` : `${found.length} / ${entries.length} 条`}
        </strong>
        <Select
          aria-label="类别"
          className="range"
          value={kind}
          options={[{ value: '', label: '全部类别' }, ...optionsOf(NAME_KIND_NAMES)]}
          onChange={setKind}
        />
        <Input
          aria-label="查找名称或别名"
          placeholder="查找名称或别名"
          className="source-words"
          value={words}
          onChange={event => setWords(event.target.value)}
        />
        {onAsk !== null && (
          <span className="row-gap mention-after">
            <Button onClick={() => onAsk('import')}>导入表格</Button>
            <Button type="primary" onClick={() => onAsk('new')}>
              <Icon name="add" size={14} /> 新增名称
            </Button>
          </span>
        )}
      </div>
      {entries.length === 0 && <Nothing>还没有名称。可逐条新增，或导入表格（名称、类别、别名三列）。</Nothing>}
      {entries.length > 0 && found.length === 0 && <Nothing>没有符合的名称。</Nothing>}
      {found.length > 0 && (
        <div className="scroll-x">
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">类别</th>
                <th scope="col">名称</th>
                <th scope="col">别名</th>
                <th scope="col">编号</th>
                {onAsk !== null && <th scope="col">操作</th>}
              </tr>
            </thead>
            <tbody>
              {found.slice(0, most).map(entry => (
                <tr key={entry.id} data-testid="name-row">
                  <td>{nameOf(NAME_KIND_NAMES, entry.kind)}</td>
                  <td>
                    <b>{entry.name}</b>
                  </td>
                  <td>{entry.aliases.length === 0 ? <span className="meta">无</span> : entry.aliases.join('、')}</td>
                  <td className="hash">{entry.id}</td>
                  {onAsk !== null && (
                    <td>
                      <span className="row-gap">
                        <RowAct label="修改" row={entry.name} onClick={() => onAsk(entry)} />
                        <RowAct label="删除" row={entry.name} onClick={() => onRemove(entry)} />
                      </span>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.length > most && (
        <div className="pad">
          <Button onClick={() => setMost(most + PAGE)}>
            再看 {PAGE} 条（已显示 {most}）
          </Button>
        </div>
      )}
    </section>
  )
}
