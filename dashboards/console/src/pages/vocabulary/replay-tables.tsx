import type { BeforeAfter, ReplayTable } from '../../api/replay.ts'
import { GOVERNMENT_NAMES, nameOf, SENTIMENT_NAMES, TOPIC_NAMES } from '../../words.ts'

const PARTS = [
  { id: 'sentiment', name: '情感', names: SENTIMENT_NAMES },
  { id: 'topic', name: '主题', names: TOPIC_NAMES },
  { id: 'government', name: '归口', names: GOVERNMENT_NAMES },
] as const

/** Counts before and after for each label, and the difference with its sign. */
export function ReplayTables({ table, after }: { table: ReplayTable; after: string }) {
  return (
    <div className="replay-tables">
      {PARTS.map(({ id, name, names }) => (
        <table className="grid compact" key={id}>
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col" className="number">
                原来
              </th>
              <th scope="col" className="number">
                {after}
              </th>
              <th scope="col" className="number">
                增减
              </th>
            </tr>
          </thead>
          <tbody>
            {table[id].length === 0 && (
              <tr>
                <td colSpan={4} className="meta">
                  无数据
                </td>
              </tr>
            )}
            {table[id].map(row => (
              <tr key={row.value}>
                <td>{nameOf(names, row.value)}</td>
                <td className="number">{row.before.toLocaleString('zh-CN')}</td>
                <td className="number">{row.after.toLocaleString('zh-CN')}</td>
                <td className="number">{differenceWords(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}

function differenceWords({ before, after }: BeforeAfter): string {
  if (after === before) return '不变'
  return `${after > before ? '+' : '−'}${Math.abs(after - before).toLocaleString('zh-CN')}`
}
