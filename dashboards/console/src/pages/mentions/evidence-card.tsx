import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { get } from '../../api/client.ts'
import type { EvidenceItem, EvidenceRecord, EvidenceView, Receipt } from '../../api/evidence.ts'
import type { MentionView } from '../../api/mention.ts'
import { shortHash } from '../../parts/mention-card.tsx'
import { MoveList } from '../../parts/move-list.tsx'
import { Card } from '../../parts/page-head.tsx'
import { fullTime } from '../../parts/time.ts'
import { Wait } from '../../parts/wait.tsx'
import { useMay } from '../../shell/session.ts'
import { ExpungeSheet } from './expunge-sheet.tsx'
import { OriginalSheet } from './original-sheet.tsx'

const MOVE_NAMES = {
  read: '查看了未遮盖的原文',
  expunged: '决定销毁',
  forgotten: '各处文字已抹去',
  withdrawn: '发布方已删除',
} as const
const SHOWN = 5

/** 证据: what is kept of the original and how it came, who read it unmasked, and the way to destroy it. */
export function EvidenceCard({ mention }: { mention: MentionView }) {
  const mayRead = useMay('officer', 'reviewer', 'admin')
  const mayExpunge = useMay('admin')
  const [asking, setAsking] = useState<'original' | 'expunge' | null>(null)
  const evidence = useQuery({
    queryKey: ['evidence', mention.id],
    queryFn: ({ signal }) => get<EvidenceView>(`/api/mentions/${encodeURIComponent(mention.id)}/evidence`, {}, signal),
  })
  return (
    <Card title="证据" about="原文加密留存；查看未遮盖的原文须写明事由，并记入台账">
      <div className="card-body stack" data-testid="evidence">
        <Wait for={evidence}>
          {({ items, record, moves }) => {
            const isGone = (record?.expunged ?? null) !== null
            return (
              <>
                {record?.expunged && <ExpungedMark record={record} />}
                {items.length === 0 && <p className="meta">没有留存原文：推送或导入的内容里没有需要遮盖的信息。</p>}
                {items.map(item => (
                  <KeptItem key={item.hash} item={item} />
                ))}
                {moves.length > 0 && <MoveList moves={moves} names={MOVE_NAMES} />}
                {!isGone && (
                  <div className="row-gap">
                    {mayRead && items.length > 0 && (
                      <Button onClick={() => setAsking('original')}>查看未遮盖的原文…</Button>
                    )}
                    {mayExpunge && (
                      <Button danger onClick={() => setAsking('expunge')}>
                        销毁…
                      </Button>
                    )}
                  </div>
                )}
              </>
            )
          }}
        </Wait>
      </div>
      {asking === 'original' && <OriginalSheet mentionId={mention.id} onClose={() => setAsking(null)} />}
      {asking === 'expunge' && <ExpungeSheet mentionId={mention.id} onClose={() => setAsking(null)} />}
    </Card>
  )
}

function ExpungedMark({ record: { expunged, forgotten } }: { record: EvidenceRecord }) {
  if (expunged === null) return null
  return (
    <p role="status" className="state-bad">
      {fullTime(expunged.at)} 由 {expunged.by} 决定销毁：{expunged.reason}。
      {forgotten === null
        ? '正在抹去各处文字。'
        : forgotten.goneBy > forgotten.at
          ? `数据流中的旧消息最迟 ${fullTime(forgotten.goneBy)} 随保存期满而消失。`
          : '各处文字已抹去，不可恢复；校验值留存。'}
    </p>
  )
}

function KeptItem({ item: { hash, note, receipts } }: { item: EvidenceItem }) {
  return (
    <details>
      <summary>
        <span className="hash" title={hash}>
          {shortHash(hash)}
        </span>{' '}
        <span className="meta">
          {note === null ? '原文已不在' : `${note.mediaType}，${note.bytes.toLocaleString('zh-CN')} 字节`}
          {receipts.length > 0 && `，取得 ${receipts.length} 次`}
        </span>
      </summary>
      {receipts.slice(0, SHOWN).map((receipt, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: arrivals have no name of their own and never change places
        <Arrival key={at} receipt={receipt} />
      ))}
      {receipts.length > SHOWN && <p className="meta">另有 {receipts.length - SHOWN} 次</p>}
    </details>
  )
}

function Arrival({ receipt: { at, url, finalUrl, status, headers } }: { receipt: Receipt }) {
  const told = Object.entries(headers)
  return (
    <dl className="facts">
      <dt>取得时间</dt>
      <dd>{fullTime(at)}</dd>
      <dt>地址</dt>
      <dd className="hash-line">{url ?? '推送或导入'}</dd>
      {finalUrl !== null && finalUrl !== url && (
        <>
          <dt>转到</dt>
          <dd className="hash-line">{finalUrl}</dd>
        </>
      )}
      {status !== null && (
        <>
          <dt>应答</dt>
          <dd>{status}</dd>
        </>
      )}
      {told.length > 0 && (
        <>
          <dt>响应头</dt>
          <dd className="hash-line">{told.map(([name, value]) => `${name}: ${value}`).join('；')}</dd>
        </>
      )}
    </dl>
  )
}
