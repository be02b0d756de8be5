import type { Figure } from '../api/record.ts'
import { LevelTag } from './level-tag.tsx'

/** Why it fired: each figure measured, compared, its threshold, and the level that row alone gives. */
export function WhyTable({ figures }: { figures: readonly Figure[] }) {
  return (
    <div className="scroll-x">
      <table className="grid compact">
        <thead>
          <tr>
            <th scope="col">分项</th>
            <th scope="col">实测</th>
            <th scope="col">比较</th>
            <th scope="col">阈值</th>
            <th scope="col">得出级别</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(figure => (
            <tr key={figure.name}>
              <td>{figure.name}</td>
              <td>{figure.measured}</td>
              <td>{figure.compared}</td>
              <td className="meta number-left">{figure.threshold}</td>
              <td>
                {figure.level === null ? <span className="meta">未达到</span> : <LevelTag level={figure.level} plain />}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
