import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type Label, matchesNear, type Near, type Query } from '@guanlan/domain'
import type { Filters } from '@guanlan/ports'
import type { Columns } from './columns.ts'
import { expression, narrowed, type Table, tableOf } from './expression.ts'
import { RowSet } from './row-set.ts'

/** Works out which rows answer a search, over one state of the file. */
export class Evaluation {
  readonly #columns: Columns
  readonly #match: Readonly<Record<Table, StatementSync>>
  readonly #written: StatementSync
  readonly #row: StatementSync

  constructor(db: DatabaseSync, columns: Columns) {
    this.#columns = columns
    // One text of all row numbers is several times cheaper to hand over than a row at a time.
    const match = (table: Table) =>
      db.prepare(
        `SELECT json_group_array(rowid) AS rows FROM ${table} WHERE ${table} MATCH ? AND rowid BETWEEN ? AND ?`,
      )
    this.#match = { words: match('words'), names: match('names') }
    this.#written = db.prepare('SELECT title, text FROM mention WHERE row = ?')
    this.#row = db.prepare('SELECT row FROM mention WHERE id = ?')
  }

  /** The rows that answer the query and pass the filters. */
  rows(query: Query | null, filters: Filters): RowSet {
    const left = this.#filtered(filters)
    return query === null ? left : this.#within(query, left)
  }

  /** Rows of `among` that answer; never others. */
  #within(query: Query, among: RowSet): RowSet {
    const table = tableOf(query)
    if (table) return this.#matching(table, expression(query), among)
    switch (query.kind) {
      case 'label':
        return among.filter(this.#labelled(query))
      case 'near':
        return this.#near(query, among)
      case 'or':
        return grouped(query.any, 'or')
          .map(one => this.#within(one, among))
          .reduce((a, b) => a.or(b))
      case 'and': {
        const none = query.none.length === 0 ? [] : grouped(query.none, 'or')
        const all = grouped(query.all, 'and').sort((a, b) => cost(a) - cost(b))
        const found = all.reduce((left, one) => this.#within(one, left), among)
        return none.reduce((left, one) => left.without(this.#within(one, left)), found)
      }
      default:
        throw new TypeError(`a ${query.kind} always has its table`)
    }
  }

  #matching(table: Table, match: string, among: RowSet): RowSet {
    const bounds = among.bounds()
    if (!bounds) return among
    const { rows } = this.#match[table].get(match, bounds.first, bounds.last) as { rows: string }
    return RowSet.of(among.size, JSON.parse(rows) as number[]).and(among)
  }

  #near(near: Near, among: RowSet): RowSet {
    return this.#matching('words', narrowed(near), among).filter(row => {
      const { title, text } = this.#written.get(row) as { title: string; text: string }
      return matchesNear(near, { title, text })
    })
  }

  #labelled({ field, value }: Label): (row: number) => boolean {
    const code = this.#columns.codeOf(field, value)
    if (code === 0) return () => false
    if (field === 'topic') {
      const { topics } = this.#columns
      return row => (topics[row]! & (1 << (code - 1))) !== 0
    }
    const column = this.#columns[field]
    return row => column[row] === code
  }

  #filtered(filters: Filters): RowSet {
    const { size, seenAt } = this.#columns
    const { fromAt, toAt, ids } = filters
    let rows = ids && ids.length > 0 ? RowSet.of(size, this.#rowsOf(ids)) : RowSet.all(size)
    if (fromAt !== undefined) rows = rows.filter(row => seenAt[row]! >= fromAt)
    if (toAt !== undefined) rows = rows.filter(row => seenAt[row]! < toAt)
    rows = this.#oneOf(rows, 'channel', filters.channels)
    rows = this.#oneOf(rows, 'sentiment', filters.sentiments)
    rows = this.#oneOf(rows, 'source', filters.sourceIds)
    rows = this.#oneOf(rows, 'region', filters.regions)
    rows = this.#oneOf(rows, 'government', filters.governments)
    if (filters.unsure !== undefined) {
      const { unsure } = this.#columns
      rows = rows.filter(row => (unsure[row] !== 0) === filters.unsure)
    }
    if (!filters.topics || filters.topics.length === 0) return rows
    const { topics } = this.#columns
    const codes = filters.topics.map(topic => this.#columns.codeOf('topic', topic)).filter(code => code > 0)
    const wanted = codes.reduce((bits, code) => bits | (1 << (code - 1)), 0)
    return rows.filter(row => (topics[row]! & wanted) !== 0)
  }

  #oneOf(
    rows: RowSet,
    field: 'channel' | 'sentiment' | 'government' | 'source' | 'region',
    values: readonly string[] | undefined,
  ): RowSet {
    if (!values || values.length === 0) return rows
    const codes = new Set(values.map(value => this.#columns.codeOf(field, value)).filter(code => code > 0))
    const column = this.#columns[field]
    return rows.filter(row => codes.has(column[row]!))
  }

  #rowsOf(ids: readonly string[]): number[] {
    return ids.map(id => this.#row.get(id)).flatMap(found => (found ? [Number(found.row)] : []))
  }
}

/** Joins the parts one table can answer into one part each, so that FTS5 walks their lists together. */
function grouped(parts: readonly Query[], kind: 'and' | 'or'): Query[] {
  const apart: Query[] = []
  const together: Record<Table, Query[]> = { words: [], names: [] }
  for (const part of parts) {
    const table = tableOf(part)
    if (table) together[table].push(part)
    else apart.push(part)
  }
  for (const group of Object.values(together)) {
    const joined: Query = kind === 'and' ? { kind, all: group, none: [] } : { kind, any: group }
    if (group.length === 1) apart.push(group[0]!)
    else if (group.length > 1) apart.push(...(tableOf(joined) ? [joined] : group))
  }
  return apart
}

/** Cheap parts first: each leaves fewer rows for the next. A distance reads texts and comes last. */
function cost(query: Query): number {
  if (query.kind === 'label') return 0
  if (tableOf(query)) return 1
  return query.kind === 'near' ? 3 : 2
}
