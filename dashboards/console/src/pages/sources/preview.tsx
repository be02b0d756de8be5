import { useState } from 'react'
import { send } from '../../api/client.ts'
import type { SourceForm, SourcePreview } from '../../api/source.ts'
import { shortTime } from '../../parts/time.ts'
import { Failure, Nothing } from '../../parts/wait.tsx'

export type Preview = Readonly<{
  asked: boolean
  busy: boolean
  found: SourcePreview | null
  failure: unknown
  run: (source: SourceForm) => Promise<void>
}>

/** A test fetch: nothing of it is kept. */
export function usePreview(): Preview {
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [found, setFound] = useState<SourcePreview | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  async function run(source: SourceForm): Promise<void> {
    setAsked(true)
    setBusy(true)
    setFailure(null)
    try {
      setFound(await send<SourcePreview>('POST', '/api/sources/preview', { source }))
    } catch (error) {
      setFound(null)
      setFailure(error)
    } finally {
      setBusy(false)
    }
  }
  return { asked, busy, found, failure, run }
}

/** What the test fetch found, as text only. */
export function PreviewList({ preview: { busy, found, failure } }: { preview: Preview }) {
  if (failure !== null) return <Failure error={failure} />
  if (busy || found === null) return <Nothing>正在试抓……</Nothing>
  return (
    <div role="status">
      <p className="card-body">
        解析得 <b>{found.items.length}</b> 条：有标题 {found.items.filter(item => item.title !== '').length} · 有时间{' '}
        {found.items.filter(item => item.publishedAt !== null).length} · 有正文{' '}
        {found.items.filter(item => item.text !== '').length}
      </p>
      {found.notes.length > 0 && (
        <ul className="card-body">
          {found.notes.map(note => (
            <li key={note} className="condition-missing">
              {note}
            </li>
          ))}
        </ul>
      )}
      {found.items.slice(0, 8).map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: found items may be equal in everything but their place
        <div key={i} className="mention">
          <div className="mention-top">
            <b>{item.title === '' ? '（无标题）' : item.title}</b>
            <span className="mention-after">{item.publishedAt === null ? '无时间' : shortTime(item.publishedAt)}</span>
          </div>
          <p className="mention-text meta">{item.text}</p>
        </div>
      ))}
      {found.items.length === 0 && <Nothing>没有解析出条目。检查网址和读取方式，列表页可填链接规则。</Nothing>}
    </div>
  )
}
