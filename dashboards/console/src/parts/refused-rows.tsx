/** Rows of a file that were not taken, each with its reason. */
export function RefusedRows({
  report,
}: {
  report: readonly Readonly<{ row: number; code: string; message: string }>[]
}) {
  if (report.length === 0) return null
  return (
    <table className="grid compact">
      <thead>
        <tr>
          <th scope="col" className="number">
            行
          </th>
          <th scope="col">原因</th>
          <th scope="col">代码</th>
        </tr>
      </thead>
      <tbody>
        {report.map(line => (
          <tr key={`${line.row}${line.code}`}>
            <td className="number">{line.row}</td>
            <td>{line.message}</td>
            <td className="hash">{line.code}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
