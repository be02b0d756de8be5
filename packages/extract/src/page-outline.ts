import { BLOCKS, isElement, type PageElement, type PageNode, UNREAD } from './node-text.ts'

/** One block of a page with the text it holds directly (inline children included, blocks inside it not). */
export type Block = {
  element: PageElement
  parent: Block | null
  text: string
  linked: number // UTF-16 units of `text` inside links
  led: boolean // its first text is a link
  linkedFrom: number // UTF-16 units inside links on the page before the block
  linkedTo: number // and up to its end
  from: number // where the block starts in `Outline.text`
  to: number // where it ends
  apart: boolean // by its own class, id or element it is no part of an article
  aside: boolean // it or something around it is apart: navigation, comments, recommendations, footers
  furniture: boolean // by its own class, id or element it serves the site, whatever the page is: navigation, side bars, footers
  score: number // article text below it, thinned by distance
}

/** The readable text of a page in document order, with the blocks that hold it in document order. */
export type Outline = Readonly<{
  text: string
  blocks: readonly Block[]
  dated: readonly number[] // where elements stand that carry a time in an attribute
}>

const ASIDE_NAMES =
  /(?:^|[\s_-])(?:comments?|cmt|pinglun|gentie|tie|reply|replies|recommend\w*|related?|relevant|xgxw|xiangguan|sidebar|aside|foot|footer|nav|navbar|menu|header-?bar|breadcrumbs?|crumbs?|share|bdshare\w*|sns\w*|social|copyright|declare|disclaimer|statement|hot|hotnews|hot-?list|rank\w*|login|qrcode|qr|popup|modal|ad|ads|adv|advert\w*|gg|keywords|toolbar|tools?|subscribe|download|prev|next|pager|pagination|page-?nav|toptopic|topic-?list|news-?list|more)(?:$|[\s_-]|\d)|(?:^|[\s_-])(?:tags?|side)(?:$|\s)/i
/** A body's own name outweighs an aside's word in it: `entry-content-read-more`, `article-body pagination-first`. */
const BODY_WORDS = /(?:article|entry|post|news)[-_]?(?:content|body|text|detail)/i
const NEVER_BODY = /comment|cmt|pinglun|reply|related?|recommend|relevant|share|footer/i
const FURNITURE_NAMES =
  /(?:^|[\s_-])(?:sidebar|aside|foot|footer|site-?header|global-?header|nav|navbar|navigation|menu|breadcrumbs?|crumbs?|share|bdshare\w*|sns\w*|social|copyright|login|signup|sign-?up|qrcode|popup|modal|dialog|ad|ads|adv|advert\w*|toolbar|subscribe|newsletter|pager|pagination|page-?nav|cookies?|consent|gdpr|skip-?links?|on-?this-?page|toc|table-?of-?contents|edit-?page|feedback)(?:$|[\s_-]|\d)/i
/** What a box has or lacks is not what it is: `has-share-float`, `right-sidebar`, `content-sidebar-wrap`. */
const TRAITS =
  /(?:^|(?<=\s))(?:has|with|without|no)-[\w-]+|\b(?:left|right|no|one|two|both|content)-?sidebar[\w-]*|\bsidebar-(?:left|right|content)\b/gi
const ASIDE_ELEMENTS: ReadonlySet<string> = new Set(['nav', 'aside', 'footer', 'form'])

/** Walks a page once, without recursion. Hidden elements are left out: share templates and the like are not the article. */
export function outline(root: PageNode): Outline {
  const parts: string[] = []
  const blocks: Block[] = []
  const dated: number[] = []
  let length = 0
  let linkedLength = 0
  const emit = (text: string) => {
    parts.push(text)
    length += text.length
  }
  type Step = { node: PageNode; block: Block | null; inLink: boolean } | { end: Block }
  const steps: Step[] = [{ node: root, block: null, inLink: false }]
  while (steps.length > 0) {
    const step = steps.pop()!
    if ('end' in step) {
      emit('\n')
      step.end.to = length
      step.end.linkedTo = linkedLength
      continue
    }
    const { node, inLink } = step
    let { block } = step
    if (node.type === 'text') {
      const text = node.data.replace(/[\t\n\f\r \u00a0\u3000]+/g, ' ')
      if (block) {
        if (inLink && block.text.trim() === '' && text !== ' ') block.led = true
        block.text += text
        if (inLink) block.linked += text.trim().length
      }
      if (inLink) linkedLength += text.length
      emit(text)
      continue
    }
    if (isElement(node)) {
      if (isDated(node)) dated.push(length)
      if (UNREAD.has(node.name) || isHidden(node)) continue
      if (BLOCKS.has(node.name)) {
        emit('\n')
        if (node.name === 'br') {
          if (block) block.text += '\n'
          continue
        }
        const names = namesOf(node)
        const apart = isAside(node, names)
        block = {
          element: node,
          parent: block,
          text: '',
          linked: 0,
          led: false,
          linkedFrom: linkedLength,
          linkedTo: linkedLength,
          from: length,
          to: length,
          apart,
          aside: apart || block?.aside === true,
          furniture: isFurniture(node, names),
          score: 0,
        }
        blocks.push(block)
        steps.push({ end: block })
      }
    }
    if (!('children' in node)) continue
    const linked = inLink || (isElement(node) && node.name === 'a')
    for (let i = node.children.length - 1; i >= 0; i--) steps.push({ node: node.children[i]!, block, inLink: linked })
  }
  return { text: parts.join(''), blocks, dated }
}

/**
 * What holds the headline is no aside, whatever it is called: some sites wrap the whole page in a form or in `side-by-side`. The
 * same goes for what the page itself marks as its article.
 */
export function freeArticle(page: Outline, title: Block | null): void {
  const marked = page.blocks.filter(
    ({ element }) => element.name === 'main' || element.attribs.itemprop === 'articleBody',
  )
  for (const start of title === null ? marked : [title, ...marked]) {
    for (let block: Block | null = start; block !== null; block = block.parent) block.apart = false
  }
  for (const block of page.blocks) block.aside = block.apart || block.parent?.aside === true
}

function isDated({ attribs }: PageElement): boolean {
  return attribs.datetime !== undefined || (attribs.title !== undefined && /^\d{4}-\d\d-\d\d/.test(attribs.title))
}

function isHidden(element: PageElement): boolean {
  const { style, hidden } = element.attribs
  return hidden !== undefined || (style !== undefined && /display\s*:\s*none/i.test(style))
}

function namesOf({ attribs }: PageElement): string {
  return `${attribs.class ?? ''} ${attribs.id ?? ''}`.replace(/([a-z])([A-Z])/g, '$1-$2').replace(TRAITS, '')
}

function isAside(element: PageElement, names: string): boolean {
  if (ASIDE_ELEMENTS.has(element.name)) return true
  if (/^(?:body|html|article|main)$/.test(element.name)) return false
  if (BODY_WORDS.test(names) && !NEVER_BODY.test(names)) return false
  return ASIDE_NAMES.test(names)
}

function isFurniture(element: PageElement, names: string): boolean {
  if (
    /^(?:nav|aside|footer)$/.test(element.name) ||
    /^(?:navigation|banner|contentinfo|search|dialog)$/.test(element.attribs.role ?? '')
  )
    return true
  if (/^(?:body|html|article|main|form)$/.test(element.name)) return false
  return FURNITURE_NAMES.test(names) && !BODY_WORDS.test(names)
}
