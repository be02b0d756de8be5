import type { Attachment, Interactions } from '@guanlan/domain'
import { needsBrowser } from './app-shell.ts'
import type { Article, ArticleField, ArticleOptions } from './article.ts'
import { attachments } from './attachments.ts'
import { type StateArticle, stateArticle } from './embedded-state.ts'
import { engagement } from './engagement.ts'
import { nextPage } from './next-page.ts'
import type { PageNode } from './node-text.ts'
import type { OpenPage } from './open-page.ts'
import { type PageFindings, pageFindings } from './page-findings.ts'
import type { PageKind } from './page-kind.ts'
import type { Turn } from './thread.ts'

/** What a page holds besides its article. */
export type PageExtras = Readonly<{
  attachments: readonly Attachment[]
  interactions: Interactions
  nextPage: string | null // the following page of the same article
  needsBrowser: boolean // nothing to read before scripts have run
}>

/** A layout with more text than this is believed, whatever the page's data hold. */
const MOST_LAYOUT = 600
/** How many times the layout's text the data must hold to be read instead. */
const FAR_MORE = 3

type Read = Article & Readonly<{ kind: PageKind; posts: readonly Turn[] }>

/**
 * The page with what else it holds. Where the layout has no text, or far less than the data that the page's scripts carry, the article
 * is read from those.
 */
export function withExtras(read: Read, { $, head }: OpenPage, options: ArticleOptions): Read & PageExtras {
  const url = options.url ?? null
  const findings = pageFindings($.root()[0]! as PageNode)
  const article = fromState(read, findings, head.pageTitle, options)
  return {
    ...article,
    attachments: attachments(findings.links, url),
    interactions: engagement(findings),
    // pages of a thread or a list follow one another too, but what follows is not more of the same text
    nextPage: read.kind === 'article' || read.kind === 'documentation' ? nextPage(findings, url) : null,
    needsBrowser: needsBrowser(findings, article.text),
  }
}

function fromState(read: Read, { scripts }: PageFindings, pageTitle: string, { now, selectors }: ArticleOptions): Read {
  if (read.text.length > MOST_LAYOUT || selectors?.text !== undefined) return read
  const state = stateArticle(scripts, pageTitle, now ?? null)
  if (state === null || state.text.length < FAR_MORE * read.text.length) return read
  // a short notice beside the data of other articles: only the data of this one may replace it
  if (read.text !== '' && !pageTitle.includes(state.title) && state.title !== read.title) return read
  return { ...read, ...asArticle(state, read), kind: 'article', posts: [] }
}

/** Data of the page itself say what they mean; which of several objects is the article is the one guess. */
const SURE = 0.9

/** What the data say, but for what a rule of the site gave and what they leave open. */
function asArticle(state: StateArticle, read: Article): Partial<Article> {
  const origin = { from: state.from, sure: SURE } as const
  const origins = { ...read.origins }
  const takes = (field: ArticleField, has: boolean) => {
    const taken = has && origins[field]?.from !== 'rule'
    if (taken) origins[field] = origin
    return taken
  }
  const { title, text, publishedAt: time, outlet, authors } = state
  return {
    ...(takes('title', true) ? { title } : {}),
    ...(takes('text', true) ? { text } : {}),
    ...(time !== null && takes('publishedAt', true)
      ? { publishedAt: time.at, publishedPrecision: time.precision, publishedRelative: time.relative }
      : {}),
    ...(takes('outlet', outlet !== null) ? { outlet } : {}),
    ...(takes('authors', authors.length > 0) ? { authors } : {}),
    origins,
  }
}
