import type { Range } from './split-marks.ts'

/** One marked place of a text: which layer it belongs to, and what it means in words. */
export type Mark = Range & Readonly<{ layer: string; note: string }>

/** One stretch of a text with every mark that covers it; `start` is its offset in UTF-16 units. */
export type LayeredStretch = Readonly<{ start: number; text: string; marks: readonly Mark[] }>

/**
 * Cuts a text wherever a mark begins or ends, so that marks may overlap and each still covers exactly its own places.
 * The stretches joined are the text; marks outside it are cut to it. Marks keep the order given.
 */
export function layerMarks(text: string, marks: readonly Mark[]): readonly LayeredStretch[] {
  const inside = marks
    .map(mark => ({ ...mark, from: Math.max(0, mark.from), to: Math.min(text.length, mark.to) }))
    .filter(({ from, to }) => from < to)
  const cuts = new Set([0, text.length, ...inside.flatMap(({ from, to }) => [from, to])])
  const ordered = [...cuts].sort((a, b) => a - b)
  return ordered.slice(0, -1).map((start, i) => {
    const end = ordered[i + 1] ?? text.length
    return { start, text: text.slice(start, end), marks: inside.filter(({ from, to }) => from <= start && end <= to) }
  })
}

/** Where a range stands for a person who counts: `第 3–4 字`, by characters, an emoji counting as one. */
export function placeWords(text: string, { from, to }: Range): string {
  const first = [...text.slice(0, from)].length + 1
  const last = first + [...text.slice(from, to)].length - 1
  return first >= last ? `第 ${first} 字` : `第 ${first}–${last} 字`
}
