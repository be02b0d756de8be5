import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { type Analysed, fold, indexVersion, type NameField, namesOf, tokens } from '@guanlan/domain'
import type { FacetField, WriteOutcome } from '@guanlan/ports'
import { scrubFile } from '../database.ts'
import { rankOf } from './rank.ts'
import { openForWriting } from './schema.ts'
import { pack } from './stored.ts'

/** Between two names of one field, so that no phrase runs from one into the next. A private-use character is never a token of text. */
const BETWEEN = ' \ue000 '

/** Columns of the names table, in its order. */
export const NAME_COLUMNS: readonly NameField[] = ['author', 'region', 'url', 'place', 'road', 'line', 'organisation']

/** A topic takes one bit of an unsigned 32-bit number. */
const MOST_TOPICS = 32

const FACET_COLUMNS = 'change, seenAt, rank, channel, sentiment, topics, government, unsure, source, region'

type Kind = FacetField

const indexed = (original: string) => tokens(fold(original).text).words.join(' ')

/** The one writer of an index file. */
export class Writer {
  readonly #db: DatabaseSync
  readonly #sql: Record<
    'find' | 'insert' | 'update' | 'insertFacet' | 'updateFacet' | 'words' | 'noWords' | 'names' | 'noNames' | 'name',
    StatementSync
  >
  readonly #codes = new Map<string, number>()
  readonly #counts = new Map<Kind, number>()
  #row = 0
  #change = 0

  /** @throws {Rejected} 'index/newer-format' */
  constructor(path: string) {
    this.#db = openForWriting(path)
    const db = this.#db
    const nameColumns = NAME_COLUMNS.join(', ')
    this.#sql = {
      find: db.prepare('SELECT row, version FROM mention WHERE id = ?'),
      insert: db.prepare(
        'INSERT INTO mention(row, id, version, title, text, rest, fingerprint) VALUES(?, ?, ?, ?, ?, ?, ?)',
      ),
      update: db.prepare(
        'UPDATE mention SET version = ?, title = ?, text = ?, rest = ?, fingerprint = ? WHERE row = ?',
      ),
      // No OR REPLACE here: it opens a savepoint for every row, and FTS5 writes its whole buffer out at each of them.
      insertFacet: db.prepare(`INSERT INTO facet(${FACET_COLUMNS}, row) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
      updateFacet: db.prepare(`UPDATE facet SET (${FACET_COLUMNS}) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE row = ?`),
      words: db.prepare('INSERT INTO words(rowid, title, text) VALUES(?, ?, ?)'),
      noWords: db.prepare('DELETE FROM words WHERE rowid = ?'),
      names: db.prepare(`INSERT INTO names(rowid, ${nameColumns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?)`),
      noNames: db.prepare('DELETE FROM names WHERE rowid = ?'),
      name: db.prepare('INSERT INTO name(kind, code, value) VALUES(?, ?, ?)'),
    }
    this.#load()
  }

  /** Writes all of them in one transaction, or none when it throws. */
  write(mentions: readonly Analysed[]): readonly WriteOutcome[] {
    this.#db.exec('BEGIN IMMEDIATE')
    try {
      const outcomes = mentions.map(mention => this.#writeOne(mention))
      this.#db.exec('COMMIT')
      return outcomes
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK')
      this.#load()
      throw error
    }
  }

  /** Rewrites the words of the search without those of mentions written over, and leaves no bytes of these in the file. */
  scrub(): void {
    for (const table of ['words', 'names']) this.#db.exec(`INSERT INTO ${table}(${table}) VALUES('optimize')`)
    scrubFile(this.#db)
  }

  /** Folds the log into the file and closes it. */
  close(): void {
    this.#db.exec('PRAGMA optimize')
    this.#db.close()
  }

  #load(): void {
    this.#codes.clear()
    this.#counts.clear()
    type Name = { kind: Kind; code: number; value: string }
    for (const { kind, code, value } of this.#db.prepare('SELECT kind, code, value FROM name').all() as Name[]) {
      this.#codes.set(`${kind} ${value}`, code)
      this.#counts.set(kind, Math.max(this.#counts.get(kind) ?? 0, code))
    }
    const last = this.#db
      .prepare('SELECT coalesce(max(row), 0) AS row, coalesce(max(change), 0) AS change FROM facet')
      .get()
    this.#row = Number(last!.row)
    this.#change = Number(last!.change)
  }

  #writeOne(mention: Analysed): WriteOutcome {
    const version = indexVersion(mention)
    const current = this.#sql.find.get(mention.id)
    if (current && Number(current.version) >= version) return 'stale'
    const { title, text, rest, fingerprint } = pack(mention)
    let row: number
    if (current) {
      row = Number(current.row)
      this.#sql.update.run(version, title, text, rest, fingerprint, row)
      this.#sql.noWords.run(row)
      this.#sql.noNames.run(row)
    } else {
      row = ++this.#row
      this.#sql.insert.run(row, mention.id, version, title, text, rest, fingerprint)
    }
    this.#sql.words.run(row, indexed(title), indexed(text))
    const names = NAME_COLUMNS.map(field => namesOf(mention, field).map(indexed).join(BETWEEN))
    if (names.some(name => name !== '')) this.#sql.names.run(row, ...names)
    this.#writeFacet(row, mention, current === undefined)
    return 'written'
  }

  #writeFacet(row: number, mention: Analysed, isNew: boolean): void {
    const { analysis } = mention
    const topics = analysis.topics.reduce((bits, { topic }) => bits | this.#topicBit(topic), 0) >>> 0
    const statement = isNew ? this.#sql.insertFacet : this.#sql.updateFacet
    statement.run(
      ++this.#change,
      mention.seenAt,
      rankOf(mention.id),
      this.#code('channel', mention.channel),
      this.#code('sentiment', analysis.sentiment),
      topics,
      analysis.government === null ? 0 : this.#code('government', analysis.government.topic),
      analysis.unsure ? this.#code('unsure', 'unsure') : 0,
      this.#code('source', mention.sourceId),
      mention.region === null ? 0 : this.#code('region', mention.region),
      row,
    )
  }

  #topicBit(topic: string): number {
    const code = this.#code('topic', topic)
    if (code > MOST_TOPICS) throw new RangeError(`more than ${MOST_TOPICS} topics: ${topic}`)
    return 1 << (code - 1)
  }

  /** The number of a value, from 1; new values get the next one. */
  #code(kind: Kind, value: string): number {
    const key = `${kind} ${value}`
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    const code = (this.#counts.get(kind) ?? 0) + 1
    this.#sql.name.run(kind, code, value)
    this.#codes.set(key, code)
    this.#counts.set(kind, code)
    return code
  }
}
