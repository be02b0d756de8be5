import type { ReactNode } from 'react'
import type { Entity, MentionView } from '../../api/mention.ts'
import { Card } from '../../parts/page-head.tsx'
import { fullTime, isoDay } from '../../parts/time.ts'
import { ACT_NAMES, CUE_NAMES, DISGUISE_NAMES, ENTITY_NAMES, nameOf, STANCE_NAMES } from '../../words.ts'
import { PlaceButton, type Pointing } from './why-words.tsx'

/** 风险词与言语行为: risk words with the stance of their sentence, what the writer does, and words written to be missed. */
export function CueCard({ mention, pointing }: { mention: MentionView; pointing: Pointing }) {
  const { cues, acts, disguises } = mention
  return (
    <Card title="风险词与言语行为" about="否定、假设、过去的说法不算正在发生">
      <div className="card-body">
        {cues.length + acts.length + disguises.length === 0 && <p className="meta">没有发现</p>}
        <Rows name="风险词">
          {cues.map(({ kind, stance, words, span }) => (
            <Row key={`${span.field}${span.from}${kind}`} kind={nameOf(CUE_NAMES, kind)}>
              <PlaceButton span={span} words={words} pointing={pointing} />
              <span className={`tag ${stance === 'affirmed' ? 'tag-bad' : ''}`}>{nameOf(STANCE_NAMES, stance)}</span>
            </Row>
          ))}
        </Rows>
        <Rows name="言语行为">
          {acts.map(({ kind, words, span }) => (
            <Row key={`${span.field}${span.from}${kind}`} kind={nameOf(ACT_NAMES, kind)}>
              <PlaceButton span={span} words={words} pointing={pointing} />
            </Row>
          ))}
        </Rows>
        <Rows name="变形写法">
          {disguises.map(({ kind, words, meant, span }) => (
            <Row key={`${span.field}${span.from}${kind}`} kind={nameOf(DISGUISE_NAMES, kind)}>
              <PlaceButton span={span} words={visible(words)} pointing={pointing} />
              <span>→ {meant}</span>
            </Row>
          ))}
        </Rows>
      </div>
    </Card>
  )
}

/** 实体: what is named in the text, linked to the bureau's table of names where it is in it. */
export function EntityCard({ mention, pointing }: { mention: MentionView; pointing: Pointing }) {
  return (
    <Card title="实体" about={`${mention.entities.length} 处`}>
      <div className="card-body">
        {mention.entities.length === 0 && <p className="meta">没有发现</p>}
        <Rows name="实体">
          {mention.entities.map(entity => (
            <Row
              key={`${entity.span.field}${entity.span.from}${entity.kind}`}
              kind={entity.kindName ?? nameOf(ENTITY_NAMES, entity.kind)}
            >
              <PlaceButton span={entity.span} words={entity.name} pointing={pointing} />
              <span className="meta">{valueWords(entity)}</span>
            </Row>
          ))}
        </Rows>
      </div>
    </Card>
  )
}

function Rows({ name, children }: { name: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <ul className="found" aria-label={name}>
      {children}
    </ul>
  )
}

function Row({ kind, children }: { kind: string; children: ReactNode }) {
  return (
    <li>
      <span className="meta">{kind}</span>
      <span className="row-gap">{children}</span>
    </li>
  )
}

/** What an entity comes to, in words; a name says which entry of the table it is. */
function valueWords({ kind, value, id }: Entity): string {
  if (value === null) return id === null ? '' : `名称表 ${id}`
  if (kind === 'date') return fullTime(value).endsWith('00:00:00') ? isoDay(value) : fullTime(value).slice(0, 16)
  if (kind === 'amount') return `${value.toLocaleString('zh-CN')} 元`
  if (kind === 'people') return `${value.toLocaleString('zh-CN')} 人`
  return value.toLocaleString('zh-CN')
}

const INVISIBLE = /[\p{Cf}\p{Cc}]|\p{Variation_Selector}/gu

/** Characters that show nothing, made visible as `[不可见]`. */
function visible(words: string): string {
  return words.replaceAll(INVISIBLE, '[不可见]')
}
