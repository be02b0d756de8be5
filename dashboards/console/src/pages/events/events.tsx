import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import type { EventPage } from '../../api/event.ts'
import { LevelTag } from '../../parts/level-tag.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { shortTime } from '../../parts/time.ts'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { channelWords } from '../desk/alert-row.tsx'
import { figureWords, negativeWords } from './event-words.ts'

/** 事件: what is being talked about, newest activity first. */
export default function Events() {
  const pages = useInfiniteQuery({
    queryKey: ['events'],
    queryFn: ({ pageParam, signal }) => get<EventPage>('/api/events', { limit: 50, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
  })
  return (
    <>
      <PageHead title="事件" after="按最近活动排列" />
      <Wait for={pages} rows={10}>
        {data => {
          const items = data.pages.flatMap(page => page.items)
          if (items.length === 0) return <Nothing>还没有事件。命中监测方案的提及会自动归并成事件。</Nothing>
          return (
            <div className="card table-card scroll-x">
              <table className="grid">
                <thead>
                  <tr>
                    <th scope="col">建议级别</th>
                    <th scope="col">事件</th>
                    <th scope="col" className="number">
                      提及
                    </th>
                    <th scope="col">负面占比</th>
                    <th scope="col" className="number">
                      热度
                    </th>
                    <th scope="col" className="number">
                      风险
                    </th>
                    <th scope="col">渠道</th>
                    <th scope="col">首见</th>
                    <th scope="col">末见</th>
                    <th scope="col">去向</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ event, alertId, caseId }) => (
                    <tr key={event.id} data-testid="event-row">
                      <td>
                        {event.suggestion === null ? (
                          <span className="meta">未达到</span>
                        ) : (
                          <LevelTag level={event.suggestion.level} />
                        )}
                      </td>
                      <td className="one-line">
                        <Link to={`/events/${encodeURIComponent(event.id)}`}>{event.title}</Link>
                      </td>
                      <td className="number">{event.mentions}</td>
                      <td>{negativeWords(event.negative, event.mentions)}</td>
                      <td className="number">{figureWords(event.heat.value)}</td>
                      <td className="number">{figureWords(event.risk.value)}</td>
                      <td>{channelWords(event.byChannel)}</td>
                      <td>{shortTime(event.firstSeenAt)}</td>
                      <td>{shortTime(event.lastSeenAt)}</td>
                      <td>
                        {caseId !== null ? (
                          <Link to={`/cases/${encodeURIComponent(caseId)}`}>{caseId}</Link>
                        ) : alertId !== null ? (
                          '已预警'
                        ) : (
                          <span className="meta">观察</span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {pages.hasNextPage && (
                <div className="pad">
                  <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                    再看 50 件
                  </Button>
                </div>
              )}
            </div>
          )
        }}
      </Wait>
    </>
  )
}
