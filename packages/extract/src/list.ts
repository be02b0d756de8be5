import { type EpochMs, Rejected } from '@guanlan/domain'
import { load } from 'cheerio'
import { cleanLine } from './clean.ts'
import { heaviness } from './heavy-page.ts'
import { absoluteUrl } from './item.ts'
import { isElement, nodeText, type PageElement, type PageNode } from './node-text.ts'
import { shortReferences } from './raw-markup.ts'
import { setAside } from './set-aside.ts'
import { parseTime } from './time.ts'

/** A link to an article as a list page shows it; `statedAt` is the date beside it, null when there is none. */
export type ArticleLink = Readonly<{ url: string; title: string; statedAt: EpochMs | null }>

/** Articles in page order, without doubles, and the next older page (null: none found). */
export type ListPage = Readonly<{ articles: readonly ArticleLink[]; next: string | null }>

export type ListOptions = Readonly<{
  url: string // the page's own address
  now?: EpochMs | null
  selector?: string | null // where the links are
  pattern?: string | null // a regular expression that article addresses must match
}>

const NEXT_WORDS = /^(?:下一页|下页|后一页|>|»|›|next|older|更早|较早)$/i
const LONGEST = 20_000_000

/**
 * Article links of a list page: under `selector` when given, matching `pattern` when given, else by shape: same host,
 * and either a date beside the link or an address like those of articles, with a title of at least six characters.
 * @throws {Rejected} 'extract/too-large', 'extract/too-deep' (thousands of boxes one in another), 'extract/bad-selector'
 */
export function parseList(html: string, options: ListOptions): ListPage {
  if (html.length > LONGEST) throw new Rejected('extract/too-large', { detail: `${html.length}` })
  const { html: shown } = setAside(html)
  if (heaviness(shown) === 'deep') throw new Rejected('extract/too-deep', { detail: 'nested boxes or attributes' })
  const $ = load(shortReferences(shown))
  const base = absoluteUrl($('base[href]').attr('href'), options.url) ?? options.url
  const pattern = options.pattern ? new RegExp(options.pattern) : null
  const found = new Map<string, ArticleLink>()
  for (const anchor of anchorsOf($, options.selector ?? null)) {
    const url = absoluteUrl(anchor.attribs.href, base)
    if (url === null || sameAddress(url, options.url)) continue
    const key = withoutFragment(url)
    const link = { url: key, title: titleOf(anchor), statedAt: timeBeside(anchor, options.now ?? null) }
    const fits =
      pattern !== null ? pattern.test(key) : options.selector ? link.title !== '' : looksLikeArticle(link, options.url)
    const known = found.get(key)
    if (fits && (known === undefined || known.title.length < link.title.length)) found.set(key, link)
  }
  return { articles: [...found.values()], next: nextPage($, base, options.url) }
}

type Page = ReturnType<typeof load>

function anchorsOf($: Page, selector: string | null): PageElement[] {
  if (selector === null) return $('a[href]').get() as PageElement[]
  try {
    const chosen = $(selector)
    return [...chosen.filter('a[href]').get(), ...chosen.find('a[href]').get()] as PageElement[]
  } catch (cause) {
    throw new Rejected('extract/bad-selector', { cause, detail: selector })
  }
}

/** What a link calls the article: of a card its heading; of a cut line the whole title; without the mark before and the date after it. */
function titleOf(anchor: PageElement): string {
  const lines = nodeText((headingIn(anchor) ?? anchor) as PageNode)
    .split('\n')
    .map(cleanLine)
    .filter(line => line !== '' && !/^[\d\s年月日:：./-]+$/.test(line))
  const hover = cleanLine(anchor.attribs.title ?? '')
  const shown = lines.join(' ')
  if (hover !== '' && (/(?:…|\.\.\.)$/.test(shown) || lines.length > 1) && hover.startsWith(shown.slice(0, 4)))
    return hover
  const title = lines.length > 1 && [...lines[0]!].length >= 6 ? lines[0]! : shown
  return (
    title
      .replace(/^[·•●◆■>»\s]+/, '')
      .replace(/\s*[[(（【]?(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）】]?$/, '')
      .trim() || hover
  )
}

/** The heading, or what is named as the title, inside a link that holds a whole card. */
function headingIn(anchor: PageElement): PageElement | null {
  const pending: PageNode[] = [...anchor.children].reverse() as PageNode[]
  for (let seen = 0; pending.length > 0 && seen < 200; seen++) {
    const node = pending.pop()!
    if (!isElement(node)) continue
    if (/^h[1-6]$/.test(node.name) || /(?:^|[\s_-])(?:title|tit|bt|name)(?:$|\s)/i.test(node.attribs.class ?? ''))
      return node
    for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i] as PageNode)
  }
  return null
}

/** The date in the link's own row: the nearest ancestor with little more than the link. */
function timeBeside(anchor: PageElement, now: EpochMs | null): EpochMs | null {
  let at: PageNode | null = anchor
  for (let level = 0; level < 3 && at !== null; level++) {
    const text = cleanLine(nodeText(at))
    if (text.length > 200) return null
    const time = parseTime(text.slice(-40), now) ?? parseTime(text.slice(0, 40), now)
    if (time !== null) return time.at
    at = at.parent as PageNode | null
    if (at !== null && isElement(at) && /^(?:ul|ol|table|tbody|body)$/.test(at.name)) return null
  }
  return null
}

function looksLikeArticle(link: ArticleLink, page: string): boolean {
  const url = new URL(link.url)
  if (url.host !== new URL(page).host || [...link.title].length < 6) return false
  if (link.statedAt !== null) return true
  const path = url.pathname + url.search
  return /\d{4}[-/]?\d{2}[-/]?\d{2}|\d{4,}|\/t\d+_|[?&](?:id|aid|tid)=\d+|\/[^/]+\d+\.s?html?$/i.test(path)
}

function nextPage($: Page, base: string, own: string): string | null {
  const stated = absoluteUrl($('link[rel="next"], a[rel="next"]').first().attr('href'), base)
  if (stated !== null && !sameAddress(stated, own)) return stated
  for (const anchor of $('a[href]').get() as PageElement[]) {
    if (!NEXT_WORDS.test(cleanLine(nodeText(anchor as PageNode)))) continue
    const url = absoluteUrl(anchor.attribs.href, base)
    if (url !== null && !sameAddress(url, own) && new URL(url).host === new URL(own).host) return url
  }
  return null
}

const withoutFragment = (url: string) => url.replace(/#.*$/, '')
const sameAddress = (a: string, b: string) => withoutFragment(a) === withoutFragment(b)
