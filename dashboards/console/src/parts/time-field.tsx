import { Input } from 'antd'
import { fromField, toField } from './time.ts'

/** A time at +08:00, to the minute. Works as a form control: `value` in ms or null. */
export function TimeField({
  id,
  value = null,
  onChange,
  label,
}: {
  id?: string
  value?: number | null
  onChange?: (at: number | null) => void
  label?: string
}) {
  return (
    <Input
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      className="time-field"
      type="datetime-local"
      value={toField(value)}
      onChange={event => onChange?.(fromField(event.target.value))}
    />
  )
}
