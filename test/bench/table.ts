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

/** The rows as one table of plain text. */
export function table(rows: readonly Row[]): string {
  const cells = [HEADINGS, ...rows].map(({ what, figure, ratio, aim, met }, n) => {
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
