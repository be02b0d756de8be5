import { type Article, type ArticleOptions, articleIn } from './article.ts'
import { openPage } from './open-page.ts'
import { type PageExtras, withExtras } from './page-extras.ts'
import { type Post, threadPosts } from './thread.ts'

/** What a page is: one piece of writing, people talking, a list of links to pieces, or a manual. */
export type PageKind = 'article' | 'thread' | 'listing' | 'documentation'

/**
 * A page of any kind. `text` is its readable body: of a thread the posts' texts one after another, of a listing the items' titles
 * and blurbs. `posts` is empty unless the page is a thread.
 */
export type Page = Article & PageExtras & Readonly<{ kind: PageKind; posts: readonly Post[] }>

/** As for an article; `now` is the reading time against which 昨天 and 3小时前 are resolved, in posts too. */
export type PageOptions = ArticleOptions

/**
 * Reads a page of any kind.
 * @throws {Rejected} 'extract/too-large'
 */
export function parsePage(html: string, options: PageOptions = {}): Page {
  const open = openPage(html, options.selectors)
  const { article, title, body } = articleIn(open, options)
  const completed = (read: Omit<Page, keyof PageExtras>): Page => withExtras(read, open, options)
  const posts = threadPosts(open.page, { title, body, url: options.url ?? null, now: options.now ?? null })
  if (posts !== null)
    return completed({ ...article, kind: 'thread', text: posts.map(post => post.text).join('\n'), posts })
  return completed({ ...article, kind: 'article', posts: [] })
}
