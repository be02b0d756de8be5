import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { MentionDetail, MentionView, Span } from '../../api/mention.ts'
import { Icon } from '../../parts/icon.tsx'
import { interactionWords, publishedWords, shortHash } from '../../parts/mention-card.tsx'
import { OutgoingLink } from '../../parts/outgoing-link.tsx'
import { Card, PageHead } from '../../parts/page-head.tsx'
import { fullTime } from '../../parts/time.ts'
import { Wait } from '../../parts/wait.tsx'
import { useMay } from '../../shell/session.ts'
import { CHANNEL_NAMES, nameOf } from '../../words.ts'
import { AttachmentsCard } from './attachments-card.tsx'
import { CorrectionCard, CorrectionHistory } from './correction-card.tsx'
import { CorrectionSheet } from './correction-sheet.tsx'
import { EvidenceCard } from './evidence-card.tsx'
import type { LayerId } from './evidence-marks.ts'
import { CueCard, EntityCard } from './found-card.tsx'
import { GovernmentCard, SentimentCard, TopicCard } from './label-cards.tsx'
import { modelWords } from './label-words.ts'
import { AnswerCard, OrderCard, OriginFacts } from './origin-facts.tsx'
import { OriginalCard } from './original-card.tsx'

/** 提及: one published item with every label, the words that carried it, and what people say. */
export default function MentionPage() {
  const { id = '' } = useParams()
  const mention = useQuery({
    queryKey: ['mention', id],
    queryFn: ({ signal }) => get<MentionDetail>(`/api/mentions/${encodeURIComponent(id)}`, {}, signal),
  })
  return (
    <Wait for={mention} rows={12}>
      {shown => <Detail key={shown.id} mention={shown} />}
    </Wait>
  )
}

function Detail({ mention }: { mention: MentionDetail }) {
  const navigate = useNavigate()
  const mayCorrect = useMay('officer', 'analyst')
  const [correcting, setCorrecting] = useState(false)
  const [hidden, setHidden] = useState<ReadonlySet<LayerId>>(new Set())
  const [lit, setLit] = useState<Span | null>(null)
  const toggle = (layer: LayerId) => {
    const next = new Set(hidden)
    if (!next.delete(layer)) next.add(layer)
    setHidden(next)
  }
  const pointing = { mention, lit, onLight: setLit }
  return (
    <>
      <PageHead
        title={headline(mention)}
        before={
          <Button type="text" aria-label="返回" onClick={() => navigate(-1)}>
            <Icon name="back" size={16} />
          </Button>
        }
        after={
          <>
            <span className="tag tag-channel">{nameOf(CHANNEL_NAMES, mention.channel)}</span> {mention.sourceName}{' '}
            {publishedWords(mention)}
          </>
        }
      >
        {mention.eventId !== null && <Link to={`/events/${encodeURIComponent(mention.eventId)}`}>所属事件</Link>}
        {mention.url !== null && <OutgoingLink url={mention.url} />}
      </PageHead>
      <div className="columns mention-page">
        <div className="stack">
          <OriginalCard mention={mention} hidden={hidden} lit={lit} onToggle={toggle} />
          <AttachmentsCard mention={mention} />
          <AnswerCard mention={mention} />
          <OrderCard mention={mention} />
          <CorrectionCard mention={mention} onCorrect={mayCorrect ? () => setCorrecting(true) : null}>
            {mention.history.length > 0 && <CorrectionHistory history={mention.history} />}
          </CorrectionCard>
          <EntityCard mention={mention} pointing={pointing} />
          <OriginCard mention={mention} />
          <EvidenceCard mention={mention} />
        </div>
        <div className="stack">
          <SentimentCard mention={mention} pointing={pointing} />
          <TopicCard mention={mention} pointing={pointing} />
          <GovernmentCard mention={mention} pointing={pointing} />
          <CueCard mention={mention} pointing={pointing} />
          <p className="meta hash-line">分析所用版本 {modelWords(mention.model)}</p>
        </div>
      </div>
      {correcting && <CorrectionSheet mention={mention} onClose={() => setCorrecting(false)} />}
    </>
  )
}

/** The title of the mention, or the beginning of what it says. */
function headline({ title, text }: MentionView): string {
  const line = title === '' ? text : title
  const letters = [...line.trim()]
  return letters.length > 36 ? `${letters.slice(0, 36).join('')}…` : letters.join('')
}

function OriginCard({ mention }: { mention: MentionView }) {
  const counts = interactionWords(mention.interactions)
  return (
    <Card title="来源">
      <dl className="facts card-body">
        <dt>发布者</dt>
        <dd>{mention.author ?? '未署名'}</dd>
        <dt>发现</dt>
        <dd>{fullTime(mention.seenAt)}</dd>
        <dt>属地</dt>
        <dd>{mention.region ?? '未注明'}</dd>
        {counts !== '' && (
          <>
            <dt>传播量</dt>
            <dd>{counts}</dd>
          </>
        )}
        {mention.evidence !== null && (
          <>
            <dt>证据</dt>
            <dd className="hash" title={mention.evidence}>
              {shortHash(mention.evidence)}
              {(mention.furtherEvidence ?? []).map(hash => (
                <span key={hash} title={hash}>
                  、{shortHash(hash)}
                </span>
              ))}
            </dd>
          </>
        )}
        <dt>原文版本</dt>
        <dd>第 {mention.contentVersion} 版</dd>
        <OriginFacts mention={mention} />
      </dl>
    </Card>
  )
}
