import { Checkbox } from 'antd'

/** Several of a list, as a form control; it takes only what a group may carry, so no field attribute lands on the group. */
export function ChoicesField({
  value = [],
  onChange,
  options,
  label,
}: {
  value?: readonly string[]
  onChange?: (value: readonly string[]) => void
  options: readonly Readonly<{ value: string; label: string }>[]
  label: string
}) {
  return (
    <fieldset className="plain stack" aria-label={label}>
      <Checkbox.Group
        className="stack"
        value={[...value]}
        options={[...options]}
        onChange={chosen => onChange?.(chosen.map(String))}
      />
    </fieldset>
  )
}
