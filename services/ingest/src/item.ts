import {
  canonicalUrl,
  type EpochMs,
  type Interactions,
  isNameless,
  maskCaller,
  maskPersonal,
  type Raw,
  Rejected,
  type Source,
} from '@guanlan/domain'
import { parseTime, plainText } from '@guanlan/extract'

/** A pushed or imported row, keyed by whatever its sender calls its columns. */
export type Row = Readonly<Record<string, unknown>>

/** Column names we understand, ours first; Chinese ones are those of hotline exports and spreadsheets. */
const COLUMNS = {
  externalId: ['externalId', 'id', '工单号', '工单编号', '编号', '序号'],
  url: ['url', 'link', '网址', '链接'],
  title: ['title', '标题', '留言主题', '诉求标题'],
  text: ['text', 'content', 'body', '内容', '正文', '诉求内容', '留言详情', '摘要'],
  author: ['author', '发布者', '作者', '发布账号'],
  publishedAt: ['publishedAt', 'time', '发布时间', '受理时间', '留言时间', '来电时间'],
  region: ['region', '区县', '属地', '地区'],
  reads: ['reads', '阅读', '阅读量', '播放'],
  likes: ['likes', '点赞', '点赞数'],
  comments: ['comments', '评论', '评论数', '回复数'],
  reposts: ['reposts', '转发', '转发数'],
} as const

type Column = keyof typeof COLUMNS

const LONGEST_TEXT = 200_000
const LONGEST_TITLE = 500
const LONGEST_ID = 200

/** Whether at least one column carries text under a name we know. */
export function hasTextColumn(names: readonly string[]): boolean {
  return COLUMNS.text.some(name => names.includes(name)) || COLUMNS.title.some(name => names.includes(name))
}

function pick(row: Row, column: Column): unknown {
  for (const name of COLUMNS[column]) {
    const value = row[name]
    if (value !== undefined && value !== null && value !== '') return value
  }
  return null
}

function words(row: Row, column: Column, most: number): string {
  const value = pick(row, column)
  if (value === null) return ''
  if (typeof value !== 'string' && typeof value !== 'number') throw new Rejected('ingest/bad-field', { detail: column })
  const text = String(value)
  if (text.length > most) throw new Rejected('ingest/too-long', { detail: `${column} ${text.length}` })
  return text
}

function figure(value: unknown, column: string): number | null {
  if (value === null || value === undefined || value === '') return null
  const n = typeof value === 'number' ? value : Number(String(value).replaceAll(',', ''))
  if (!Number.isInteger(n) || n < 0 || n > 1e12) throw new Rejected('ingest/bad-figure', { detail: column })
  return n
}

function interactions(row: Row): Interactions {
  const nested = (typeof row.interactions === 'object' && row.interactions !== null ? row.interactions : {}) as Row
  const read = (column: 'reads' | 'likes' | 'comments' | 'reposts') =>
    figure(nested[column] ?? pick(row, column), column)
  return { reads: read('reads'), likes: read('likes'), comments: read('comments'), reposts: read('reposts') }
}

function statedTime(row: Row, now: EpochMs): EpochMs | null {
  const value = pick(row, 'publishedAt')
  if (value === null) return null
  if (typeof value === 'number' && Number.isFinite(value)) return value < 1e11 ? value * 1000 : value
  const stated = parseTime(String(value), now)
  if (stated === null) throw new Rejected('ingest/bad-time', { detail: String(value).slice(0, 40) })
  return stated.at
}

/** What one row became, and whether masking took something out of it (then its original belongs in evidence, encrypted). */
export type ReadItem = Readonly<{ raw: Raw; masked: boolean }>

/**
 * Reads one pushed or imported row as a raw item of its source. Phones, IDs and cards are masked here, before any stream.
 * @throws {Rejected} ingest/not-an-object, ingest/no-text, ingest/no-identity, ingest/bad-field, ingest/too-long, ingest/bad-figure, ingest/bad-time, ingest/bad-url
 */
export function readItem(row: unknown, source: Source, now: EpochMs): ReadItem {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) throw new Rejected('ingest/not-an-object')
  const item = row as Row
  const mask = isNameless(source.channel) ? maskCaller : maskPersonal
  const title = mask(plainText(words(item, 'title', LONGEST_TITLE)))
  const text = mask(plainText(words(item, 'text', LONGEST_TEXT)))
  if (title.text === '' && text.text === '') throw new Rejected('ingest/no-text')
  const externalId = words(item, 'externalId', LONGEST_ID) || null
  const address = words(item, 'url', 2000)
  const url = address === '' ? null : canonicalUrl(address)
  if (address !== '' && url === null) throw new Rejected('ingest/bad-url', { detail: address.slice(0, 80) })
  if (externalId === null && url === null) throw new Rejected('ingest/no-identity')
  const author = isNameless(source.channel) ? null : maskPersonal(words(item, 'author', 100)).text || null
  return {
    raw: {
      sourceId: source.id,
      channel: source.channel,
      externalId,
      url,
      title: title.text,
      text: text.text === '' ? title.text : text.text,
      author,
      authorIsOrganisation: item.authorIsOrganisation === true && author !== null,
      publishedAt: statedTime(item, now),
      fetchedAt: now,
      mediaRank: source.mediaRank,
      region: words(item, 'region', 60) || source.region,
      interactions: interactions(item),
      evidence: null,
    },
    masked: title.count + text.count > 0,
  }
}
