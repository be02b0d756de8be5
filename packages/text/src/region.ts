import type { Document } from './document.ts'

const REGION_END = new Set('省市州县区镇乡村'.split('').map(end => end.charCodeAt(0)))
const LONGEST_REGION = 6
/** How many regions may stand before an agency: 云州市 | 云安区 | 交通运输局. */
const REGIONS = 2
/** 我市, 各县, 该区 point at a region without naming it. */
const POINTERS = new Set('我本全各该此每到由请在和与向'.split('').map(pointer => pointer.charCodeAt(0)))

/** Where the word that ends at `to` begins, when it names a region; else `to`. */
function regionWord({ starts, words, units }: Document, to: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! < to) low = middle + 1
    else high = middle
  }
  if (low === 0 || starts[low] !== to) return to
  const from = starts[low - 1]!
  const names = to - from >= 2 && to - from <= LONGEST_REGION && REGION_END.has(units[to - 1]!)
  return names && !POINTERS.has(units[from]!) ? from : to
}

type Place = Readonly<{ kind: string; from: number; to: number }>

/** Where the name of an agency begins once the regions directly before it are taken in: places already found, or words. */
export function withRegion(document: Document, from: number, found: readonly Place[]): number {
  let begin = from
  for (let taken = 0; taken < REGIONS; taken++) {
    const place = found.find(({ kind, to }) => kind === 'place' && to === begin)
    const next = place?.from ?? regionWord(document, begin)
    if (next === begin || (next < document.textFrom && begin > document.textFrom)) break
    begin = next
  }
  return begin
}
