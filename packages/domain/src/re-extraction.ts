import type { EpochMs } from './time.ts'

/** What an extractor reads of an item and a re-extraction compares. */
export const REREAD_FIELDS = ['title', 'publishedAt', 'author', 'text'] as const
export type RereadField = (typeof REREAD_FIELDS)[number]

/** What each is called on screen. */
export const REREAD_FIELD_NAMES: Readonly<Record<RereadField, string>> = {
  title: '标题',
  publishedAt: '时间',
  author: '发布者',
  text: '正文',
}

/** How one field came out: `found` was empty before, `lost` is empty now. */
export type RereadCount = Readonly<{ field: RereadField; same: number; changed: number; found: number; lost: number }>

/** One field of one item before and after, shortened. */
export type RereadDifference = Readonly<{
  mentionId: string
  url: string | null
  field: RereadField
  before: string | null
  after: string | null
}>

/** A re-extraction 重新提取: the originals of a period read again by the extractor as it is now. */
export type Reextraction = Readonly<{
  fromAt: EpochMs // of the original's arrival
  toAt: EpochMs // before
  sourceId: string | null // null: all sources
  apply: boolean // false: the table alone, nothing is written
}>

/** How a re-extraction stands; `code` says why it failed. */
export type ReextractionProgress =
  | Readonly<{ state: 'none' }>
  | (Reextraction &
      Readonly<{
        state: 'running' | 'done' | 'failed'
        startedAt: EpochMs
        endedAt: EpochMs | null
        originals: number // read so far
        items: number // of them, that a mention's present version rests on
        changed: number // of those, how many read otherwise now
        fresh: number // items in the originals that no mention tells of
        unread: Readonly<Record<string, number>> // originals that could not be read, by code
        table: readonly RereadCount[]
        differences: readonly RereadDifference[] // the first of them
        code: string | null
      }>)

type Fields = Readonly<Record<RereadField, string | number | null>>

/** Counts fields before and after, one item at a time, and keeps the first differences. */
export class RereadCounts {
  readonly #counts = new Map(REREAD_FIELDS.map(field => [field, { same: 0, changed: 0, found: 0, lost: 0 }]))
  readonly #differences: RereadDifference[] = []
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** Takes in one item; the fields that read otherwise now. */
  add(
    item: Readonly<{ mentionId: string; url: string | null }>,
    before: Fields,
    after: Fields,
  ): readonly RereadField[] {
    const changed: RereadField[] = []
    for (const field of REREAD_FIELDS) {
      const [was, is] = [before[field], after[field]]
      const how = was === is ? 'same' : isEmpty(was) ? 'found' : isEmpty(is) ? 'lost' : 'changed'
      this.#counts.get(field)![how]++
      if (how === 'same') continue
      changed.push(field)
      if (this.#differences.length < this.#most) {
        const { mentionId, url } = item
        this.#differences.push({ mentionId, url, field, ...around(was, is) })
      }
    }
    return changed
  }

  table(): readonly RereadCount[] {
    return [...this.#counts].map(([field, counts]) => ({ field, ...counts }))
  }

  differences(): readonly RereadDifference[] {
    return [...this.#differences]
  }
}

const isEmpty = (value: string | number | null) => value === null || value === ''

const SHOWN = 160
const LEAD = 30

/** Both values from a little before where they part. */
function around(before: string | number | null, after: string | number | null) {
  const [was, is] = [before, after].map(value => (value === null ? null : String(value)))
  let at = 0
  while (was && is && at < was.length && was[at] === is[at]) at++
  const from = at <= LEAD ? 0 : at - LEAD
  const cut = (text: string | null | undefined) =>
    text == null
      ? null
      : `${from > 0 ? '…' : ''}${text.slice(from, from + SHOWN)}${text.length > from + SHOWN ? '…' : ''}`
  return { before: cut(was), after: cut(is) }
}
