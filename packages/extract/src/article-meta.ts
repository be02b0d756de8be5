import { HOUR_MS } from '@guanlan/domain'
import type { Found } from './article-origin.ts'
import { type LinkedArticle, linkedArticle } from './linked-data.ts'
import type { PageHead } from './page-head.ts'
import { parseTime, type StatedTime } from './time.ts'

/** What a page says about its article beside its text; null or empty where it does not. */
export type PageMeta = Readonly<{
  titles: readonly Found<string>[] // of the article, in order of trust
  pageTitle: string // <title>, else ''
  times: readonly Found<StatedTime>[] // of publication, in order of trust
  outlet: string | null
  authors: readonly string[]
  siteName: Found<string> | null
  linked: LinkedArticle
  government: Readonly<{ outlet: string | null }>
  canonical: string | null
  chinese: boolean
  offsetMs: number // from UTC, of times that state none
}>

/** Government pages carry ArticleTitle, PubDate and ContentSource by 国办发〔2017〕47号; they come first. */
const TITLES = ['articletitle', 'og:title', 'twitter:title', 'dc.title', 'headline']
const TIMES = [
  'pubdate',
  'article:published_time',
  'og:published_time',
  'og:article:published_time',
  'og:release_date',
  'publishdate',
  'publish_time',
  'publish-date',
  'apub:time',
  'datepublished',
  'weibo: article:create_at',
  'article:create_at',
  'weibo:article:create_at',
  'firstpublishedtime',
  'parsely-pub-date',
  'cxenseparse:recs:publishtime',
  'cxenseparse:publishtime',
  'article.published',
  'publication_date',
  'date',
  'dateupdate',
  'dc.date.issued',
  'dcterms.created',
  'sailthru.date',
  'datecreated',
]
const OUTLETS = ['contentsource', 'source', 'mediaid', 'article:source']
const AUTHORS = [
  'author',
  'article:author',
  'og:article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'byl',
  'cxenseparse:author',
  'twitter:creator:name',
]
const SITES = ['sitename', 'og:site_name', 'application-name']

/** @param sample the beginning of the page's text, to tell Chinese pages whatever their `lang` says */
export function pageMeta(head: PageHead, sample: string): PageMeta {
  const all = (keys: readonly string[]) => keys.flatMap(key => head.meta.get(key) ?? [])
  const chinese = isChinese(head.pageTitle + sample)
  const japanese = !chinese && /^(?:ja|ko)/.test(head.language)
  const offsetMs = chinese ? 8 * HOUR_MS : japanese ? 9 * HOUR_MS : 0
  const linked = linkedArticle(head.linked)
  const titles: Found<string>[] = all(TITLES).map(value => ({ value, from: 'meta', sure: 0.9 }))
  if (linked.title !== null)
    titles.splice(head.meta.has('articletitle') ? 1 : 0, 0, { value: linked.title, from: 'json-ld', sure: 0.9 })
  return {
    titles,
    pageTitle: head.pageTitle,
    times: timesOf(head, all(TIMES), linked, chinese, offsetMs),
    outlet: all(OUTLETS)[0] ?? null,
    authors: authorsOf(head),
    siteName: siteOf(all(SITES), head.pageTitle),
    linked,
    government: { outlet: head.meta.has('articletitle') ? (head.meta.get('contentsource')?.[0] ?? null) : null },
    canonical: head.canonical,
    chinese,
    offsetMs,
  }
}

/** The first tag that names someone and not an address. */
function authorsOf(head: PageHead): readonly string[] {
  for (const key of AUTHORS) {
    const named = (head.meta.get(key) ?? []).filter(name => !/^https?:|^\/|^@/.test(name))
    if (named.length > 0) return named
  }
  return []
}

function timesOf(
  head: PageHead,
  stated: readonly string[],
  linked: LinkedArticle,
  chinese: boolean,
  offsetMs: number,
): Found<StatedTime>[] {
  const read = (text: string, from: 'meta' | 'json-ld' | 'state', sure: number): Found<StatedTime>[] => {
    const value = parseTime(text, null, chinese, offsetMs)
    return value === null ? [] : [{ value, from, sure }]
  }
  const tags = stated.flatMap(text => read(text, 'meta', 0.92))
  const data = linked.published === null ? [] : read(linked.published, 'json-ld', 0.94)
  const times = chinese ? [...tags, ...data] : [...data, ...tags]
  if (times.length === 0) times.push(...scripted(head.scripts, read))
  // the finest first: many pages state the day in one tag and the minute in another
  return [
    ...times.filter(time => time.value.precision !== 'day'),
    ...times.filter(time => time.value.precision === 'day'),
  ]
}

const PUBLISHED =
  /\b(?:publish_?time|pub_?date|pub_?time|oriCreateTime|create_?time|ct)["']?\s*[=:]\s*["']?(\d{10}(?!\d)|\d{13}(?!\d)|20\d\d-\d\d?-\d\d?(?:[ T]\d\d?:\d\d(?::\d\d)?)?)/i
const YEAR_2000 = 946_684_800_000

/** Pages drawn by script keep their publish time in a variable. */
function scripted(
  scripts: readonly string[],
  read: (text: string, from: 'state', sure: number) => Found<StatedTime>[],
): Found<StatedTime>[] {
  for (const text of scripts) {
    const stated = PUBLISHED.exec(text)
    const time = stated === null ? [] : read(stated[1]!, 'state', 0.7)
    if (time[0] !== undefined && time[0].value.at > YEAR_2000) return time
  }
  return []
}

/** The site's own name: a tag, else the last part of <title> that is a name and no address. */
function siteOf(tagged: readonly string[], pageTitle: string): Found<string> | null {
  if (tagged[0] !== undefined) return { value: tagged[0], from: 'meta', sure: 0.75 }
  const parts = pageTitle.split(/\s*(?:[_|｜»]|--+|——|\s[-–—·]\s|-)\s*/).slice(1)
  const name = parts.findLast(
    part => /^[\p{Script=Han}\p{L}\d· ]{2,16}$/u.test(part) && !/\.(?:com|cn|net|org)/i.test(part),
  )
  return name === undefined ? null : { value: name, from: 'page-title', sure: 0.65 }
}

/** More than a fifth of the letters are Han and there is next to no kana. */
function isChinese(text: string): boolean {
  let han = 0
  let kana = 0
  let others = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x4e00 && code <= 0x9fff) han++
    else if (code >= 0x3041 && code <= 0x30ff) kana++
    else if ((code | 32) >= 97 && (code | 32) <= 122) others++
    else if (code >= 0xc0 && code < 0x2000) others++
  }
  return han > 0 && kana < han * 0.1 && han * 4 > others
}
