import { useEffect, useRef } from 'react'
import { type InboxCommand, inboxCommand } from '../../parts/keys.ts'

/** Listens for the inbox keys while `on`; asleep in fields, under a modifier, in a dialog, and while an input method composes. */
export function useInboxKeys(on: boolean, commands: Readonly<Record<InboxCommand, () => void>>): void {
  const current = useRef(commands)
  current.current = commands
  useEffect(() => {
    if (!on) return
    function pressed(event: KeyboardEvent): void {
      const target = event.target instanceof HTMLElement ? event.target : null
      if (event.defaultPrevented) return
      const command = inboxCommand({
        key: event.key,
        isComposing: event.isComposing,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        target,
      })
      if (command === null) return
      event.preventDefault()
      current.current[command]()
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [on])
}
