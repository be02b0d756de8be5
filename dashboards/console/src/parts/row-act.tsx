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

/** What can be done with a row whose record is kept: it can be changed, and switched off and on. */
export function KeepActs({
  row,
  active,
  onChange,
  onSwitch,
}: {
  row: string
  active: boolean
  onChange: () => void
  onSwitch: () => void
}) {
  return (
    <span className="row-gap">
      <RowAct label="修改" row={row} onClick={onChange} />
      <RowAct label={active ? '停用' : '启用'} row={row} onClick={onSwitch} />
    </span>
  )
}
