import { useSyncExternalStore } from 'react'

const WIDE = window.matchMedia('(min-width: 1280px)')

/** Whether there is room for a preview beside the list. */
export function useWide(): boolean {
  return useSyncExternalStore(
    changed => {
      WIDE.addEventListener('change', changed)
      return () => WIDE.removeEventListener('change', changed)
    },
    () => WIDE.matches,
  )
}
