import { cleanText } from './clean.ts'
import { mainRegion } from './main-region.ts'
import { isElement, isUnseen, nodeText, type PageElement, type PageNode } from './node-text.ts'
import type { Block, Outline } from './page-outline.ts'

/** What one level of nesting takes from a block's score: the lowest container that holds nearly all text wins. */
const THINNING = 0.9
/** The score of a paragraph or more. Only where nothing reaches it, not even an aside, a notice of one sentence is enough. */
const RUNNING_TEXT = 40
const LEAST_TEXT = 12
/** A body below this score may be a scrap beside the article, if there is this many times more elsewhere. */
const SCRAP = 250
const FAR_MORE = 6
const BESIDE_PIECE =
  /comment|cmt|pinglun|gentie|repl(?:y|ies)|related?(?![a-z])|recommend|relevant|share|foot|copyright|disclaim|declare|statement|cookie|consent|sidebar|subscribe|modal|popup|(?:^|[\s_-])(?:ads?|hot|rank|tie|nav|menu|login)(?:$|[\s_-]|\d)/i
/** Labels that pages set between paragraphs. */
const LABELS =
  /^(?:advertisement|advert|article content|story continues below(?: advertisement)?|article continues (?:below|after).{0,30}|scroll (?:down )?to continue.{0,20}|back to (?:video|gallery|top)|caption|close|loading\.*|广告|展开全文|点击展开全文|收起|返回顶部)$/i

/** The block that holds the article, or null for a page with no running text. */
export function bodyBlock(page: Outline): Block | null {
  const found = best(page, false, RUNNING_TEXT)
  const score = found?.score ?? 0
  if (score >= SCRAP) return found
  // far more text in a box named like an aside: the name means something else here, unless it is that of comments and the like
  const other = best(page, true, Math.max(RUNNING_TEXT, score * FAR_MORE))
  if (other !== null && (found === null || (other.aside && !isBesidePiece(other)))) return other
  // scores stand on the blocks, and those of the body are read on
  return best(page, false, found === null ? LEAST_TEXT : RUNNING_TEXT)
}

function isBesidePiece(block: Block): boolean {
  for (let at: Block | null = block; at !== null; at = at.parent) {
    if (/^(?:ul|ol|aside|nav|footer)$/.test(at.element.name)) return true
    if (BESIDE_PIECE.test(`${at.element.attribs.class ?? ''} ${at.element.attribs.id ?? ''}`)) return true
  }
  return false
}

function best(page: Outline, asides: boolean, least: number): Block | null {
  for (const block of page.blocks) block.score = asides || !block.aside ? runningText(block) : 0
  let found: Block | null = null
  let foundScore = least
  for (let i = page.blocks.length - 1; i >= 0; i--) {
    const block = page.blocks[i]!
    const score = block.score * (block.named ? 1.25 : 1)
    // `>=`: of equal ones the outermost, so that a lone paragraph's neighbours are not lost
    if (score >= foundScore && block.element.name !== 'body' && block.element.name !== 'html') {
      found = block
      foundScore = score
    }
    if (block.parent) block.parent.score += THINNING * block.score
  }
  return found ?? (page.blocks.find(b => b.element.name === 'body' && b.score >= foundScore) || null)
}

/**
 * The block of the whole article. A body that also holds the headline is often the whole column, teasers of other articles included:
 * when one container after the headline carries most of its text, that is the article. A body that is one of several boxes of running
 * text, as page builders set them, is only a part of it: then it is the region that holds them all.
 */
export function afterHeadline(body: Block | null, title: Block | null, page: Outline): Block | null {
  if (body === null) return null
  return allBoxes(belowHeadline(body, title, page), title, page)
}

function belowHeadline(body: Block, title: Block | null, page: Outline): Block {
  if (title === null || title.from < body.from || title.to > body.to || title === body) return body
  let found = body
  let foundScore = body.score * 0.4
  for (const block of page.blocks) {
    if (block.from < title.to || block.to > body.to || block.score < foundScore) continue
    if (block.score > foundScore || found === body) {
      found = block
      foundScore = block.score
    }
  }
  return found
}

/** Boxes beside the body count from this share of its text on; far more than the body are other articles. */
const LEAST_BESIDE = 0.35
const MOST_BESIDE = 3

function allBoxes(body: Block, title: Block | null, page: Outline): Block {
  const region = mainRegion(page, title === null ? [body] : [title, body])
  if (region === null || region.block === body || region.block.from > body.from || region.block.to < body.to)
    return body
  const from = Math.max(title?.to ?? 0, region.block.from)
  const beside = (at: number) => at >= from && at < region.block.to && (at < body.from || at >= body.to)
  // another time stands beside another article
  if (page.dated.some(at => beside(at) && at >= body.to)) return body
  let text = 0
  let linked = 0
  let running = 0
  let paragraphs = 0
  for (const block of page.blocks) {
    if (
      block.aside ||
      !beside(block.from) ||
      block.to > region.block.to ||
      (block.from < body.from && block.to > body.from)
    )
      continue
    const shown = block.text.trim().length
    text += shown
    linked += block.linked
    if (shown - block.linked < 60 || !/[.!?。！？]/.test(block.text)) continue
    running += shown - block.linked
    paragraphs++
  }
  const own = body.to - body.from
  const more = text >= own * LEAST_BESIDE && text <= own * MOST_BESIDE && paragraphs > 1
  return more && linked <= text * 0.1 && running >= text * 0.55 ? region.block : body
}

/** UTF-16 units of running text directly in a block: links and label-like scraps hardly count. */
function runningText(block: Block): number {
  const text = block.text.trim()
  const own = text.length - block.linked
  if (own < 5 || block.linked > text.length * 0.5) return 0
  return /[，。！？；：、“”,;!?]|\.\s|\.$/.test(text) || own >= 60 ? own : own * 0.2
}

const TAIL =
  /^[（(【[\s]*(?:责任编辑|责编|编辑|值班编辑|编审|校对|审核|监制|本文来源|文章来源|稿件来源|信息来源|来源|原标题|本文作者|版权声明|免责声明|特别声明|声明|更多精彩|点击进入|扫一扫|扫描|长按|相关阅读|延伸阅读|相关链接|推荐阅读|相关新闻|标签|关键词|上一篇|下一篇|分享到|返回搜狐|阅读原文)\s*(?:[:：丨|】\]]|$)/
const HEAD =
  /^[（(【[\s]*(?:原标题|本文原标题|来源|文章来源|本文来源|信息来源|作者|时间|发布时间|日期|字号|字体)\s*[:：]/

/** The editor's credit ends the article wherever it stands: what follows is other articles. */
const CREDIT = /^[（(【[\s]*(?:责任编辑|责编|值班编辑)\s*[:：]/

/** The article's paragraphs, one a line, without promotion, captions of controls, and the tail of credits. */
export function bodyText(body: Block, title: Block | null, page: Outline): string {
  const asides = new Set<PageElement>()
  for (const block of page.blocks) {
    if (block === body || block.from < body.from || block.to > body.to) continue
    const before = title !== null && block.to <= title.to && title.from >= body.from
    if (before || isPromotion(block) || (block.aside && !body.aside)) asides.add(block.element)
  }
  const lines = cleanText(nodeText(body.element as PageNode, element => asides.has(element) || isUnseen(element)))
    .split('\n')
    .filter(line => !LABELS.test(line))
  let from = 0
  let to = lines.length
  while (from < Math.min(to, 6) && HEAD.test(lines[from]!) && lines[from]!.length < 80) from++
  for (let i = Math.max(from, to - 12); i < to; i++) if (TAIL.test(lines[i]!) && lines[i]!.length < 120) to = i
  const credit = lines.findIndex((line, i) => i > from && i * 3 > to - from && line.length < 60 && CREDIT.test(line))
  return lines.slice(from, credit > 0 ? Math.min(to, credit) : to).join('\n')
}

/** A list or box inside the article that is nothing but links. */
function isPromotion(block: Block): boolean {
  // counted beforehand for the whole page: most boxes need no look inside
  const size = block.to - block.from
  if (block.linkedTo - block.linkedFrom <= size * 0.3 || size > 2000) return false
  if (!/^(?:ul|ol|div|section|table|dl)$/.test(block.element.name)) return false
  let text = 0
  let linked = 0
  let links = 0
  const pending: { node: PageNode; inLink: boolean }[] = [{ node: block.element, inLink: false }]
  while (pending.length > 0) {
    const { node, inLink } = pending.pop()!
    if (node.type === 'text') {
      const units = node.data.replace(/\s+/g, '').length
      text += units
      if (inLink) linked += units
      if (text > 600) return false
    } else if ('children' in node) {
      const link = isElement(node) && node.name === 'a'
      if (link) links++
      for (const child of node.children) pending.push({ node: child, inLink: inLink || link })
    }
  }
  return links >= 1 && linked > text * 0.7
}
