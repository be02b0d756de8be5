import { Select } from 'antd'
import type { TriedFile } from '../../api/source.ts'

const NOT_READ = ''

/** Each column of a file under trial: what it becomes, by choice; what stands in it; what is wrong with it. */
export function TrialTable({
  tried,
  names,
  chosen,
  onChoose,
}: {
  tried: TriedFile
  names: Readonly<Record<string, string>>
  chosen: Readonly<Record<string, string>> // heading → field
  onChoose: (heading: string, field: string) => void
}) {
  const options = [
    { value: NOT_READ, label: '不读' },
    ...Object.entries(names).map(([value, label]) => ({ value, label })),
  ]
  return (
    <div className="scroll-x">
      <table className="grid compact" data-testid="trial">
        <thead>
          <tr>
            <th scope="col">表中栏目</th>
            <th scope="col">成为</th>
            <th scope="col">样例与读法</th>
            <th scope="col">问题</th>
          </tr>
        </thead>
        <tbody>
          {tried.columns.map(({ heading, caller, samples, faults }) => (
            <tr key={heading}>
              <td>{heading}</td>
              <td>
                {caller ? (
                  '来电人信息，不收'
                ) : (
                  <Select
                    aria-label={`“${heading}”成为`}
                    size="small"
                    className="trial-field"
                    value={chosen[heading] ?? NOT_READ}
                    options={options}
                    onChange={field => onChoose(heading, field)}
                  />
                )}
              </td>
              <td>
                {samples.map(({ row, was, becomes }) => (
                  <div key={row} className="meta">
                    {was}
                    {chosen[heading] !== undefined && becomes !== was && ` ⇒ ${becomes === '' ? '无' : becomes}`}
                  </div>
                ))}
              </td>
              <td>
                {faults.map(({ code, message, count, row }) => (
                  <div key={code} className="condition-missing">
                    {count} 处，首见第 {row} 行：{message}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
