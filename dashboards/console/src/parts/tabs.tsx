import { useRef } from 'react'

/** Tabs with arrow keys; the panel carries `id` = `panel`. */
export function Tabs<Id extends string>({
  label,
  tabs,
  tab,
  panel,
  onTab,
}: {
  label: string
  tabs: readonly Readonly<{ id: Id; name: string }>[]
  tab: Id
  panel: string
  onTab: (tab: Id) => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const step = (by: number) => {
    const at = tabs.findIndex(({ id }) => id === tab)
    const next = (at + by + tabs.length) % tabs.length
    onTab(tabs[next]!.id)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div
      ref={list}
      className="page-tabs"
      role="tablist"
      aria-label={label}
      onKeyDown={event => {
        if (event.key === 'ArrowRight') step(1)
        if (event.key === 'ArrowLeft') step(-1)
      }}
    >
      {tabs.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${panel}-${id}`}
          tabIndex={id === tab ? 0 : -1}
          aria-selected={id === tab}
          aria-controls={panel}
          onClick={() => onTab(id)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
