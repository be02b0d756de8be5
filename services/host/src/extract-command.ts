import { type EpochMs, fullTime, isoDay, Rejected } from '@guanlan/domain'
import { bodyKind, readPage, type Turn } from '@guanlan/extract'
import { type AnswerOptions, answerRows, bytesOfRow, optionalText, type Row } from './answer-rows.ts'

/** `guanlan extract`: what the page of every row says: its kind, title, time, authors, outlet, editor, body, and the posts of a thread. */
export async function extractCommand(options: AnswerOptions): Promise<void> {
  await answerRows(options, pageOf)
}

async function pageOf(row: Row): Promise<object> {
  const url = optionalText(row, 'url')
  const contentType = optionalText(row, 'contentType')
  const now = instantOf(row.fetchedAt)
  const bytes = await bytesOfRow(row)
  if (bodyKind(bytes) === 'binary') throw new Rejected('crawl/not-text', { detail: contentType ?? 'binary' })
  const begun = performance.now()
  const page = await readPage({ bytes, contentType }, { url, now })
  const ms = Math.round((performance.now() - begun) * 1000) / 1000
  return {
    kind: page.kind,
    title: page.title,
    publishedAt: page.publishedAt === null ? null : isoAt(page.publishedAt, page.publishedPrecision),
    author: page.authors,
    source: page.outlet,
    editor: page.editor,
    content: page.text,
    ...(page.kind === 'thread' ? { posts: page.posts.map(postRow) } : {}),
    needsBrowser: page.needsBrowser,
    ms,
  }
}

const postRow = ({ floor, author, publishedAt, text }: Turn) => ({
  floor,
  author,
  publishedAt: publishedAt === null ? null : isoAt(publishedAt, 'second'),
  text,
})

/** ISO 8601 at +08:00, as fine as was stated: the day alone, to the minute, to the second. */
export function isoAt(at: EpochMs, precision: 'day' | 'minute' | 'second' | null): string {
  if (precision === 'day') return isoDay(at)
  const [day, clock] = fullTime(at).split(' ')
  return `${day}T${precision === 'minute' ? clock!.slice(0, 5) : clock}+08:00`
}

/** Milliseconds, or an ISO date with its offset; null where none is given. @throws {Rejected} text/bad-row */
function instantOf(value: unknown): EpochMs | null {
  if (value === undefined || value === null) return null
  const at = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (!Number.isFinite(at)) throw new Rejected('text/bad-row', { detail: 'fetchedAt' })
  return at
}
