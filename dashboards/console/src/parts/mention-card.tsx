import { Link } from 'react-router'
import type { MentionView } from '../api/mention.ts'
import { CHANNEL_NAMES, nameOf, SENTIMENT_NAMES } from '../words.ts'
import { Highlight } from './highlight.tsx'
import { OutgoingLink } from './outgoing-link.tsx'
import { shortTime } from './time.ts'

const COUNT_NAMES = { reads: '阅读', reposts: '转发', comments: '评论', likes: '点赞' } as const

/** The channel's own counts; those it does not give are not shown. */
export function interactionWords(counts: MentionView['interactions']): string {
  return (Object.keys(COUNT_NAMES) as (keyof typeof COUNT_NAMES)[])
    .filter(key => counts[key] != null)
    .map(key => `${COUNT_NAMES[key]} ${(counts[key] ?? 0).toLocaleString('zh-CN')}`)
    .join(' · ')
}

/** When the channel says it was published, with our doubt in words. */
export function publishedWords(mention: Pick<MentionView, 'publishedAt' | 'publishedDoubt' | 'seenAt'>): string {
  if (mention.publishedAt === null) return `${shortTime(mention.seenAt)} 发现`
  const doubt = mention.publishedDoubt === 'none' ? '' : '（发布时间存疑）'
  return `${shortTime(mention.publishedAt)}${doubt}`
}

/** One published item as text only, with what matched marked. */
export function MentionCard({
  mention,
  tag,
  most,
  event = false,
}: {
  mention: MentionView
  tag?: string
  most?: number
  event?: boolean
}) {
  const counts = interactionWords(mention.interactions)
  return (
    <article className="mention" data-testid="mention">
      <div className="mention-top">
        <span className="tag tag-channel">{nameOf(CHANNEL_NAMES, mention.channel)}</span>
        <b>{mention.sourceName}</b>
        {mention.author !== null && <span>{mention.author}</span>}
        <span>{publishedWords(mention)}</span>
        <span className={`sentiment-${mention.sentiment}`}>{nameOf(SENTIMENT_NAMES, mention.sentiment)}</span>
        {mention.unsure && <span className="tag tag-hint">拿不准</span>}
        <Corrected label={mention.label} />
        {tag !== undefined && <span className="tag tag-own">{tag}</span>}
        {counts !== '' && <span>{counts}</span>}
        <span className="mention-after row-gap">
          {event && mention.eventId !== null && (
            <Link to={`/events/${encodeURIComponent(mention.eventId)}`}>所属事件</Link>
          )}
          <Link to={`/mentions/${encodeURIComponent(mention.id)}`}>
            判断依据<span className="unseen">：{(mention.title || mention.text).slice(0, 24)}</span>
          </Link>
          {mention.evidence !== null && (
            <span title={mention.evidence}>
              证据 <span className="hash">{shortHash(mention.evidence)}</span>
            </span>
          )}
          {mention.url !== null && <OutgoingLink url={mention.url} />}
        </span>
      </div>
      {mention.title !== '' && (
        <p className="mention-title">
          <Highlight text={mention.title} spans={mention.spans} field="title" />
        </p>
      )}
      <p className="mention-text">
        <Highlight text={mention.text} spans={mention.spans} field="text" {...(most === undefined ? {} : { most })} />
      </p>
    </article>
  )
}

/** What people said of it, where the machine's own is shown beside. */
function Corrected({ label }: { label: MentionView['label'] }) {
  const { sentiment = null, relevant = null } = label ?? {}
  return (
    <>
      {sentiment !== null && <span className="tag tag-own">人工 {nameOf(SENTIMENT_NAMES, sentiment)}</span>}
      {relevant === false && <span className="tag tag-own">人工 与本局无关</span>}
    </>
  )
}

/** First and last four characters of a hash. */
export function shortHash(hash: string): string {
  return hash.length > 10 ? `${hash.slice(0, 4)}…${hash.slice(-4)}` : hash
}
