import type { Span } from '../api/mention.ts'
import { excerpt, type Range, splitMarks } from './split-marks.ts'

/** Collected text, as text only, with what matched marked at its exact place. `most` cuts a long text around its first mark. */
export function Highlight({
  text,
  spans,
  field,
  most,
}: {
  text: string
  spans: readonly Span[]
  field: Span['field']
  most?: number
}) {
  const ranges: readonly Range[] = spans.filter(span => span.field === field)
  const shown = most === undefined ? { text, ranges, cutBefore: false, cutAfter: false } : excerpt(text, ranges, most)
  return (
    <>
      {shown.cutBefore && '…'}
      {splitMarks(shown.text, shown.ranges).map(stretch =>
        stretch.marked ? <mark key={stretch.start}>{stretch.text}</mark> : stretch.text,
      )}
      {shown.cutAfter && '…'}
    </>
  )
}
