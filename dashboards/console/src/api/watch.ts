import type { MentionView } from './mention.ts'
import type { RecordOf } from './record.ts'
import type { QueryVerdict } from './search.ts'

/** What the bureau follows 监测方案. */
export type WatchState = Readonly<{
  id: string
  name: string
  query: string
  topics: readonly string[]
  regions: readonly string[]
  owner: string
  active: boolean
  createdAt: number
}>

export type WatchItem = RecordOf<WatchState>

/** What a watch would have hit in the last seven days. */
export type WatchPreview = Readonly<{ total7d: number; sample: readonly MentionView[]; query: QueryVerdict }>
