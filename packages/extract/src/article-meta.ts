import type { CheerioAPI } from 'cheerio'
import { asText, boundedJson, member } from './bounded-json.ts'
import { cleanLine } from './clean.ts'
import { parseTime, type StatedTime } from './time.ts'

/** What the head of a page says about the article; null where it does not. */
export type PageMeta = Readonly<{
  title: string | null // of the article, not of the page
  pageTitle: string // <title>, else ''
  publishedAt: StatedTime | null
  outlet: string | null
  author: string | null
  canonical: string | null
}>

/** Government pages carry ArticleTitle, PubDate and ContentSource by 国办发〔2017〕47号; they come first. */
const TITLES = ['articletitle', 'og:title', 'twitter:title']
const TIMES = [
  'pubdate',
  'article:published_time',
  'og:published_time',
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
  'date',
  'dateupdate',
  'dc.date.issued',
  'sailthru.date',
]
const OUTLETS = ['contentsource', 'source', 'mediaid', 'article:source']
const AUTHORS = ['author', 'article:author', 'og:article:author', 'dc.creator', 'byl']

/** Reads meta tags (name, property or itemprop, in any case) and JSON-LD. */
export function pageMeta($: CheerioAPI): PageMeta {
  const said = new Map<string, string>()
  for (const element of $('meta').get()) {
    const key = (element.attribs.name ?? element.attribs.property ?? element.attribs.itemprop ?? '')
      .trim()
      .toLowerCase()
    const value = cleanLine(element.attribs.content ?? '')
    if (key !== '' && value !== '' && !said.has(key)) said.set(key, value)
  }
  const first = (keys: readonly string[]) => keys.map(key => said.get(key)).find(value => value !== undefined) ?? null
  const linked = linkedData($)
  const times = TIMES.map(key => parseTime(said.get(key) ?? '')).filter(time => time !== null)
  const finest = times.find(time => time.precision !== 'day') ?? times[0] ?? null
  const author = first(AUTHORS)
  return {
    title: first(TITLES) ?? linked.title,
    pageTitle: cleanLine($('head > title').first().text() || $('title').first().text()),
    publishedAt: finest !== null && finest.precision !== 'day' ? finest : (linked.publishedAt ?? finest ?? scripted($)),
    outlet: first(OUTLETS),
    author: author !== null && !/^https?:/.test(author) ? author : linked.author,
    canonical: $('link[rel="canonical"]').attr('href') ?? null,
  }
}

type LinkedData = Readonly<{ title: string | null; publishedAt: StatedTime | null; author: string | null }>

function linkedData($: CheerioAPI): LinkedData {
  for (const script of $('script[type="application/ld+json"]').get().slice(0, 10)) {
    const article = articleOf(readJson($(script).text()))
    if (article === null) continue
    const published = asText(member(article, 'datePublished')) ?? asText(member(article, 'pubDate'))
    const author = member(article, 'author')
    return {
      title: asText(member(article, 'headline')) ?? asText(member(article, 'title')),
      publishedAt: published === null ? null : parseTime(published),
      author: asText(member(Array.isArray(author) ? author[0] : author, 'name')) ?? asText(author),
    }
  }
  return { title: null, publishedAt: null, author: null }
}

/** Pages drawn by script keep their publish time in a variable. */
function scripted($: CheerioAPI): StatedTime | null {
  for (const script of $('script:not([src])').get().slice(0, 80)) {
    const text = $(script).text()
    const stated =
      /\b(?:publish_?time|pub_?date|pub_?time|oriCreateTime|create_?time|ct)["']?\s*[=:]\s*["']?(\d{10}(?!\d)|\d{13}(?!\d)|20\d\d-\d\d?-\d\d?(?:[ T]\d\d?:\d\d(?::\d\d)?)?)/i.exec(
        text,
      )
    const time = stated === null ? null : parseTime(stated[1]!)
    if (time !== null && time.at > 631_152_000_000) return time
  }
  return null
}

function readJson(text: string): unknown {
  try {
    return boundedJson(text.replace(/[\u0000-\u001f]+/g, ' '))
  } catch {
    return null // a broken block of someone else's page says nothing; the layout is read instead
  }
}

function articleOf(value: unknown): unknown {
  const candidates = Array.isArray(value) ? value : [value, ...asList(member(value, '@graph'))]
  return (
    candidates.find(one => member(one, 'datePublished') !== undefined || member(one, 'pubDate') !== undefined) ?? null
  )
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
