import { useState } from 'react'

/** One act at a time that somebody waits for: whether it is under way, and why the last one failed (null: it did not). */
export type Act = Readonly<{
  busy: boolean
  failure: unknown
  /** Begins it. Never rejects; what it throws becomes the failure. */
  begin: (step: () => Promise<void>) => Promise<void>
}>

/** An act; `settled` is awaited before it is over, however it went, as to read anew what it may have changed. */
export function useAct(settled?: () => Promise<void>): Act {
  const [failure, setFailure] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  async function begin(step: () => Promise<void>): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      await step()
    } catch (error) {
      setFailure(error)
    } finally {
      await settled?.()
      setBusy(false)
    }
  }
  return { busy, failure, begin }
}
