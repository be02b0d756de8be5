/** One stretch of a text, marked or not; `start` is its offset in UTF-16 units. */
export type Stretch = Readonly<{ start: number; text: string; marked: boolean }>

/** A half-open range [from, to) in UTF-16 units. */
export type Range = Readonly<{ from: number; to: number }>

/**
 * Cuts a text at its marks. Adjacent marks stay separate stretches, each at its exact place; where marks overlap,
 * the earlier one ends where the later begins, so no character appears twice. Ranges outside the text are cut to it.
 */
export function splitMarks(text: string, ranges: readonly Range[]): readonly Stretch[] {
  const marks = ranges
    .map(({ from, to }) => ({ from: Math.max(0, from), to: Math.min(text.length, to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from || a.to - b.to)
  const stretches: Stretch[] = []
  let at = 0
  marks.forEach((mark, i) => {
    const from = Math.max(mark.from, at)
    const next = marks[i + 1]
    const to = next !== undefined && next.from > from ? Math.min(mark.to, next.from) : mark.to
    if (to <= from) return
    if (from > at) stretches.push({ start: at, text: text.slice(at, from), marked: false })
    stretches.push({ start: from, text: text.slice(from, to), marked: true })
    at = to
  })
  if (at < text.length) stretches.push({ start: at, text: text.slice(at), marked: false })
  return stretches
}

/**
 * A window of a long text around its first mark, for a list: at most `length` units, with the ranges moved along.
 * Never cuts a surrogate pair.
 */
export function excerpt(text: string, ranges: readonly Range[], length: number) {
  if (text.length <= length) return { text, ranges, cutBefore: false, cutAfter: false }
  const first = ranges.reduce((least, range) => Math.min(least, range.from), text.length)
  const wanted = first < text.length ? first - Math.floor(length / 4) : 0
  let from = Math.max(0, Math.min(wanted, text.length - length))
  let to = from + length
  if (isLowSurrogate(text, from)) from -= 1
  if (isLowSurrogate(text, to)) to -= 1
  const moved = ranges
    .map(range => ({ from: Math.max(range.from, from) - from, to: Math.min(range.to, to) - from }))
    .filter(range => range.from < range.to)
  return { text: text.slice(from, to), ranges: moved, cutBefore: from > 0, cutAfter: to < text.length }
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}
