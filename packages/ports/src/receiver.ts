import type { EpochMs } from '@guanlan/domain'

/** A notice to people: what happened, how grave, where to look. Masked text only. */
export type Notice = Readonly<{
  id: string // computed: the same notice twice is one
  title: string
  body: string
  level: string | null
  link: string // path in the console, '/desk?alert=…'
  at: EpochMs
}>

/** Where notices go 接收人. */
export interface Receiver {
  readonly name: string
  /** Settles when the other side has taken it; only then may anyone write "sent". @throws {Unavailable} receiver/away @throws {Rejected} receiver/refused */
  deliver(notice: Notice): Promise<void>
}
