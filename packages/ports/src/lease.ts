import type { EpochMs } from '@guanlan/domain'

/** Held until `until` unless renewed; `fence` rises with every new holder. */
export type Held = Readonly<{ name: string; holder: string; fence: number; until: EpochMs }>

/** One active worker per name. */
export interface Lease {
  /** Takes a free or expired lease, or renews one's own (same fence); null while another holds it. */
  acquire(name: string, holder: string, ttlMs: number): Promise<Held | null>
  /** Gives it up; no effect unless held by `holder`. */
  release(name: string, holder: string): Promise<void>
  current(name: string): Promise<Held | null>
}
