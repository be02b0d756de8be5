/** Starts a spreadsheet would read as a formula or a command, full-width forms included; also after blanks. */
const FORMULA = /^[\s\u0000\u200b\ufeff]*[=+\-@＝＋－＠]/

/** A cell that stays text in any spreadsheet, quoted for CSV (RFC 4180). Numbers of ours are not text and pass as they are. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) || /^[\t\r\n]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line of CSV with its line end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** So that spreadsheets read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff'
