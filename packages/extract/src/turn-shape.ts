import { type Block, blocksNamed, type Outline } from './page-outline.ts'
import { commonBlock, ownText, type Repeated, repeatedBlocks } from './repeated-blocks.ts'

/** Of the shapes on a page, only these many with the most text are looked at. */
const MOST_SHAPES = 40
const LEAST_POST = 12
/** Boxes around a post are compared this far up. */
const MOST_LEVELS = 32
/** What stands beside a post is read this far, in UTF-16 units. */
const ZONE = 1500
/** What looks like a time, in any form a forum gives it. */
export const DATED =
  /\d{1,2}[:：]\d{2}|(?:19|20)\d\d\s*[-/年.]\s*\d|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+'?\d|\d\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|\bago\b|\d\s*(?:秒|分钟|小时|天|个?月|年)前|昨天|前天|今天|刚刚|\b(?:yesterday|today)\b|\b\d{1,3}[hdwmoy]{1,2}\b/i
const SIGNATURES = /(?:^|[\s_-])(?:sig|signature|sign)(?:$|[\s_-])/i
/** Names of what one person says; a question and its answers share such a name, though they stand in different boxes. */
const POST_NAMES = /post|prose|message|reply|answer|topic|cooked|@text|comment/i

/**
 * The blocks that hold the posts of a thread, if the page is one: of one shape, in boxes of one shape, each with a time beside but not
 * inside it. Of nested ones with nearly the same text the inner: the outer hold signatures and controls as well.
 */
export function turnShape(page: Outline): Repeated | null {
  const signatures = blocksNamed(page, SIGNATURES)
  const shapes = repeatedBlocks(page, 2, block => !signatures.has(block))
    .slice(0, MOST_SHAPES)
    .filter(({ key }) => !key.startsWith('tr.'))
    .filter(({ blocks, own }) => own >= LEAST_POST * blocks.length && isDated(page, blocks))
    .map(sameBoxes)
    .filter(shape => shape !== null)
  let found: Repeated | null = null
  for (const shape of shapes) if (found === null || shape.own > found.own) found = shape
  for (const shape of shapes) {
    if (found === null || shape.own < found.own * 0.75) continue
    if (shape.blocks.length < found.blocks.length || shape.blocks.length > found.blocks.length * 1.1) continue
    if (shape.blocks.every(inner => isWithin(inner, found!.blocks))) found = shape
  }
  return found
}

/** Whether one of `outers`, which stand in page order and apart, holds the block. */
function isWithin(block: Block, outers: readonly Block[]): boolean {
  let low = 0
  let high = outers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (outers[middle]!.to < block.to) low = middle + 1
    else high = middle
  }
  return low < outers.length && outers[low]!.from <= block.from
}

/** The blocks that lie equally deep in boxes of the same elements, or null when the first, which opens a thread, is not among them. */
function sameBoxes(shape: Repeated): Repeated | null {
  const container = commonBlock(shape.blocks[0]!, shape.blocks.at(-1)!)
  const ways = shape.blocks.map(block => wayUp(block, container))
  const counts = new Map<string, number>()
  for (const way of ways) counts.set(way, (counts.get(way) ?? 0) + 1)
  const usual = [...counts].reduce((most, way) => (way[1] > most[1] ? way : most))[0]
  if (POST_NAMES.test(shape.key)) return shape
  if (ways[0] !== usual) return null
  const blocks = shape.blocks.filter((_, i) => ways[i] === usual)
  return blocks.length < 2 ? null : { ...shape, blocks, own: blocks.reduce((sum, block) => sum + ownText(block), 0) }
}

function wayUp(block: Block, container: Block | null): string {
  let way = ''
  let at: Block | null = block
  for (let level = 0; level < MOST_LEVELS && at !== null && at !== container; level++) {
    way += `${at.element.name} `
    at = at.parent
  }
  return way
}

function isDated(page: Outline, blocks: readonly Block[]): boolean {
  const container = commonBlock(blocks[0]!, blocks.at(-1)!)
  if (container === null) return false
  let before = 0
  let after = 0
  for (let i = 0; i <= blocks.length; i++) {
    const to = blocks[i]?.from ?? Math.min(container.to, blocks.at(-1)!.to + ZONE)
    const from = Math.max(blocks[i - 1]?.to ?? container.from, to - ZONE)
    if (!DATED.test(page.text.slice(from, to)) && !page.dated.some(at => at >= from && at < to)) continue
    if (i < blocks.length) before++
    if (i > 0) after++
  }
  return Math.max(before, after) >= blocks.length * 0.6
}
