import type { Block, Outline } from './page-outline.ts'

/** Blocks of one shape in document order, none inside another; `own` is their text outside links, in UTF-16 units. */
export type Repeated = Readonly<{ key: string; blocks: readonly Block[]; own: number }>

const MOST_TOKENS = 12

/** Groups of at least `least` blocks that share a class, a numbered id or an itemprop; those with the most text come first. */
export function repeatedBlocks(
  page: Outline,
  least: number,
  counts: (block: Block) => boolean = () => true,
): readonly Repeated[] {
  const groups = new Map<string, Block[]>()
  for (const block of page.blocks) {
    if (block.to - block.from < 4 || !counts(block)) continue
    for (const key of keysOf(block)) {
      const group = groups.get(key)
      if (group === undefined) groups.set(key, [block])
      else if (group.at(-1)!.to <= block.from) group.push(block)
    }
  }
  const found: Repeated[] = []
  for (const [key, blocks] of groups) {
    if (blocks.length < least) continue
    found.push({ key, blocks, own: blocks.reduce((sum, block) => sum + ownText(block), 0) })
  }
  return found.sort((a, b) => b.own - a.own)
}

/** UTF-16 units under a block that stand outside links. */
export function ownText(block: Block): number {
  return Math.max(0, block.to - block.from - (block.linkedTo - block.linkedFrom))
}

/** The lowest block that holds both. */
export function commonBlock(first: Block, last: Block): Block | null {
  for (let block: Block | null = first; block !== null; block = block.parent) {
    if (block.from <= last.from && block.to >= last.to && block !== last) return block
  }
  return null
}

function keysOf({ element }: Block): readonly string[] {
  const { class: classes = '', id = '', itemprop } = element.attribs
  const keys = classes === '' ? [] : classes.split(/\s+/, MOST_TOKENS).filter(token => token !== '')
  const shapes = keys.map(token => `${element.name}.${token.replace(/\d+/g, '0')}`)
  if (/\d/.test(id)) shapes.push(`${element.name}#${id.replace(/[\da-f]{8,}|\d+/g, '0')}`)
  if (itemprop !== undefined) shapes.push(`@${itemprop}`)
  return shapes
}
