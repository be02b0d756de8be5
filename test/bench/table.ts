/** One line of the report: what was measured, what it came to, what was aimed at; `met` is null where nothing was aimed at. */
export type Row = Readonly<{ what: string; figure: string; ratio: string; aim: string; met: boolean | null }>

const HEADINGS: Row = { what: 'what', figure: 'figure', ratio: 'of bare cut', aim: 'aim', met: null }

/** A speed and its ratio to the bare cut of the same minutes; `least` is the ratio aimed at. */
export function speed(what: string, perS: number, bareCutPerS: number, least: number | null = null): Row {
  const ratio = perS / bareCutPerS
  return {
    what,
    figure: `${Math.round(perS).toLocaleString('en')}/s`,
    ratio: ratio.toFixed(3),
    aim: least === null ? '' : `≥ ${least}`,
    met: least === null ? null : ratio >= least,
  }
}

/** Processor time in µs and how it compares with that of a bare cut, which a busy machine hardly changes: 0.1 is ten times as much. */
export function cost(what: string, us: number, bareCutUs: number): Row {
  return { what, figure: `${us.toLocaleString('en')} µs`, ratio: (bareCutUs / us).toFixed(3), aim: '', met: null }
}

/** A figure that must not be above `most`. */
export function bounded(what: string, value: number, unit: string, most: number | null = null): Row {
  return {
    what,
    figure: `${value.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`,
    ratio: '',
    aim: most === null ? '' : `≤ ${most.toLocaleString('en')} ${unit}`,
    met: most === null ? null : value <= most,
  }
}

/** Ours beside the same by a bare client, or by another kind of house, in the same run; the aim is on their ratio. */
export function compared(
  what: string,
  { ours, bare, ratio }: Readonly<{ ours: number; bare: number; ratio: number }>,
  unit: string,
  { least, most }: Readonly<{ least?: number; most?: number }> = {},
): Row {
  const shown = (figure: number) => figure.toLocaleString('en', { maximumFractionDigits: figure < 1000 ? 1 : 0 })
  return {
    what,
    figure: `${shown(ours)}${unit} : ${shown(bare)}${unit}`,
    ratio: ratio.toFixed(2),
    aim: least !== undefined ? `≥ ${least}` : most !== undefined ? `≤ ${most}` : '',
    met: least !== undefined ? ratio >= least : most !== undefined ? ratio <= most : null,
  }
}

/** The rows as one table of plain text; `against` heads the column of ratios. */
export function table(rows: readonly Row[], against = HEADINGS.ratio): string {
  const cells = [{ ...HEADINGS, ratio: against }, ...rows].map(({ what, figure, ratio, aim, met }, n) => {
    return [what, figure, ratio, aim, n === 0 ? 'met' : met === null ? '' : met ? 'yes' : 'NO']
  })
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map(line => line[column]!.length)))
  const line = (of: readonly string[]) => {
    return of
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
  }
  const [head, ...body] = cells.map(line)
  return [head, '-'.repeat(head!.length), ...body].join('\n')
}
