import { Link } from 'react-router'
import type { MentionView } from '../../api/mention.ts'
import { Fact } from '../../parts/fact.tsx'
import { Card } from '../../parts/page-head.tsx'
import { fullTime } from '../../parts/time.ts'

const ORDER_TYPES: Readonly<Record<string, string>> = {
  complaint: '投诉举报',
  inquiry: '信息咨询',
  suggestion: '意见建议',
}
const ORDER_STATES: Readonly<Record<string, string>> = {
  ...{ accepted: '受理', 'passed-on': '转办', following: '跟踪', answered: '回复' },
  ...{ closed: '办结', 'called-back': '回访', filed: '归档', withdrawn: '撤销' },
}

const yesNo = (answer: boolean | null) => (answer === null ? '未报' : answer ? '是' : '否')
const time = (at: number | null) => (at === null ? '未报' : fullTime(at))

/** 热线工单: what the hotline says of an order besides its text. */
export function OrderCard({ mention: { order } }: { mention: MentionView }) {
  if (order === undefined) return null
  const facts = [
    ['热线与编号', [order.line, order.number].filter(word => word !== null).join('　') || '未报'],
    ['另一平台编号', order.otherNumber ?? '无'],
    ['类型', order.type === null ? '未报' : (ORDER_TYPES[order.type] ?? order.type)],
    ['状态', order.state === null ? '未报' : (ORDER_STATES[order.state] ?? order.state)],
    ['受理渠道', order.via ?? '未报'],
    ['承办单位', order.unit ?? '未报'],
    ['办结期限', time(order.dueAt)],
    ['办结时间', time(order.closedAt)],
    ['即时答复', yesNo(order.atOnce)],
    ['回访', yesNo(order.calledBack)],
    ['满意', yesNo(order.satisfied)],
  ] as const
  return (
    <Card title="热线工单">
      <dl className="facts card-body">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </Card>
  )
}

/** 答复: what the office that was asked answered in public. */
export function AnswerCard({ mention: { answer, publishedAt } }: { mention: MentionView }) {
  if (answer === undefined) return null
  const asked = publishedAt === null ? '' : `提问 ${fullTime(publishedAt)}　`
  return (
    <Card title="公开答复" about={`${asked}答复 ${time(answer.at)}${answer.by === null ? '' : `　${answer.by}`}`}>
      <p className="card-body pre-line" data-testid="answer">
        {answer.text}
      </p>
    </Card>
  )
}

/** Rows of the origin card: the post this one repeats, and whether its sender took it down. */
export function OriginFacts({ mention: { repostOf, withdrawn } }: { mention: MentionView }) {
  return (
    <>
      {repostOf !== undefined && (
        <>
          <dt>转发自</dt>
          <dd>
            <Link to={`/mentions/${encodeURIComponent(repostOf)}`}>原帖</Link>（渠道标明）
          </dd>
        </>
      )}
      {withdrawn === true && (
        <>
          <dt>状态</dt>
          <dd>发布方已删除，原文留作证据</dd>
        </>
      )}
    </>
  )
}
