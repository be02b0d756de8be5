import {
  type Answer,
  type ColumnMapping,
  type EpochMs,
  type Interactions,
  isNameless,
  maskedItem,
  NO_PLATES,
  type OperatingPlates,
  type Raw,
  Rejected,
  type Source,
} from '@guanlan/domain'
import { plainText } from '@guanlan/extract'
import { readAddress, readFigure, readFlag, readId, readTime, readWords, type TimeAround } from './cells.ts'
import { readOrder } from './order-fields.ts'
import { byFields, type Row } from './row.ts'
import { withSurvey } from './survey-rows.ts'

/** What one row became, and whether masking took something out of it (then its original belongs in evidence, encrypted). */
export type ReadItem = Readonly<{ raw: Raw; masked: boolean }>

/** How the rows of one file are read: by a mapping found for its headings, from when its workbook counts days, and which plates stay readable. */
export type Way = Readonly<{
  mapping?: ColumnMapping
  from1904?: boolean
  plates?: OperatingPlates
  ready?: boolean // rows are by our own fields already
}>

const FIGURES = ['reads', 'likes', 'comments', 'reposts'] as const

function interactions(row: Row): Interactions {
  const nested = (typeof row.interactions === 'object' && row.interactions !== null ? row.interactions : {}) as Row
  const read = FIGURES.map(field => [field, readFigure(nested[field] ?? row[field], field)])
  return Object.fromEntries(read) as Interactions
}

function readAnswer(row: Row, around: TimeAround): Answer | null {
  const text = plainText(readWords(row.answer, 'answer'))
  if (text === '') return null
  const by = readWords(row.answeredBy, 'answeredBy').trim() || null
  return { text, at: readTime(row.answeredAt, 'answeredAt', around), by }
}

/** Only what is there: an absent member says that nothing was said. */
function stated<T extends object>(members: { readonly [Key in keyof T]: T[Key] | null }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null)) as Partial<T>
}

/**
 * Reads one pushed or imported row as a raw item of its source: by the source's mapping, else by what its headings mean. What is
 * personal is masked here, before any stream. A row that says it was deleted needs no text.
 * @throws {Rejected} ingest/not-an-object, ingest/no-text, ingest/no-identity, and what the readers of cells and orders throw
 */
export function readItem(row: unknown, source: Source, now: EpochMs, way: Way = {}): ReadItem {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new Rejected('ingest/not-an-object')
  const fields = way.ready === true ? (row as Row) : byFields(row as Row, way.mapping ?? source.mapping ?? null)
  const item = source.channel === 'survey' ? withSurvey(fields) : fields
  const around = { now, from1904: way.from1904 ?? false }
  const title = plainText(readWords(item.title, 'title'))
  const text = plainText(readWords(item.text, 'text'))
  const withdrawn = readFlag(item.deleted, 'deleted') === true
  if (title === '' && text === '' && !withdrawn) throw new Rejected('ingest/no-text')
  const order = source.channel === 'hotline' ? readOrder(item, source, around) : null
  const externalId = order?.number ?? readId(item.externalId, 'externalId')
  const url = readAddress(item.url)
  if (externalId === null && url === null) throw new Rejected('ingest/no-identity')
  const author = isNameless(source.channel) ? null : readWords(item.author, 'author') || null
  const raw: Raw = {
    sourceId: source.id,
    channel: source.channel,
    externalId,
    url,
    title,
    text: text === '' ? title : text,
    author,
    authorIsOrganisation: item.authorIsOrganisation === true && author !== null,
    publishedAt: readTime(item.publishedAt, 'publishedAt', around),
    fetchedAt: now,
    mediaRank: source.mediaRank,
    region: readWords(item.region, 'region') || source.region,
    interactions: interactions(item),
    evidence: null,
    ...stated<Pick<Raw, 'order' | 'answer' | 'sourceVersion' | 'withdrawn'>>({
      order,
      answer: readAnswer(item, around),
      sourceVersion: readFigure(item.version, 'version'),
      withdrawn: withdrawn ? true : null,
    }),
  }
  const covered = maskedItem(raw, way.plates ?? NO_PLATES)
  return { raw: covered.item, masked: covered.count > 0 }
}
