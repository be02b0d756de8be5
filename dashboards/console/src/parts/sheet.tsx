import { Button } from 'antd'
import { type ReactNode, useEffect, useId, useRef } from 'react'

/**
 * A sheet above the page: `centre` asks one thing, `side` shows more beside it. The browser's own dialog keeps the focus
 * inside, gives it back on closing, and closes on Escape.
 */
export function Sheet({
  title,
  place = 'centre',
  wide = false,
  onClose,
  children,
}: {
  title: string
  place?: 'centre' | 'side'
  wide?: boolean
  onClose: () => void
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (element !== null && !element.open) element.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={`sheet sheet-${place}${wide ? ' sheet-wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
    >
      <header className="sheet-head">
        <h2 id={titleId}>{title}</h2>
        <Button type="text" aria-label="关闭" onClick={onClose}>
          ×
        </Button>
      </header>
      <div className="sheet-body">{children}</div>
    </dialog>
  )
}
