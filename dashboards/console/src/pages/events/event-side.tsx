import type { EventDetail } from '../../api/event.ts'
import { ChannelBars } from '../../parts/channel-bars.tsx'
import { MentionCard, publishedWords, shortHash } from '../../parts/mention-card.tsx'
import { Card } from '../../parts/page-head.tsx'
import { duration, shortTime } from '../../parts/time.ts'
import { TrendKey } from '../../parts/trend-chart.tsx'
import { CHANNEL_NAMES, ENTITY_NAMES, nameOf, TOPIC_NAMES } from '../../words.ts'
import { negativeWords } from './event-words.ts'
import { PhraseCard } from './phrase-card.tsx'

/** Beside the course of an event: its first mention, channels, topics, key words and entities. */
export function EventSide({ detail }: { detail: EventDetail }) {
  const { event, mentions, channels } = detail
  const first = mentions.find(mention => mention.id === event.firstMentionId)
  const rows = channels.map(({ channel, value, name, count, negative }) => ({
    name: name ?? nameOf(CHANNEL_NAMES, channel ?? value ?? ''),
    count,
    negative,
  }))
  const entities = new Map<string, number>()
  for (const mention of mentions) {
    for (const { kind, name } of mention.entities) {
      const key = `${name} ${nameOf(ENTITY_NAMES, kind)}`
      entities.set(key, (entities.get(key) ?? 0) + 1)
    }
  }
  const topics = Object.entries(event.byTopic).sort((a, b) => b[1] - a[1])
  return (
    <div className="stack">
      {first !== undefined && (
        <Card
          title="首条提及"
          extra={first.evidence !== null && <span className="hash">{shortHash(first.evidence)}</span>}
        >
          <MentionCard mention={first} most={200} />
          <p className="meta card-body">
            {publishedWords(first)} 发布，{shortTime(first.seenAt)} 采集
            {first.publishedAt !== null &&
              first.publishedDoubt === 'none' &&
              `，相隔 ${duration(first.seenAt - first.publishedAt)}`}
          </p>
        </Card>
      )}
      <Card title="渠道" extra={<TrendKey />}>
        <div className="card-body">
          <ChannelBars rows={rows} />
          {rows.length === 0 && <span className="meta">无数据</span>}
        </div>
      </Card>
      <Card title="主题" about="可多选">
        <div className="card-body">
          <ChannelBars rows={topics.map(([topic, count]) => ({ name: nameOf(TOPIC_NAMES, topic), count }))} />
          {topics.length === 0 && <span className="meta">无数据</span>}
        </div>
      </Card>
      <PhraseCard event={event} phrases={detail.phrases} />
      <Card title="实体" about={`取自所列 ${mentions.length} 条`}>
        <div className="card-body">
          {entities.size === 0 && <span className="meta">无数据</span>}
          <ul>
            {[...entities]
              .sort((a, b) => b[1] - a[1])
              .slice(0, 12)
              .map(([name, count]) => (
                <li key={name} className="facet">
                  <span>{name}</span>
                  <span>{count}</span>
                </li>
              ))}
          </ul>
        </div>
      </Card>
      <p className="meta">
        {negativeWords(event.negative, event.mentions)} 为负面；情感与主题由系统建议，可在提及上核对依据。
      </p>
    </div>
  )
}
