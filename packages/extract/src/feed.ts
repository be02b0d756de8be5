import { Rejected } from '@guanlan/domain'
import { load } from 'cheerio/slim'
import { asText, boundedJson, member } from './bounded-json.ts'
import { decode } from './charset.ts'
import { cleanLine } from './clean.ts'
import { absoluteUrl, type Item, NO_ITEM } from './item.ts'
import { isElement, type PageElement, type PageNode } from './node-text.ts'
import { plainText } from './plain-text.ts'
import { parseTime } from './time.ts'

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'jsonfeed'

/** What a feed holds, in its own order. `next` is the older page it names (RFC 5005, JSON Feed next_url), else null. */
export type Feed = Readonly<{ format: FeedFormat; title: string; items: readonly Item[]; next: string | null }>

const ROOTS: Readonly<Record<string, FeedFormat>> = { rss: 'rss', rdf: 'rdf', feed: 'atom', channel: 'rss' }
const MOST_ITEMS = 5000

/**
 * The items of an RSS 0.9x/1.0/2.0, Atom or JSON Feed. Broken XML gives what it still holds; no entity beyond the five of
 * XML and those of HTML is ever expanded, so entity bombs and external entities are inert.
 * @param options.url the feed's own address, against which relative links are resolved
 * @throws {Rejected} 'extract/not-a-feed' (a page, an empty document), 'extract/too-large', 'extract/too-deep', 'extract/not-json'
 */
export function parseFeed(
  bytes: Uint8Array,
  options: Readonly<{ contentType?: string | null; url?: string | null }> = {},
): Feed {
  const { text } = decode(bytes, options.contentType ?? null)
  const url = options.url ?? null
  return /^[\s\ufeff]*\{/.test(text) ? jsonFeed(text, url) : xmlFeed(text, url)
}

function xmlFeed(text: string, url: string | null): Feed {
  const start = text.indexOf('<')
  const $ = load(start < 0 ? '' : text.slice(start), { xml: { xmlMode: true, decodeEntities: true } })
  const root = firstNamed($.root()[0]!.children, ROOTS)
  if (root === null) throw new Rejected('extract/not-a-feed')
  const format = ROOTS[localName(root)]!
  const head = format === 'atom' ? root : (children(root).find(e => localName(e) === 'channel') ?? root)
  const items = elementsNamed(root, new Set(format === 'atom' ? ['entry'] : ['item', 'entry']))
  const language = textOf(child(head, ['language', 'dc:language'])) || head.attribs['xml:lang'] || ''
  const chinese = /^zh/i.test(language) || /[\u4e00-\u9fff]/.test(text.slice(0, 4000))
  return {
    format,
    title: cleanLine(markup(child(head, ['title']))),
    items: items.slice(0, MOST_ITEMS).map(item => xmlItem(item, url, chinese)),
    next: absoluteUrl(links(head).find(link => link.attribs.rel === 'next')?.attribs.href, url),
  }
}

function xmlItem(item: PageElement, feedUrl: string | null, chinese: boolean): Item {
  const base = item.attribs['xml:base'] ?? feedUrl
  const guid = child(item, ['guid', 'id'])
  const body = child(item, ['content:encoded', 'content', 'description', 'summary'])
  const permalink = guid && localName(guid) === 'guid' && guid.attribs.isPermaLink !== 'false' ? textOf(guid) : ''
  const dates = [
    'pubdate',
    'published',
    'issued',
    'dc:date',
    'updated',
    'modified',
    'dcterms:created',
    'date',
    'created',
  ]
  const stated = dates.map(name => textOf(child(item, [name]))).find(value => value !== '')
  return {
    ...NO_ITEM,
    externalId: textOf(guid) || item.attribs['rdf:about'] || null,
    url: absoluteUrl(linkOf(item) ?? (/^https?:/.test(permalink) ? permalink : null), base),
    title: cleanLine(plainText(markup(child(item, ['title'])))),
    text: plainText(markup(body)),
    author: authorOf(item),
    publishedAt: stated === undefined ? null : (parseTime(stated, null, chinese)?.at ?? null),
  }
}

function linkOf(item: PageElement): string | null {
  const all = links(item)
  const chosen =
    all.find(l => l.attribs.href && (l.attribs.rel ?? 'alternate') === 'alternate') ?? all.find(l => l.attribs.href)
  const written = all.map(textOf).find(value => value !== '')
  return (
    (item.name.includes(':') || chosen?.attribs.href !== undefined ? chosen?.attribs.href : undefined) ??
    written ??
    null
  )
}

function authorOf(item: PageElement): string | null {
  const author = child(item, ['author', 'dc:creator', 'creator', 'itunes:author'])
  const name = author === null ? '' : textOf(children(author).find(e => localName(e) === 'name') ?? author)
  // RSS 2.0 says `address (name)`: the name is what is shown
  return cleanLine(plainText(/^\S+@\S+\s*\((.+)\)$/.exec(name)?.[1] ?? name)) || null
}

function links(parent: PageElement): PageElement[] {
  return children(parent).filter(e => localName(e) === 'link')
}

/** The first child under one of the names, in the names' order; a bare name also fits the parent's own prefix. */
function child(parent: PageElement, names: readonly string[]): PageElement | null {
  const prefix = parent.name.includes(':') ? `${parent.name.split(':')[0]!.toLowerCase()}:` : ''
  const all = children(parent)
  for (const name of names) {
    const found = all.find(e => {
      const own = e.name.toLowerCase()
      return own === name || (prefix !== '' && own === prefix + name)
    })
    if (found) return found
  }
  return null
}

const children = (parent: PageElement) => (parent.children as PageNode[]).filter(isElement)
const localName = (element: PageElement) => element.name.toLowerCase().split(':').at(-1)!

/** Markup held by an element: escaped or CDATA text as it is, XHTML children spelled out by their text and breaks. */
function markup(element: PageElement | null): string {
  if (element === null) return ''
  let text = ''
  const pending = [...(element.children as PageNode[])].reverse()
  while (pending.length > 0) {
    const node = pending.pop()!
    if (node.type === 'text') text += node.data
    else if ('children' in node) {
      if (isElement(node) && /^(?:\w+:)?(?:p|div|br|li|h\d|tr)$/i.test(node.name)) text += '<br>'
      pending.push(...[...(node.children as PageNode[])].reverse())
    }
  }
  return text
}

function textOf(element: PageElement | null | undefined): string {
  return element ? cleanLine(markup(element).replaceAll('<br>', ' ')) : ''
}

function firstNamed(roots: readonly PageNode[], names: Readonly<Record<string, unknown>>): PageElement | null {
  for (const node of roots) {
    if (!isElement(node)) continue
    if (localName(node) in names) return node
    if (/^(html|body)$/i.test(node.name)) return null
    const inner = firstNamed(node.children.slice(0, 5), names)
    if (inner !== null) return inner
  }
  return null
}

/** All elements of these names in document order, also where broken XML left one inside another. */
function elementsNamed(root: PageElement, names: ReadonlySet<string>): PageElement[] {
  const found: PageElement[] = []
  const pending: PageElement[] = [root]
  while (pending.length > 0) {
    const element = pending.pop()!
    if (names.has(localName(element)) && element !== root) found.push(element)
    pending.push(...children(element).reverse())
  }
  // broken XML leaves `<item/>` shells behind, which hold nothing
  return found.filter(element => children(element).length > 0)
}

function jsonFeed(text: string, url: string | null): Feed {
  const feed = boundedJson(text.replace(/^\ufeff/, ''))
  const items = member(feed, 'items')
  if (!Array.isArray(items)) throw new Rejected('extract/not-a-feed')
  return {
    format: 'jsonfeed',
    title: cleanLine(asText(member(feed, 'title')) ?? ''),
    items: items.slice(0, MOST_ITEMS).map(item => jsonItem(item, url)),
    next: absoluteUrl(asText(member(feed, 'next_url')), url),
  }
}

function jsonItem(item: unknown, url: string | null): Item {
  const html = asText(member(item, 'content_html'))
  const authors = member(item, 'authors')
  const author = member(Array.isArray(authors) ? authors[0] : member(item, 'author'), 'name')
  const published = asText(member(item, 'date_published')) ?? asText(member(item, 'date_modified'))
  return {
    ...NO_ITEM,
    externalId: asText(member(item, 'id')),
    url: absoluteUrl(asText(member(item, 'url')) ?? asText(member(item, 'external_url')), url),
    title: cleanLine(plainText(asText(member(item, 'title')) ?? '')),
    text: plainText(html ?? asText(member(item, 'content_text')) ?? asText(member(item, 'summary')) ?? ''),
    author: cleanLine(asText(author) ?? '') || null,
    publishedAt: published === null ? null : (parseTime(published)?.at ?? null),
  }
}
