/** One row: all of it, and the negative part where it is known. */
export type BarRow = Readonly<{ name: string; count: number; negative?: number | undefined }>

const SHARE_MINIMUM = 10

/** Counts as bars on one scale, most first; a share of fewer than ten reads 样本不足. */
export function ChannelBars({ rows }: { rows: readonly BarRow[] }) {
  const most = Math.max(1, ...rows.map(row => row.count))
  return (
    <div>
      {rows.map(row => (
        <div className="bars-row" key={row.name}>
          <span>{row.name}</span>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect className="bar-other" width={(row.count / most) * 100} height="8" />
            {row.negative !== undefined && (
              <rect className="bar-negative" width={(row.negative / most) * 100} height="8" />
            )}
          </svg>
          <span className="number">{row.count}</span>
          <span className="number meta">{shareWords(row)}</span>
        </div>
      ))}
    </div>
  )
}

function shareWords({ count, negative }: BarRow): string {
  if (negative === undefined) return ''
  return count < SHARE_MINIMUM ? '样本不足' : `${Math.round((negative / count) * 100)}%`
}
