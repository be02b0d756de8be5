import type { EpochMs } from '@guanlan/domain'
import { type Article, type ArticleOptions, articleIn } from './article.ts'
import { openPage } from './open-page.ts'

/** What a page is: one piece of writing, people talking, a list of links to pieces, or a manual. */
export type PageKind = 'article' | 'thread' | 'listing' | 'documentation'

/** One post of a thread: `floor` as the page counts (the opening post is 1), time as it states it; null where it does not say. */
export type Post = Readonly<{
  floor: number | null
  author: string | null
  publishedAt: EpochMs | null
  text: string // paragraphs, one a line
}>

/**
 * A page of any kind. `text` is its readable body: of a thread the posts' texts one after another, of a listing the items' titles
 * and blurbs. `posts` is empty unless the page is a thread.
 */
export type Page = Article & Readonly<{ kind: PageKind; posts: readonly Post[] }>

/** As for an article; `now` is the reading time against which 昨天 and 3小时前 are resolved, in posts too. */
export type PageOptions = ArticleOptions

/**
 * Reads a page of any kind.
 * @throws {Rejected} 'extract/too-large'
 */
export function parsePage(html: string, options: PageOptions = {}): Page {
  const open = openPage(html)
  const { article } = articleIn(open, options)
  return { ...article, kind: 'article', posts: [] }
}
