import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { fromField, toField } from './time.ts'

/**
 * A time at +08:00, to the minute, written the same way in every browser: 2026-11-24 08:00. Works as a form control:
 * `value` in ms or null, told on Enter or when the field is left; what is not a time counts as null.
 */
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
  const [text, setText] = useState(toField(value))
  useEffect(() => setText(toField(value)), [value])
  const bad = text.trim() !== '' && fromField(text) === null
  const commit = () => {
    if (text === toField(value)) return
    onChange?.(fromField(text))
  }
  return (
    <Input
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(bad ? { status: 'error' as const, title: '应写成 2026-11-24 08:00' } : {})}
      className="time-field"
      placeholder="年-月-日 时:分"
      autoComplete="off"
      aria-invalid={bad}
      value={text}
      onChange={event => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={event => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}
