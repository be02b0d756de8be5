import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useId, useRef, useState } from 'react'
import { get, send } from '../../api/client.ts'
import { isConflict } from '../../api/problem.ts'
import type { Dictionary } from '../../api/vocabulary.ts'
import { Card } from '../../parts/page-head.tsx'
import { Failure, Wait } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { type LineFault, mergeWords, readWordLines, wordsChanged } from './word-lines.ts'

const SHOWN_FAULTS = 50

/** 词表: the bureau's own words, one per line. */
export function WordsTab({ mayEdit }: { mayEdit: boolean }) {
  const dictionary = useQuery({
    queryKey: ['dictionary'],
    queryFn: ({ signal }) => get<Dictionary>('/api/dictionary', {}, signal),
  })
  return <Wait for={dictionary}>{latest => <WordsEditor latest={latest} mayEdit={mayEdit} />}</Wait>
}

/** What a person has typed, and the dictionary they typed it over. */
type Draft = Readonly<{ text: string; base: Dictionary }>

function WordsEditor({ latest, mayEdit }: { latest: Dictionary; mayEdit: boolean }) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  const noteId = useId()
  const text = draft?.text ?? latest.words.join('\n')
  const base = draft?.base ?? latest
  const { words, bad, again } = readWordLines(text)
  const { added, removed } = wordsChanged(base.words, words)
  const changed = added.length + removed.length > 0
  const late = draft !== null && latest.version !== draft.base.version

  async function save(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      const saved = await send<Dictionary>('PUT', '/api/dictionary', { version: base.version, words })
      queries.setQueryData(['dictionary'], saved)
      setDraft(null)
      say(`已保存词表：新增 ${added.length} 个，移除 ${removed.length} 个`)
    } catch (error) {
      if (isConflict(error)) await queries.invalidateQueries({ queryKey: ['dictionary'] })
      else setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  function show({ from, to }: LineFault): void {
    field.current?.focus()
    field.current?.setSelectionRange(from, to)
  }

  return (
    <div className="vocabulary">
      <Card title="本局词表" about={`${words.length} 个词；每行一个，2 至 20 个汉字、字母或数字`}>
        <div className="card-body">
          <textarea
            ref={field}
            className="word-lines"
            aria-label="本局词表，每行一个词"
            aria-invalid={bad.length > 0}
            aria-describedby={noteId}
            rows={18}
            spellCheck={false}
            readOnly={!mayEdit}
            value={text}
            onChange={event => setDraft({ text: event.target.value, base })}
          />
          {late && (
            <div className="failure" role="alert">
              <b>他人已先改动词表，您的改动没有写入，仍在上面。</b>
              <Button
                size="small"
                onClick={() => setDraft({ text: mergeWords(base.words, words, latest.words).join('\n'), base: latest })}
              >
                合并到最新词表
              </Button>
            </div>
          )}
          {failure !== null && <Failure error={failure} />}
          {mayEdit ? (
            <div className="row-gap">
              <Button
                type="primary"
                loading={busy}
                disabled={!changed || bad.length > 0 || late}
                onClick={() => void save()}
              >
                保存词表
              </Button>
              <Button disabled={draft === null} onClick={() => setDraft(null)}>
                放弃改动
              </Button>
              <span className="meta" id={noteId} role="status">
                {changed ? `将新增 ${added.length} 个，移除 ${removed.length} 个` : '没有改动'}
                {bad.length > 0 && `；${bad.length} 行有误，改好后才能保存`}
              </span>
            </div>
          ) : (
            <p className="meta" id={noteId}>
              只有分析员和管理员可以改动
            </p>
          )}
        </div>
      </Card>
      <div className="stack">
        <Faults title="有误的行" faults={bad} onShow={show} />
        <Faults title="重复的行" faults={again} onShow={show} />
        <Card title="词表有什么用">
          <p className="card-body">
            分词时把这些词当作整词，情感、主题、热词都按整词判断。保存后几秒内对新到的提及生效；已有的提及到“重新研判”里更新。检索不受词表影响。
          </p>
        </Card>
      </div>
    </div>
  )
}

function Faults({
  title,
  faults,
  onShow,
}: {
  title: string
  faults: readonly LineFault[]
  onShow: (fault: LineFault) => void
}) {
  if (faults.length === 0) return null
  return (
    <Card title={title} about={`${faults.length} 行`}>
      <ul className="card-body stack">
        {faults.slice(0, SHOWN_FAULTS).map(fault => (
          <li key={fault.line}>
            <button type="button" className="link-button" onClick={() => onShow(fault)}>
              第 {fault.line} 行
            </button>{' '}
            {fault.words}
          </li>
        ))}
      </ul>
    </Card>
  )
}
