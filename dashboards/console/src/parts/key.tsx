/** A key beside the action it does; decoration, the action's name stands without it. */
export function Key({ name }: { name: string }) {
  return (
    <span className="key" aria-hidden="true">
      {name}
    </span>
  )
}
