import type { Attachment, Interactions } from '@guanlan/domain'
import { needsBrowser } from './app-shell.ts'
import type { Article, ArticleOptions } from './article.ts'
import { attachments } from './attachments.ts'
import { cleanLine } from './clean.ts'
import { type StateArticle, stateArticle } from './embedded-state.ts'
import { engagement } from './engagement.ts'
import { nextPage } from './next-page.ts'
import type { PageNode } from './node-text.ts'
import type { OpenPage } from './open-page.ts'
import { type PageFindings, pageFindings } from './page-findings.ts'

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

/**
 * The page with what else it holds. Where the layout has no text, or far less than the data that the page's scripts carry, the article
 * is read from those.
 */
export function withExtras<Read extends Article & Readonly<{ kind: string }>>(
  read: Read,
  { $ }: OpenPage,
  options: ArticleOptions,
): Read & PageExtras {
  const url = options.url ?? null
  const findings = pageFindings($.root()[0]! as PageNode)
  const article = fromState(read, findings, $, options)
  return {
    ...article,
    attachments: attachments(findings.links, url),
    interactions: engagement(findings),
    // pages of a thread or a list follow one another too, but what follows is not more of the same text
    nextPage: read.kind === 'article' || read.kind === 'documentation' ? nextPage(findings, url) : null,
    needsBrowser: needsBrowser(findings, article.text),
  }
}

function fromState<Read extends Article>(
  read: Read,
  { scripts }: PageFindings,
  $: OpenPage['$'],
  { now, selectors }: ArticleOptions,
): Read {
  if (read.text.length > MOST_LAYOUT || selectors?.text !== undefined) return read
  const pageTitle = cleanLine($('title').first().text())
  const state = stateArticle(scripts, pageTitle, now ?? null)
  if (state === null || state.text.length < FAR_MORE * read.text.length) return read
  // a short notice beside the data of other articles: only the data of this one may replace it
  if (read.text !== '' && !pageTitle.includes(state.title) && state.title !== read.title) return read
  return { ...read, ...asArticle(state, read) }
}

/** Data of the page itself say what they mean; which of several objects is the article is the one guess. */
const BY_STATE = { from: 'state', sure: 0.9 } as const

function asArticle({ title, text, publishedAt, outlet, authors }: StateArticle, read: Article): Partial<Article> {
  const origins = { ...read.origins, title: BY_STATE, text: BY_STATE }
  if (publishedAt !== null) origins.publishedAt = BY_STATE
  if (outlet !== null) origins.outlet = BY_STATE
  if (authors.length > 0) origins.authors = BY_STATE
  return {
    title,
    text,
    ...(publishedAt === null
      ? {}
      : {
          publishedAt: publishedAt.at,
          publishedPrecision: publishedAt.precision,
          publishedRelative: publishedAt.relative,
        }),
    ...(outlet === null ? {} : { outlet }),
    ...(authors.length === 0 ? {} : { authors }),
    origins,
  }
}
