import type { EpochMs } from '@guanlan/domain'
import { afterHeadline, bodyBlock, bodyText } from './article-body.ts'
import { byline } from './article-byline.ts'
import { pageMeta } from './article-meta.ts'
import type { Found, Origin } from './article-origin.ts'
import { headline, titleLines } from './article-title.ts'
import { type Carrier, carrierCalled, carrierOf, savedFrom } from './carrier.ts'
import { cleanLine } from './clean.ts'
import { absoluteUrl } from './item.ts'
import { type OpenPage, openPage } from './open-page.ts'
import type { PageHead } from './page-head.ts'
import { type Block, freeArticle } from './page-outline.ts'
import { type ArticleSelectors, readByRule } from './site-rule.ts'
import { parseTime } from './time.ts'

/** The fields of an article that carry an origin. */
export type ArticleField = 'title' | 'text' | 'publishedAt' | 'outlet' | 'authors' | 'editor'

/** What an article page says. Empty text, title or authors means that none was found, never that one was made up. */
export type Article = Readonly<{
  title: string
  text: string // paragraphs, one a line
  publishedAt: EpochMs | null
  publishedPrecision: 'day' | 'minute' | 'second' | null
  publishedRelative: boolean // stated as 昨天 or 3小时前 and resolved against the reading time
  outlet: string | null // 来源, the outlet that first published it
  authors: readonly string[] // in the order of the page
  editor: string | null
  canonical: string | null // absolute; the address the page gives itself
  origins: Readonly<Partial<Record<ArticleField, Origin>>> // of the fields that were found
}>

/** UTF-16 units of the page's text by which its language is told. */
const SAMPLE = 6000

export type ArticleOptions = Readonly<{ url?: string | null; now?: EpochMs | null; selectors?: ArticleSelectors }>

/**
 * Title, time, outlet, author and body of an article page, found by what the head says and by the shape of the text.
 * @param options.now reading time, against which 昨天 and 3小时前 are resolved; without it they are not read
 * @throws {Rejected} 'extract/too-large'
 */
export function parseArticle(html: string, options: ArticleOptions = {}): Article {
  return articleIn(openPage(html), { ...options, url: options.url ?? savedFrom(html) }).article
}

/** The article of a page already parsed, with the blocks that hold its headline and its body; null where none was found. */
export function articleIn(
  { $, head: pageSays, page }: OpenPage,
  options: ArticleOptions,
): Readonly<{ article: Article; title: Block | null; body: Block | null }> {
  const now = options.now ?? null
  const meta = pageMeta(pageSays, page.text.slice(0, SAMPLE))
  const lines = titleLines(page, meta)
  freeArticle(page, headline(lines, meta, null).block)
  const column = bodyBlock(page)
  const head = headline(lines, meta, column)
  const body = afterHeadline(column, head.block, page)
  const canonical = absoluteUrl(meta.canonical, options.url ?? null)
  const found = byline(meta, head.title, head.block, body, now, carrierIn(canonical ?? options.url ?? null, pageSays))
  const ruled = readByRule($, options.selectors)
  const ruledTime = parseTime(ruled.publishedAt, now, meta.chinese, meta.offsetMs)
  const title = byRule(cleanLine(ruled.title)) ?? head.found
  const text =
    byRule(ruled.text) ??
    (body === null ? null : byLayout(bodyText(body, head.block, page) || bodyText(body, null, page)))
  const time = ruledTime === null ? found.time : { value: ruledTime, ...BY_RULE }
  const outlet = byRule(cleanLine(ruled.outlet)) ?? found.outlet
  const authors = ruled.authors.length > 0 ? { value: ruled.authors.map(cleanLine), ...BY_RULE } : found.authors
  const article: Article = {
    title: title?.value ?? '',
    text: text?.value ?? '',
    publishedAt: time?.value.at ?? null,
    publishedPrecision: time?.value.precision ?? null,
    publishedRelative: time?.value.relative ?? false,
    outlet: cleaned(outlet),
    authors: authors?.value.map(cleanLine).filter(name => name !== '') ?? [],
    editor: cleaned(found.editor),
    canonical,
    origins: originsOf({ title, text, publishedAt: time, outlet, authors, editor: found.editor }),
  }
  return { article, title: head.block, body }
}

/** The platform the page stands on by its addresses, else by what it calls itself, with the account its scripts name. */
function carrierIn(address: string | null, { scripts, mobile, meta }: PageHead) {
  const accountOf = ({ account }: Carrier): string | null => {
    for (const script of account === null ? [] : scripts) {
      const named = account!.exec(script)?.[1]
      if (named !== undefined) return cleanLine(named)
    }
    return null
  }
  const calls = [...(meta.get('keywords') ?? []), ...(meta.get('description') ?? [])].join(' ')
  const carrier = carrierOf(address) ?? carrierOf(absoluteUrl(mobile, 'https://page.invalid/')) ?? carrierCalled(calls)
  if (carrier === null) return null
  const account = accountOf(carrier)
  const { name, sourceIsAccount } = carrier
  return carrier.account !== null && account === null ? null : { name, account, sourceIsAccount }
}

const BY_RULE = { from: 'rule', sure: 0.99 } as const
const byRule = (value: string): Found<string> | null => (value === '' ? null : { value, ...BY_RULE })
/** A text of a sentence or two may be a blurb; one of some paragraphs hardly ever is. */
const byLayout = (value: string): Found<string> | null =>
  value === '' ? null : { value, from: 'layout', sure: value.length < 80 ? 0.7 : value.length < 300 ? 0.9 : 0.97 }

const cleaned = (name: Found<string> | null) => (name === null ? null : cleanLine(name.value) || null)

function originsOf(fields: Record<ArticleField, Found<unknown> | null>): Article['origins'] {
  const origins: Partial<Record<ArticleField, Origin>> = {}
  for (const field of Object.keys(fields) as ArticleField[]) {
    const reading = fields[field]
    if (reading !== null) origins[field] = { from: reading.from, sure: reading.sure }
  }
  return origins
}
