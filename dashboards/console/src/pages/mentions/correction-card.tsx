import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Corrected, MachineSaid } from '../../api/label.ts'
import type { MentionView } from '../../api/mention.ts'
import type { MoveView } from '../../api/record.ts'
import { Card } from '../../parts/page-head.tsx'
import { fullTime, shortTime } from '../../parts/time.ts'
import { useMay } from '../../shell/session.ts'
import { ENTITY_NAMES, nameOf } from '../../words.ts'
import { namedEntities, namesToAdd } from './correction.ts'
import { correctedWords, labelWords, machineWords, modelWords, PART_NAMES } from './label-words.ts'

const PARTS = Object.keys(PART_NAMES) as (keyof Corrected)[]

/** 系统判断与人工更正: both kept, side by side, with who said so and when. */
export function CorrectionCard({
  mention,
  onCorrect,
  children,
}: {
  mention: MentionView
  onCorrect: (() => void) | null
  children?: ReactNode
}) {
  return (
    <Card
      title="系统判断与人工更正"
      about="两者都保留，更正用于改进以后的判断"
      extra={
        onCorrect !== null && (
          <Button size="small" onClick={onCorrect}>
            更正
          </Button>
        )
      }
    >
      <BothLabels mention={mention} />
      <NameOffer mention={mention} />
      {children}
    </Card>
  )
}

/** Names that people confirmed and the table of names may lack, each one step from being added. */
function NameOffer({ mention }: { mention: MentionView }) {
  const mayAdd = useMay('analyst', 'admin')
  const names = namesToAdd(mention)
  if (!mayAdd || names.length === 0) return null
  return (
    <p className="card-body row-gap" data-testid="name-offer">
      <span className="meta">名称表里没有，可加入名称表：</span>
      {names.map(({ kind, name }) => (
        <Link
          key={`${kind} ${name}`}
          className="tag"
          to={`/vocabulary?${new URLSearchParams({ tab: 'names', kind, name })}`}
        >
          {name}（{nameOf(ENTITY_NAMES, kind)}）
        </Link>
      ))}
    </p>
  )
}

/** What the machine says and what people say, part by part. */
export function BothLabels({ mention }: { mention: MentionView }) {
  const { label } = mention
  const machine = labelWords(machineLabel(mention))
  const people = label === null ? null : labelWords(label)
  return (
    <>
      <table className="grid compact both-labels">
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">系统</th>
            <th scope="col">人工</th>
          </tr>
        </thead>
        <tbody>
          {PARTS.map(part => (
            <tr key={part}>
              <th scope="row">{PART_NAMES[part]}</th>
              <td>{machine[part] ?? <span className="meta">{part === 'relevant' ? '不作判断' : '未判断'}</span>}</td>
              <td>
                <Said people={people?.[part] ?? null} machine={machine[part]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {label !== null && (
        <p className="card-body meta both-by">
          {label.by.name}（{label.by.post}）{fullTime(label.at)} 更正
          {label.contentVersion !== mention.contentVersion && '。此后原文有改动，请重新核对'}
        </p>
      )}
    </>
  )
}

function Said({ people, machine }: { people: string | null; machine: string | null }) {
  if (people === null) return <span className="meta">未更正</span>
  return (
    <>
      <b>{people}</b>{' '}
      {machine !== null &&
        (people === machine ? (
          <span className="tag tag-good">✓ 一致</span>
        ) : (
          <span className="tag tag-bad">≠ 不同</span>
        ))}
    </>
  )
}

function machineLabel(mention: MentionView): Corrected {
  return {
    sentiment: mention.sentiment,
    topics: mention.topics.map(({ topic }) => topic),
    government: mention.government?.topic ?? null,
    relevant: null, // the machine does not judge it
    entities: namedEntities(mention),
  }
}

/** 更正记录: every correction, newest first, with what the machine said at the time. */
export function CorrectionHistory({ history }: { history: readonly MoveView[] }) {
  return (
    <ol className="moves" aria-label="更正记录">
      {[...history].reverse().map(({ position, by, at, reason, body }) => {
        const { corrected, machine } = body as Readonly<{ corrected: Partial<Corrected>; machine: MachineSaid }>
        return (
          <li key={position}>
            <time>{shortTime(at)}</time>
            <div>
              <b>{by.name}</b> {correctedWords(corrected)}
              {reason !== null && reason !== '' && <div>{reason}</div>}
              <div className="meta" title={modelWords(machine.model)}>
                当时系统判断：{machineWords(machine)}
              </div>
            </div>
          </li>
        )
      })}
    </ol>
  )
}
