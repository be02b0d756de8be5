import type { EpochMs } from '@guanlan/domain'
import { afterHeadline, bodyBlock, bodyText } from './article-body.ts'
import { byline } from './article-byline.ts'
import { pageMeta } from './article-meta.ts'
import { headline } from './article-title.ts'
import { cleanLine } from './clean.ts'
import { absoluteUrl } from './item.ts'
import { type OpenPage, openPage } from './open-page.ts'
import { type Block, freeArticle } from './page-outline.ts'
import { type ArticleSelectors, readByRule } from './site-rule.ts'
import { parseTime } from './time.ts'

/** What an article page says. Empty text or title means that none was found, never that one was made up. */
export type Article = Readonly<{
  title: string
  text: string // paragraphs, one a line
  publishedAt: EpochMs | null
  publishedPrecision: 'day' | 'minute' | 'second' | null
  outlet: string | null // 来源, the outlet that first published it
  author: string | null
  editor: string | null
  canonical: string | null // absolute; the address the page gives itself
}>

export type ArticleOptions = Readonly<{ url?: string | null; now?: EpochMs | null; selectors?: ArticleSelectors }>

/**
 * Title, time, outlet, author and body of an article page, found by what the head says and by the shape of the text.
 * @param options.now reading time, against which 昨天 and 3小时前 are resolved; without it they are not read
 * @throws {Rejected} 'extract/too-large'
 */
export function parseArticle(html: string, options: ArticleOptions = {}): Article {
  return articleIn(openPage(html), options).article
}

/** The article of a page already parsed, with the blocks that hold its headline and its body; null where none was found. */
export function articleIn(
  { $, page }: OpenPage,
  options: ArticleOptions,
): Readonly<{ article: Article; title: Block | null; body: Block | null }> {
  const meta = pageMeta($)
  freeArticle(page, headline(page, meta, null).block)
  const column = bodyBlock(page)
  const { title, block } = headline(page, meta, column)
  const body = afterHeadline(column, block, page)
  const found = byline(page, meta, block, body, options.now ?? null)
  const ruled = readByRule($, options.selectors)
  const statedTime = parseTime(ruled.publishedAt, options.now ?? null) ?? found.time
  const article: Article = {
    title: cleanLine(ruled.title) || title,
    text: ruled.text || (body === null ? '' : bodyText(body, block, page) || bodyText(body, null, page)),
    publishedAt: statedTime?.at ?? null,
    publishedPrecision: statedTime?.precision ?? null,
    outlet: cleanLine(ruled.outlet) || found.outlet,
    author: cleanLine(ruled.authors[0] ?? '') || found.author,
    editor: found.editor,
    canonical: absoluteUrl(meta.canonical, options.url ?? null),
  }
  return { article, title: block, body }
}
