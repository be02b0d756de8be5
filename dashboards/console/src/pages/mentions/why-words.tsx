import type { MentionView, Reason, Span } from '../../api/mention.ts'
import { placeWords } from '../../parts/layered-marks.ts'
import { samePlace } from './evidence-marks.ts'

/** What a place in the original needs to be pointed at. */
export type Pointing = Readonly<{ mention: MentionView; lit: Span | null; onLight: (span: Span | null) => void }>

/** One marked word as a button: pressing it lights its place in the original, pressing again lets go. */
export function PlaceButton({
  span,
  words,
  after,
  pointing: { mention, lit, onLight },
}: {
  span: Span
  words: string
  after?: string
  pointing: Pointing
}) {
  const on = samePlace(lit, span)
  const place = `${span.field === 'title' ? '标题' : '正文'}${placeWords(mention[span.field], span)}`
  return (
    <button
      type="button"
      className="place-button"
      aria-pressed={on}
      title={place}
      onClick={() => onLight(on ? null : span)}
    >
      {words}
      {after !== undefined && <span className="meta"> {after}</span>}
    </button>
  )
}

/** The words that carried a label, strongest first, each with its weight; weight above 0 spoke for the label. */
export function WhyWords({ reasons, pointing }: { reasons: readonly Reason[]; pointing: Pointing }) {
  if (reasons.length === 0) return <p className="meta">没有突出的字词，由整段文字综合判断</p>
  return (
    <ul className="why-words" aria-label="依据的字词与分量">
      {reasons.map(({ span, words, weight }) => (
        <li key={`${span.field}${span.from}-${span.to}`}>
          <PlaceButton span={span} words={words} after={weightWords(weight)} pointing={pointing} />
        </li>
      ))}
    </ul>
  )
}

/** `+0.42` or `−0.42`, with a true minus sign. */
function weightWords(weight: number): string {
  return `${weight < 0 ? '−' : '+'}${Math.abs(weight).toFixed(2)}`
}
