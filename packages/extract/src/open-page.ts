import { Rejected } from '@guanlan/domain'
import { type CheerioAPI, load } from 'cheerio'
import type { PageNode } from './node-text.ts'
import { type PageHead, pageHead } from './page-head.ts'
import { type Outline, outline } from './page-outline.ts'
import { shortReferences } from './raw-markup.ts'
import { putBack, setAside } from './set-aside.ts'
import { type ArticleSelectors, dropParts } from './site-rule.ts'

/** A page parsed once: its tree, what its head says, and its outline for the readers of every kind of page. */
export type OpenPage = Readonly<{ $: CheerioAPI; head: PageHead; page: Outline }>

/** Beyond this many UTF-16 units a page is no page: 20 million. */
const LONGEST = 20_000_000

/**
 * Parses a page, without the parts that a site's rule drops.
 * @throws {Rejected} 'extract/too-large'
 */
export function openPage(html: string, selectors?: ArticleSelectors): OpenPage {
  if (html.length > LONGEST) throw new Rejected('extract/too-large', { detail: `${html.length}` })
  const aside = setAside(html)
  const $ = load(shortReferences(aside.html))
  dropParts($, selectors)
  const root = $.root()[0]! as PageNode
  return { $, head: pageHead(root, script => putBack(script, aside.scripts)), page: outline(root) }
}
