import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type Analysed, DAY_MS, dayStart, type EpochMs, HOUR_MS, Rejected } from '@guanlan/domain'
import type { Bar, Facet, FacetField, Interval, Page, PageRequest, Search } from '@guanlan/ports'
import { Columns } from './columns.ts'
import { Evaluation } from './evaluate.ts'
import { type Cursor, first, readCursor, writeCursor } from './page.ts'
import type { RowSet } from './row-set.ts'
import { openForReading } from './schema.ts'
import { type Stored, unpack } from './stored.ts'

const MOST_VALUES = 1000
const MOST_BARS = 2000
const MOST_IDS = 1000
const MOST_ON_A_PAGE = 1000
/** Searches of one screen (its page, facets and bars) come together: their rows are worked out once. */
const REMEMBERED = 8

/** One reader of an index file. Every call sees one state of it: everything committed when the call began. */
export class Reader {
  readonly #db: DatabaseSync
  readonly #columns: Columns
  readonly #evaluation: Evaluation
  readonly #known = new Map<string, RowSet>()
  readonly #byId: StatementSync
  readonly #byRow: StatementSync
  readonly #idOf: StatementSync

  /** The file must have been made by its writer. */
  constructor(path: string) {
    this.#db = openForReading(path)
    this.#columns = new Columns(this.#db)
    this.#evaluation = new Evaluation(this.#db, this.#columns)
    const stored = 'SELECT title, text, rest, fingerprint FROM mention'
    this.#byId = this.#db.prepare(`${stored} WHERE id = ?`)
    this.#byRow = this.#db.prepare(`${stored} WHERE row = ?`)
    this.#idOf = this.#db.prepare('SELECT id FROM mention WHERE row = ?')
    this.#now(() => undefined)
  }

  getMany(ids: readonly string[]): readonly (Analysed | null)[] {
    return this.#now(() => ids.map(id => unpackOrNull(this.#byId.get(id))))
  }

  /** @throws {Rejected} 'index/bad-cursor', 'index/bad-page', 'index/too-many-ids' */
  search(search: Search, { limit, after }: PageRequest): Page {
    if (!Number.isInteger(limit) || limit < 0 || limit > MOST_ON_A_PAGE)
      throw new Rejected('index/bad-page', { detail: `limit ${limit}, at most ${MOST_ON_A_PAGE}` })
    const cursor = after === undefined ? null : readCursor(after)
    return this.#now(() => {
      const rows = this.#rows(search)
      const { found, more } = first(rows, this.#columns, row => this.#id(row), limit, cursor)
      const mentions = found.map(row => unpackOrNull(this.#byRow.get(row))!)
      const last = found.at(-1)
      return {
        mentions,
        total: rows.count(),
        next: more && last !== undefined ? writeCursor(this.#cursor(last)) : null,
      }
    })
  }

  /** @throws {Rejected} 'index/too-many-ids' */
  count(search: Search): number {
    return this.#now(() => this.#rows(search).count())
  }

  /** @throws {Rejected} 'index/too-many-ids' */
  facets(search: Search, fields: readonly FacetField[]): Partial<Record<FacetField, Facet>> {
    return this.#now(() => {
      const rows = this.#rows(search).rows()
      return Object.fromEntries(fields.map(field => [field, this.#facet(rows, field)]))
    })
  }

  /** @throws {Rejected} 'index/too-many-bars', 'index/too-many-ids' */
  histogram(search: Search, interval: Interval, fromAt: EpochMs, toAt: EpochMs): readonly Bar[] {
    if (!(toAt > fromAt)) return []
    const width = interval === 'hour' ? HOUR_MS : DAY_MS
    // Hours begin together everywhere that is whole hours from UTC, as +08:00 is.
    const start = interval === 'hour' ? Math.floor(fromAt / HOUR_MS) * HOUR_MS : dayStart(fromAt)
    const bars = Math.ceil((toAt - start) / width)
    if (bars > MOST_BARS) throw new Rejected('index/too-many-bars', { detail: `${bars}, at most ${MOST_BARS}` })
    return this.#now(() => {
      const rows = this.#rows(search).rows()
      const { seenAt, sentiment } = this.#columns
      const counts = new Uint32Array(bars)
      const negatives = new Uint32Array(bars)
      const negative = this.#columns.codeOf('sentiment', 'negative')
      for (const row of rows) {
        const at = seenAt[row]!
        if (at < fromAt || at >= toAt) continue
        const bar = Math.floor((at - start) / width)
        counts[bar]!++
        if (negative !== 0 && sentiment[row] === negative) negatives[bar]!++
      }
      return Array.from(counts, (count, n) => ({ at: start + n * width, count, negative: negatives[n]! }))
    })
  }

  close(): void {
    this.#db.close()
  }

  #id(row: number): string {
    return String(this.#idOf.get(row)!.id)
  }

  #cursor(row: number): Cursor {
    return { seenAt: this.#columns.seenAt[row]!, id: this.#id(row) }
  }

  /** Runs over one state of the file, with the columns brought up to it. */
  #now<T>(run: () => T): T {
    this.#db.exec('BEGIN')
    try {
      if (this.#columns.refresh()) this.#known.clear()
      return run()
    } finally {
      this.#db.exec('COMMIT')
    }
  }

  #rows({ query, filters }: Search): RowSet {
    if ((filters.ids?.length ?? 0) > MOST_IDS)
      throw new Rejected('index/too-many-ids', { detail: `${filters.ids?.length}, at most ${MOST_IDS}` })
    const key = JSON.stringify([query, filters])
    const rows = this.#known.get(key) ?? this.#evaluation.rows(query, filters)
    this.#known.delete(key)
    this.#known.set(key, rows)
    if (this.#known.size > REMEMBERED) this.#known.delete(this.#known.keys().next().value!)
    return rows
  }

  #facet(rows: Uint32Array, field: FacetField): Facet {
    const values = this.#columns.valuesOf(field)
    const counts = new Uint32Array(Math.max(values.length, 1))
    if (field === 'topic') countBits(rows, this.#columns.topics, counts)
    else {
      const column = this.#columns[field]
      for (const row of rows) counts[column[row]!]!++
    }
    return values
      .flatMap((value, code) => (counts[code]! > 0 ? [{ value, count: counts[code]! }] : []))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_VALUES)
  }
}

/** Counts every bit of a bit set under its number, which is one more than its place. */
function countBits(rows: Uint32Array, column: Uint32Array, counts: Uint32Array): void {
  for (const row of rows) {
    let bits = column[row]!
    while (bits !== 0) {
      const place = 31 - Math.clz32(bits)
      counts[place + 1]!++
      bits &= ~(1 << place)
    }
  }
}

const unpackOrNull = (stored: unknown) => (stored ? unpack(stored as Stored) : null)
