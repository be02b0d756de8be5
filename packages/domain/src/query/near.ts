type Range = Readonly<{ from: number; to: number }>

/**
 * The ranges of both sides that stand in a pair: apart from each other, with at most `within` characters of `text`
 * between them, and `left` first when `ordered`. Offsets are UTF-16 units, distances are characters.
 */
export function nearby(
  left: readonly Range[],
  right: readonly Range[],
  { within, ordered }: Readonly<{ within: number; ordered: boolean }>,
  text: string,
): Range[] {
  if (left.length === 0 || right.length === 0) return []
  const before = (a: readonly Range[], b: readonly Range[]) => paired(a, b, within, text)
  return ordered ? before(left, right) : [...before(left, right), ...before(right, left)]
}

/** Pairs with the first before the second. The nearest partner decides: if it is too far, so are all others. */
function paired(first: readonly Range[], second: readonly Range[], within: number, text: string): Range[] {
  const starts = second.toSorted((a, b) => a.from - b.from)
  const ends = first.toSorted((a, b) => a.to - b.to)
  const close = (from: number, to: number) => charactersWithin(text, from, to, within)
  const found: Range[] = []
  for (const range of first) {
    const partner = starts[countBelow(starts.length, n => starts[n]!.from < range.to)]
    if (partner && close(range.to, partner.from)) found.push(range)
  }
  for (const range of second) {
    const partner = ends[countBelow(ends.length, n => ends[n]!.to <= range.from) - 1]
    if (partner && close(partner.to, range.from)) found.push(range)
  }
  return found
}

/** How many of `length` sorted things satisfy a condition that holds for a beginning of them. */
function countBelow(length: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether [from, to) holds at most `most` characters; one outside the basic plane is two units and one character. */
function charactersWithin(text: string, from: number, to: number, most: number): boolean {
  const units = to - from
  if (units <= most) return true
  if (units > 2 * most) return false
  return [...text.slice(from, to)].length <= most
}
