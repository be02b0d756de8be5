import { Button } from 'antd'

/** A small button in a row of a table; its spoken name tells of the row as well. */
export function RowAct({ label, row, onClick }: { label: string; row: string; onClick: () => void }) {
  return (
    <Button size="small" onClick={onClick}>
      {label}
      <span className="unseen">{row}</span>
    </Button>
  )
}
