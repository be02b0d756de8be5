import type { MentionView, Sentiment } from '../../api/mention.ts'
import { Card } from '../../parts/page-head.tsx'
import { percentWords, surenessWords } from '../../parts/sureness.ts'
import { GOVERNMENT_NAMES, nameOf, SENTIMENT_NAMES, TOPIC_NAMES } from '../../words.ts'
import { governmentWords, ownTopicsAgainst } from './label-words.ts'
import { type Pointing, WhyWords } from './why-words.tsx'

const SENTIMENTS: readonly Sentiment[] = ['negative', 'neutral', 'positive']
const OWN = 'transport'

/** 情感: what was chosen, how sure, all three probabilities, and the words that carried it. */
export function SentimentCard({ mention, pointing }: { mention: MentionView; pointing: Pointing }) {
  const { sentiment, sentimentScores, confidence, unsure, reasons } = mention
  return (
    <Card
      title="情感"
      extra={unsure && <span className="tag tag-hint">拿不准</span>}
      about={unsure ? '以下只是最可能的一种，请人工核对' : '字词后的数字是它的分量'}
    >
      <div className="card-body stack">
        <p className="row-gap">
          <b className={`verdict sentiment-${sentiment}`}>{nameOf(SENTIMENT_NAMES, sentiment)}</b>
          <span>{surenessWords(confidence)}</span>
        </p>
        {sentimentScores !== null && (
          <Probabilities
            rows={SENTIMENTS.map(one => ({ name: nameOf(SENTIMENT_NAMES, one), probability: sentimentScores[one] }))}
          />
        )}
        <WhyWords reasons={reasons} pointing={pointing} />
      </div>
    </Card>
  )
}

/** 主题: each with how sure and the words that carried it. */
export function TopicCard({ mention, pointing }: { mention: MentionView; pointing: Pointing }) {
  return (
    <Card title="主题" about="可多选">
      <div className="card-body stack">
        {mention.topics.length === 0 && <p className="meta">未归入任何主题</p>}
        {mention.topics.map(({ topic, name, confidence, reasons }) => (
          <div key={topic}>
            <p className="row-gap">
              <b>{name ?? nameOf(TOPIC_NAMES, topic)}</b>
              <span>{surenessWords(confidence)}</span>
            </p>
            <WhyWords reasons={reasons} pointing={pointing} />
          </div>
        ))}
      </div>
    </Card>
  )
}

/** 归口: whose business it is, ours or to be passed on, with the runner-up and the leaves of our own taxonomy. */
export function GovernmentCard({ mention, pointing }: { mention: MentionView; pointing: Pointing }) {
  const { government } = mention
  if (government === null) {
    return (
      <Card title="归口">
        <p className="nothing">未判断：文字没有说明是哪方面的事，或由旧版本分析。</p>
      </Card>
    )
  }
  const { topic, confidence, scores, reasons, leaves } = government
  const against = ownTopicsAgainst(
    topic,
    mention.topics.map(one => one.topic),
  ).map(one => nameOf(TOPIC_NAMES, one))
  const ranked = Object.entries(scores).sort((a, b) => b[1] - a[1])
  return (
    <Card title="归口" about="系统建议，转办由人决定">
      <div className="card-body stack">
        <p className="row-gap">
          <GovernmentTag topic={topic} />
          <span>{surenessWords(confidence)}</span>
        </p>
        {against.length > 0 && <p className="state-quiet">主题“{against.join('”“')}”属本局职责，转办前请核对。</p>}
        <Probabilities
          rows={ranked.slice(0, 3).map(([one, probability]) => ({ name: nameOf(GOVERNMENT_NAMES, one), probability }))}
        />
        {leaves.length > 0 && (
          <p>
            <span className="meta">细类 </span>
            {leaves
              .map(({ leaf, confidence }) => `${leaf.replaceAll('/', ' › ')}（${percentWords(confidence)}）`)
              .join('、')}
          </p>
        )}
        <WhyWords reasons={reasons} pointing={pointing} />
      </div>
    </Card>
  )
}

/** Whose business in one tag: `本局`, or `转办：城乡建设`. */
export function GovernmentTag({ topic }: { topic: string }) {
  return <span className={`tag ${topic === OWN ? 'tag-own' : 'tag-hint'}`}>{governmentWords(topic)}</span>
}

function Probabilities({ rows }: { rows: readonly Readonly<{ name: string; probability: number }>[] }) {
  return (
    <div className="probabilities">
      {rows.map(({ name, probability }) => (
        <div key={name}>
          <span>{name}</span>
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            <rect className="clock-bar-ground" width="100" height="6" />
            <rect className="bar-other" width={Math.round(probability * 1000) / 10} height="6" />
          </svg>
          <span className="number">{percentWords(probability)}</span>
        </div>
      ))}
    </div>
  )
}
