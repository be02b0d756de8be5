import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'

/** The desk's clock minus this browser's, ms: clocks on screen follow the desk. */
const Offset = createContext(0)

/** Sets every clock below it by the desk's. */
export function ServerClock({ offsetMs, children }: { offsetMs: number; children: ReactNode }) {
  return <Offset value={offsetMs}>{children}</Offset>
}

/** The desk's time, read again every `everyMs`. */
export function useNow(everyMs = 1_000): number {
  const offsetMs = useContext(Offset)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now + offsetMs
}
