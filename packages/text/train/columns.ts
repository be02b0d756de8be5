const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

/** How many columns of a terminal a text takes: two for a Han character or a full-width mark. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : 1
  return width
}

const blanks = (text: string, width: number) => ' '.repeat(Math.max(0, width - widthOf(text)))

/** A cell that begins at the left. */
export function left(text: string, width: number): string {
  return text + blanks(text, width)
}

/** A cell that ends at the right. */
export function right(text: string, width: number): string {
  return blanks(text, width) + text
}

/** A ratio with three digits; a dash where there is none. */
export function ratio(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

/** How far a figure stands from the best peer's, with its sign; a dash where no peer was measured. */
export function against(value: number, peer: number | null): string {
  if (peer === null) return '–'
  const apart = Math.abs(value - peer).toFixed(3)
  return Number(apart) === 0 ? apart : `${value < peer ? '−' : '+'}${apart}`
}

/**
 * Prints a table: the first column at the left, the others at the right, each as wide as its widest cell.
 * @param rows cells as they are to be read
 */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((name, at) => Math.max(widthOf(name), ...rows.map(row => widthOf(row[at] ?? ''))))
  for (const row of [head, ...rows]) {
    const cells = widths.map((width, at) => (at === 0 ? left : right)(row[at] ?? '', width))
    console.log(cells.join('  ').trimEnd())
  }
}

const NAMES: readonly (readonly [RegExp, string])[] = [
  [/ valid$/, ' 官方验证部分'],
  [/ held back$/, ' 留出部分'],
  [/, near copies removed$/, ' 去除近似副本'],
  [/^government, rule labels$/, '政务文本（规则标注）'],
  [/^our table$/, '自写句表'],
  [/^our negations$/, '自写否定句'],
  [/^corrections$/, '本局更正'],
]

/** A part of the sets as people read it. */
export function partName(part: string): string {
  return NAMES.reduce((name, [found, said]) => name.replace(found, said), part)
}
