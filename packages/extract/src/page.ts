import { type Article, type ArticleOptions, articleIn } from './article.ts'
import { savedFrom } from './carrier.ts'
import { cleanLine } from './clean.ts'
import { mainRegion, regionText } from './main-region.ts'
import { type OpenPage, openPage } from './open-page.ts'
import { type PageExtras, withExtras } from './page-extras.ts'
import { isDocumentation, isListing, isSurelyArticle, type PageKind } from './page-kind.ts'
import { type Turn, threadTurns } from './thread.ts'

/**
 * A page of any kind. `text` is its readable body: of a thread the posts' texts one after another, of a listing the items' titles
 * and blurbs. `posts` is empty unless the page is a thread.
 */
export type Page = Article & PageExtras & Readonly<{ kind: PageKind; posts: readonly Turn[] }>

/** As for an article; `now` is the reading time against which 昨天 and 3小时前 are resolved, in posts too. */
export type PageOptions = ArticleOptions

/**
 * Reads a page of any kind.
 * @throws {Rejected} 'extract/too-large'
 */
export function parsePage(html: string, options: PageOptions = {}): Page {
  const open = openPage(html, options.selectors)
  const known = { ...options, url: options.url ?? savedFrom(html) }
  return withExtras(readKind(open, known), open, known)
}

type Read = Article & Readonly<{ kind: PageKind; posts: readonly Turn[] }>

function readKind(open: OpenPage, options: PageOptions): Read {
  const { article, title, body } = articleIn(open, options)
  const asArticle: Read = { ...article, kind: 'article', posts: [] }
  if (options.selectors?.text !== undefined) return asArticle
  const url = options.url ?? null
  const evidence = { url, dated: datedBy(article), body, bodyText: article.text }
  if (isSurelyArticle(evidence)) return asArticle
  const posts = threadTurns(open.page, { title, body, url, now: options.now ?? null })
  if (posts !== null) return asThread(article, posts)
  const core = [title, body].filter(block => block !== null)
  const region = mainRegion(open.page, core)
  if (region === null) return asArticle
  const kind = isDocumentation(open.page, region, evidence)
    ? 'documentation'
    : isListing(open.page, region, evidence)
      ? 'listing'
      : 'article'
  if (kind === 'article') return asArticle
  const text = regionText(region)
  return { ...asArticle, kind, text: text.length > article.text.length ? text : article.text }
}

/** A thread was begun by whoever wrote its first post. */
function asThread(article: Article, posts: readonly Turn[]): Read {
  const text = posts.map(post => post.text).join('\n')
  const starter = posts[0]?.author == null ? null : cleanLine(posts[0].author)
  if (article.authors.length > 0 || starter === null) return { ...article, kind: 'thread', text, posts }
  const origins = { ...article.origins, authors: { from: 'layout', sure: 0.8 } as const }
  return { ...article, authors: [starter], origins, kind: 'thread', text, posts }
}

function datedBy({ publishedAt, origins }: Article): 'head' | 'shown' | null {
  if (publishedAt === null) return null
  return origins.publishedAt?.from === 'layout' ? 'shown' : 'head'
}
