import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import { formOf, type IssuedKeys, isPulled, type SourceItem } from '../../api/source.ts'
import { Card } from '../../parts/page-head.tsx'
import { fullTime } from '../../parts/time.ts'
import { useNotice } from '../../shell/notice.tsx'
import { useMay } from '../../shell/session.ts'
import { CHANNEL_NAMES, MEDIA_RANK_NAMES, nameOf, SOURCE_KIND_NAMES } from '../../words.ts'
import { DoorKeysSheet } from './door-keys-sheet.tsx'
import { cadenceWords } from './manner-words.ts'
import { MappingCard } from './mapping-card.tsx'
import { PreviewList, usePreview } from './preview.tsx'
import { SourceManners } from './source-manners.tsx'
import { SourceSheet } from './source-sheet.tsx'
import { standingNote, yieldWords } from './source-state.ts'

const when = (at: number | null | undefined) => (at == null ? '无数据' : fullTime(at))

/** One source: what it is, how it does, a test fetch, and its key when it is a door. */
export function SourceDetail({ item, mayEdit }: { item: SourceItem; mayEdit: boolean }) {
  const { state, health } = item
  const queries = useQueryClient()
  const { say, fail } = useNotice()
  const [editing, setEditing] = useState<SourceItem | null>(null) // as it was when its form opened
  const [keys, setKeys] = useState<IssuedKeys | null>(null)
  const mayIssue = useMay('admin')
  const preview = usePreview()
  const path = `/api/sources/${encodeURIComponent(item.id)}`
  const pulled = isPulled(state)

  async function act(name: 'pause' | 'resume' | 'key', done: string): Promise<void> {
    try {
      const answer = await send<unknown>('POST', `${path}/${name}`, { version: item.version })
      if (name === 'key') setKeys(answer as IssuedKeys)
      say(done)
      await queries.invalidateQueries({ queryKey: ['sources'] })
    } catch (error) {
      fail(error)
    }
  }

  return (
    <div className="stack">
      <Card title={state.name} extra={<span className="meta">{state.id}</span>}>
        <dl className="facts card-body">
          <dt>渠道</dt>
          <dd>
            {nameOf(CHANNEL_NAMES, state.channel)} · {nameOf(SOURCE_KIND_NAMES, state.kind)}
          </dd>
          {pulled && (
            <>
              <dt>网址</dt>
              <dd>{state.url}</dd>
              <dt>采集时刻</dt>
              <dd>{cadenceWords(state.schedule)}</dd>
            </>
          )}
          <dt>媒体层级</dt>
          <dd>{nameOf(MEDIA_RANK_NAMES, state.mediaRank)}</dd>
          <dt>最近尝试</dt>
          <dd>{when(health?.lastAttemptAt)}</dd>
          <dt>最近成功</dt>
          <dd>{when(health?.lastSuccessAt)}</dd>
          {pulled && (
            <>
              <dt>下次应采</dt>
              <dd>{when(health?.nextDueAt)}</dd>
            </>
          )}
          <dt>说明</dt>
          <dd>{standingNote(item)}</dd>
          <dt>采集依据</dt>
          <dd>{state.legalBasis || '未填'}</dd>
          <dt>影响说明</dt>
          <dd>{state.impactNote || '未填'}</dd>
          <dt>产量</dt>
          <dd>
            {yieldWords(item)}；今天已有 {item.watched?.today ?? 0} 条
          </dd>
        </dl>
        {mayEdit && (
          <div className="acts">
            <Button size="small" onClick={() => setEditing(item)}>
              修改
            </Button>
            {state.active ? (
              <Button size="small" onClick={() => void act('pause', `已停用“${state.name}”`)}>
                停用
              </Button>
            ) : (
              <Button size="small" onClick={() => void act('resume', `已启用“${state.name}”`)}>
                启用
              </Button>
            )}
            {!pulled && state.kind !== 'file' && mayIssue && (
              <Button size="small" onClick={() => void act('key', '已生成新密钥，旧密钥立即失效')}>
                生成推送密钥
              </Button>
            )}
            {pulled && (
              <Button size="small" loading={preview.busy} onClick={() => void preview.run(formOf(state))}>
                试抓
              </Button>
            )}
          </div>
        )}
      </Card>
      {pulled ? <SourceManners item={item} /> : <MappingCard item={item} mayEdit={mayEdit} />}
      {preview.asked && (
        <Card title="试抓与预览" about="不入库">
          <PreviewList preview={preview} />
        </Card>
      )}
      {editing !== null && <SourceSheet item={editing} onClose={() => setEditing(null)} />}
      {keys !== null && <DoorKeysSheet sourceId={state.id} keys={keys} onClose={() => setKeys(null)} />}
    </div>
  )
}
