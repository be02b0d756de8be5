import { useEffect, useMemo, useRef } from 'react'
import type { MentionView, Span } from '../../api/mention.ts'
import { layerMarks, type Mark, placeWords } from '../../parts/layered-marks.ts'
import { Card } from '../../parts/page-head.tsx'
import { type EvidenceMark, evidenceMarks, LAYERS, type LayerId } from './evidence-marks.ts'

/** 原文, with what carried each label marked at its exact place; each layer can be hidden, and one place lit. */
export function OriginalCard({
  mention,
  hidden,
  lit,
  onToggle,
}: {
  mention: MentionView
  hidden: ReadonlySet<LayerId>
  lit: Span | null
  onToggle: (layer: LayerId) => void
}) {
  const all = useMemo(() => evidenceMarks(mention), [mention])
  const marks = useMemo(() => all.filter(({ layer }) => !hidden.has(layer)), [all, hidden])
  const layers = LAYERS.map(layer => ({ ...layer, count: all.filter(mark => mark.layer === layer.id).length }))
  const present = layers.filter(({ count }) => count > 0)
  const absent = layers.filter(({ count }) => count === 0)
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (lit !== null) body.current?.querySelector('.evidence-lit')?.scrollIntoView({ block: 'nearest' })
  }, [lit])
  return (
    <Card title="原文" about="标出的是判断所依据的字词；系统建议，以人工更正为准">
      <fieldset className="layers" aria-label="标出哪些依据">
        {present.map(({ id, name, count }) => (
          <button key={id} type="button" aria-pressed={!hidden.has(id)} onClick={() => onToggle(id)}>
            <span className={`evidence evidence-${id}`}>{name}</span> {count} 处
          </button>
        ))}
        {absent.length > 0 && <span className="meta">没有{absent.map(({ name }) => name).join('、')}</span>}
      </fieldset>
      <div className="original" ref={body} data-testid="original">
        {mention.title !== '' && (
          <h3>
            <Marked text={mention.title} field="title" marks={marks} lit={lit} />
          </h3>
        )}
        <p>
          <Marked text={mention.text} field="text" marks={marks} lit={lit} />
        </p>
      </div>
      <p className="unseen" role="status" aria-live="polite">
        {lit !== null && `已在${lit.field === 'title' ? '标题' : '正文'}${placeWords(mention[lit.field], lit)}标出`}
      </p>
    </Card>
  )
}

function Marked({
  text,
  field,
  marks,
  lit,
}: {
  text: string
  field: Span['field']
  marks: readonly EvidenceMark[]
  lit: Span | null
}) {
  const stretches = useMemo(() => {
    const own: readonly Mark[] = marks.filter(mark => mark.field === field)
    return layerMarks(text, lit?.field === field ? [...own, { ...lit, layer: 'lit', note: '' }] : own)
  }, [text, field, marks, lit])
  return stretches.map(({ start, text, marks }) => {
    if (marks.length === 0) return text
    const layers = [...new Set(marks.map(({ layer }) => `evidence-${layer}`))]
    const notes = [...new Set(marks.map(({ note }) => note))].filter(note => note !== '')
    return (
      <mark
        key={start}
        className={`evidence ${layers.join(' ')}`}
        title={notes.join('；')}
        data-from={start}
        data-to={start + text.length}
      >
        {text}
      </mark>
    )
  })
}
