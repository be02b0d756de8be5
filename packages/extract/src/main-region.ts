import { cleanText } from './clean.ts'
import { isUnseen, nodeText, type PageElement, type PageNode } from './node-text.ts'
import type { Block, Outline } from './page-outline.ts'

/** The part of a page that is its own, and what on the page serves the site instead. */
export type MainRegion = Readonly<{ block: Block; furniture: ReadonlySet<Block> }>

/** A child that holds this share of a block's text stands for the block. */
const NEARLY_ALL = 0.9

/**
 * The lowest block that holds nearly all text of a page outside its furniture. `core` are blocks known to be the page's own: what
 * lies around them is no furniture, whatever it is called, and the region is never less than the last of them.
 */
export function mainRegion(page: Outline, core: readonly Block[]): MainRegion | null {
  const furniture = furnitureOf(page, core)
  const held = textHeld(page, furniture)
  const whole = page.blocks.find(({ element }) => element.name === 'body')
  if (whole === undefined || held.get(whole) === 0) return null
  let region = page.blocks.find(block => isMain(block) && held.get(block)! * 2 >= held.get(whole)!) ?? whole
  const all = held.get(region)!
  for (let i = region.order + 1; i < page.blocks.length; i++) {
    const block = page.blocks[i]!
    if (block.from >= region.to) break
    if (block.parent === region && held.get(block)! >= all * NEARLY_ALL) region = block
  }
  const least = core.at(-1)
  if (least !== undefined && region.from >= least.from && region.to <= least.to) region = least
  return { block: region, furniture }
}

function isMain({ element }: Block): boolean {
  return element.name === 'main' || element.attribs.role === 'main'
}

/** What stands in a region, furniture left out: paragraphs, code, tables, cards and links, one a line. */
export function regionText({ block: region, furniture }: MainRegion): string {
  const apart = new Set<PageElement>()
  for (const block of furniture) if (block.from > region.from || block.to < region.to) apart.add(block.element)
  return cleanText(nodeText(region.element as PageNode, element => apart.has(element) || isUnseen(element)))
}

/** Furniture and all that stands in it. */
function furnitureOf(page: Outline, core: readonly Block[]): ReadonlySet<Block> {
  const free = new Set<Block>()
  for (const block of core) for (let at: Block | null = block; at !== null; at = at.parent) free.add(at)
  const furniture = new Set<Block>()
  for (const block of page.blocks) {
    if (free.has(block)) continue
    if (block.furniture || (block.parent !== null && furniture.has(block.parent))) furniture.add(block)
  }
  return furniture
}

/** UTF-16 units outside furniture under each block. */
function textHeld(page: Outline, furniture: ReadonlySet<Block>): ReadonlyMap<Block, number> {
  const held = new Map<Block, number>()
  for (let i = page.blocks.length - 1; i >= 0; i--) {
    const block = page.blocks[i]!
    const sum = (held.get(block) ?? 0) + (furniture.has(block) ? 0 : block.text.trim().length)
    held.set(block, sum)
    if (block.parent !== null) held.set(block.parent, (held.get(block.parent) ?? 0) + sum)
  }
  return held
}
