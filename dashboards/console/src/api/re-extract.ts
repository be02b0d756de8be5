import type { EpochMs } from './record.ts'

export type RereadField = 'title' | 'publishedAt' | 'author' | 'text'

/** How a re-extraction 重新提取 stands. */
export type ReextractionProgress =
  | Readonly<{ state: 'none' }>
  | Readonly<{
      state: 'running' | 'done' | 'failed'
      fromAt: EpochMs
      toAt: EpochMs
      sourceId: string | null
      apply: boolean
      startedAt: EpochMs
      originals: number
      items: number
      changed: number
      fresh: number
      unread: Readonly<Record<string, number>>
      table: readonly Readonly<{ field: RereadField; same: number; changed: number; found: number; lost: number }>[]
      differences: readonly Readonly<{
        mentionId: string
        url: string | null
        field: RereadField
        before: string | null
        after: string | null
      }>[]
      code: string | null
    }>
