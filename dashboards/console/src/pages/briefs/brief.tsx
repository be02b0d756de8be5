import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { BriefItem, BriefSection } from '../../api/brief.ts'
import { get, send } from '../../api/client.ts'
import { isConflict } from '../../api/problem.ts'
import { Icon } from '../../parts/icon.tsx'
import { shortHash } from '../../parts/mention-card.tsx'
import { Card, PageHead } from '../../parts/page-head.tsx'
import { shortTime } from '../../parts/time.ts'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { sentence, useNotice } from '../../shell/notice.tsx'
import { figureWords, KIND_NAMES, periodWords, searchOf, stateWords } from './brief-words.ts'
import { NarrativeSheet } from './narrative-sheet.tsx'
import { ReviewCard } from './review-card.tsx'

/** 简报: one brief as it will be printed, its narrative, its figures, its reviews and its signature. */
export default function BriefPage() {
  const { id = '' } = useParams()
  const brief = useQuery({
    queryKey: ['brief', id],
    queryFn: ({ signal }) => get<BriefItem>(`/api/briefs/${encodeURIComponent(id)}`, {}, signal),
  })
  return (
    <Wait for={brief} rows={12}>
      {item => <BriefView item={item} />}
    </Wait>
  )
}

/** Writes on one brief under the version on the screen; null when taken, else what stood in the way. */
function useBriefWrites(item: BriefItem) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const path = `/api/briefs/${encodeURIComponent(item.id)}`
  return async (method: 'POST' | 'PUT', act: string, body: object, done: string): Promise<string | null> => {
    try {
      await send(method, `${path}/${act}`, { version: item.version, ...body })
      say(done)
      return null
    } catch (error) {
      if (!isConflict(error)) return sentence(error)
      const now = (error.current as Partial<BriefItem> | null)?.state
      const by = now === undefined ? '' : `现在的情况：${stateWords(now)}。`
      return `他人已先修改，您的操作没有写入。${by}页面已更新，请核对后再办。`
    } finally {
      await queries.invalidateQueries({ queryKey: ['brief', item.id] })
      void queries.invalidateQueries({ queryKey: ['briefs'] })
    }
  }
}

function BriefView({ item }: { item: BriefItem }) {
  const { state } = item
  const write = useBriefWrites(item)
  const [editing, setEditing] = useState<Readonly<{ section: BriefSection; version: number }> | null>(null)
  const path = `/api/briefs/${encodeURIComponent(item.id)}`
  return (
    <>
      <PageHead
        title={state.title}
        before={
          <Link to="/briefs" aria-label="返回简报列表">
            <Icon name="back" />
          </Link>
        }
        after={
          <>
            {KIND_NAMES[state.kind]} · {state.number === null ? '未编号' : `第 ${state.number} 期`} ·{' '}
            {periodWords(state.period)}{' '}
            <span className={state.signed === null ? 'tag tag-hint' : 'tag tag-good'}>{stateWords(state)}</span>
          </>
        }
      >
        <Button href={`${path}/docx`}>
          <Icon name="download" size={14} /> 下载 DOCX
        </Button>
        <Button href={`${path}/html`} target="_blank" rel="noopener">
          <Icon name="print" size={14} /> 打开 HTML
        </Button>
      </PageHead>
      <div className="brief-page">
        {state.signed !== null && state.files === null ? (
          <Nothing>已签发，正在固定版面文件，稍后自动显示。</Nothing>
        ) : (
          <iframe
            key={item.version}
            className="brief-frame"
            title="简报预览"
            sandbox="allow-top-navigation-by-user-activation"
            src={`${path}/html`}
          />
        )}
        <div className="stack">
          <ReviewCard item={item} onWrite={write} />
          {state.sections.map(section => (
            <SectionCard
              key={section.id}
              section={section}
              signed={state.signed !== null}
              onEdit={() => setEditing({ section, version: item.version })}
            />
          ))}
          {state.signed !== null && (
            <p className="meta">
              {state.signed.by.name} {shortTime(state.signed.at)} 签发；台账第 {state.signed.ledger.position} 条{' '}
              <span className="hash">{shortHash(state.signed.ledger.hash)}</span>
            </p>
          )}
        </div>
      </div>
      {editing !== null && (
        <NarrativeSheet
          section={editing.section}
          voids={state.reviews.some(review => review.voidedAt === null)}
          onClose={() => setEditing(null)}
          onSave={text =>
            write('PUT', 'narrative', { version: editing.version, sectionId: editing.section.id, text }, '已修改叙述')
          }
        />
      )}
    </>
  )
}

function SectionCard({ section, signed, onEdit }: { section: BriefSection; signed: boolean; onEdit: () => void }) {
  return (
    <Card
      title={section.title}
      about={section.machineDrafted ? <span className="tag">机器拟稿</span> : undefined}
      extra={
        !signed && (
          <Button size="small" onClick={onEdit}>
            修改叙述<span className="unseen">：{section.title}</span>
          </Button>
        )
      }
    >
      <p className="card-body mention-text">
        {section.narrative === '' ? <span className="meta">没有叙述</span> : section.narrative}
      </p>
      {section.figures.length > 0 && (
        <table className="grid compact">
          <thead>
            <tr>
              <th scope="col">编号</th>
              <th scope="col">数据</th>
              <th scope="col" className="number">
                值
              </th>
              <th scope="col" className="number">
                样本
              </th>
            </tr>
          </thead>
          <tbody>
            {section.figures.map(figure => {
              const behind = searchOf(figure)
              return (
                <tr key={figure.id} title={periodWords(figure.period)}>
                  <td>{figure.id}</td>
                  <td>{figure.label}</td>
                  <td className="number">
                    {behind === null ? figureWords(figure) : <Link to={behind}>{figureWords(figure)}</Link>}
                  </td>
                  <td className="number meta">
                    {figure.sample === null ? '—' : figure.sample.toLocaleString('zh-CN')}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </Card>
  )
}
