import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { FacetField } from '@guanlan/ports'

const GROWTH = 1.25

type Eight = [number, number, number, number, number, number, number, number]

/**
 * What is filtered, counted and ordered by, one array per field, indexed by row: about 32 bytes a mention. It makes a
 * facet over everything a loop over memory; the file stays the truth, and `refresh` takes in what was written since.
 */
export class Columns {
  seenAt = new Float64Array(0)
  rank = new Float64Array(0)
  channel = new Uint8Array(0)
  sentiment = new Uint8Array(0)
  topics = new Uint32Array(0)
  government = new Uint8Array(0)
  unsure = new Uint8Array(0)
  source = new Uint32Array(0)
  region = new Uint32Array(0)
  /** Rows are 1 .. size. */
  size = 0
  /** The newest write taken in. */
  change = 0
  readonly #values = new Map<FacetField, string[]>()
  readonly #codes = new Map<FacetField, Map<string, number>>()
  readonly #newest: StatementSync
  readonly #since: StatementSync
  readonly #names: StatementSync

  constructor(db: DatabaseSync) {
    // Two queries: one that asks for both maxima reads the whole table.
    this.#newest = db.prepare(
      'SELECT coalesce((SELECT max(change) FROM facet), 0), coalesce((SELECT max(row) FROM facet), 0)',
    )
    this.#since = db.prepare(
      'SELECT row, change, seenAt, rank, channel, sentiment, topics, government, unsure, source, region FROM facet WHERE change > ? ORDER BY change',
    )
    this.#names = db.prepare('SELECT kind, code, value FROM name')
    for (const statement of [this.#newest, this.#since, this.#names]) statement.setReturnArrays(true)
  }

  /** Takes in what was written since; false when nothing was. Call it in the transaction that then reads. */
  refresh(): boolean {
    const [change, rows] = this.#newest.get() as unknown as [number, number]
    if (change === this.change) return false
    this.#grow(rows)
    type Row = [...Eight, number, number, number]
    for (const line of this.#since.iterate(this.change)) {
      const [row, , seenAt, rank, channel, sentiment, topics, government, unsure, source, region] =
        line as unknown as Row
      this.seenAt[row] = seenAt
      this.rank[row] = rank
      this.channel[row] = channel
      this.sentiment[row] = sentiment
      this.topics[row] = topics
      this.government[row] = government
      this.unsure[row] = unsure
      this.source[row] = source
      this.region[row] = region
    }
    this.size = rows
    this.change = change
    for (const line of this.#names.iterate()) {
      const [kind, code, value] = line as unknown as [FacetField, number, string]
      this.valuesOf(kind)[code] = value
      this.#codesOf(kind).set(value, code)
    }
    return true
  }

  /** The values of a field by number. */
  valuesOf(field: FacetField): string[] {
    return getOrMake(this.#values, field, () => [])
  }

  /** The number of a value; 0 for one that no mention has. */
  codeOf(field: FacetField, value: string): number {
    return this.#codesOf(field).get(value) ?? 0
  }

  #codesOf(field: FacetField): Map<string, number> {
    return getOrMake(this.#codes, field, () => new Map<string, number>())
  }

  #grow(rows: number): void {
    if (rows < this.seenAt.length) return
    const room = Math.ceil(rows * GROWTH) + 1024
    const wider = <T extends { set(from: T): void }>(from: T, to: T) => {
      to.set(from)
      return to
    }
    this.seenAt = wider(this.seenAt, new Float64Array(room))
    this.rank = wider(this.rank, new Float64Array(room))
    this.channel = wider(this.channel, new Uint8Array(room))
    this.sentiment = wider(this.sentiment, new Uint8Array(room))
    this.topics = wider(this.topics, new Uint32Array(room))
    this.government = wider(this.government, new Uint8Array(room))
    this.unsure = wider(this.unsure, new Uint8Array(room))
    this.source = wider(this.source, new Uint32Array(room))
    this.region = wider(this.region, new Uint32Array(room))
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
