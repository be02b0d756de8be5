import { Link } from 'react-router'
import type { EventView, KeyPhrase, KeyPhrases } from '../../api/event.ts'
import { Card } from '../../parts/page-head.tsx'
import { shortTime } from '../../parts/time.ts'

const KINDS: Readonly<Record<KeyPhrase['kind'], string>> = { word: '', new: '新词', hashtag: '话题' }

/** 关键词语: what the event says far more than the four weeks before it, each a link to its search over the event's time. */
export function PhraseCard({ event, phrases }: { event: EventView; phrases: KeyPhrases | null }) {
  const search = (q: string) =>
    `/search?${new URLSearchParams({ q, from: String(event.firstSeenAt), to: String(event.lastSeenAt + 1) })}`
  return (
    <Card
      title="关键词语"
      about={phrases === null ? undefined : `取自 ${phrases.of} 条，${shortTime(phrases.at)} 更新`}
    >
      <div className="card-body">
        {phrases === null ? <EarlyWords words={event.words} search={search} /> : <Said of={phrases} search={search} />}
      </div>
    </Card>
  )
}

/** Before there is enough to compare: the words grouping goes by. */
function EarlyWords({ words, search }: { words: readonly string[]; search: (q: string) => string }) {
  return (
    <>
      <p className="row-gap">
        {words.map(word => (
          <Link key={word} className="tag" to={search(`"${word}"`)}>
            {word}
          </Link>
        ))}
      </p>
      <p className="meta">提及满 5 条后，与此前四周相比列出突出的词语。</p>
    </>
  )
}

function Said({
  of: { items, of, against, before, comparable },
  search,
}: {
  of: KeyPhrases
  search: (q: string) => string
}) {
  return (
    <>
      {items.length === 0 && <p className="meta">没有明显多于平时的词语。</p>}
      <ul data-testid="phrases">
        {items.map(({ phrase, kind, mentions, times, q }) => (
          <li key={phrase} className="facet">
            <span>
              <Link to={search(q)} title={`检索事件期间含“${phrase}”的全部提及`}>
                {phrase}
              </Link>{' '}
              {KINDS[kind] !== '' && <span className="tag">{KINDS[kind]}</span>}
            </span>
            <span title={`${of} 条中有 ${mentions} 条`}>
              {mentions} 条{times !== null && `，${times}`}
            </span>
          </li>
        ))}
      </ul>
      <p className="meta">
        {comparable
          ? `与${against === 'before' ? '此前四周' : '同期其余'}的 ${before.toLocaleString('zh-CN')} 条提及相比${against === 'before' ? '' : '（此前的不足以比较）'}。`
          : `此前四周只有 ${before} 条提及，不足以比较，只列条数。`}
      </p>
    </>
  )
}
