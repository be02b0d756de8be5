import { type Roles, rolesOf } from './box-names.ts'
import { BLOCKS, isUnseen, type PageElement, type PageNode, UNREAD } from './node-text.ts'

/** One block of a page with the text it holds directly (inline children included, blocks inside it not). */
export type Block = {
  element: PageElement
  parent: Block | null
  order: number // its place in `Outline.blocks`
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
  named: boolean // by its own class, id or itemprop it holds the article
  score: number // article text below it, thinned by distance
}

/** The readable text of a page in document order, with the blocks that hold it in document order. */
export type Outline = Readonly<{
  text: string
  blocks: readonly Block[]
  dated: readonly number[] // where elements stand that carry a time in an attribute
}>

/** Walks a page once, without recursion. Hidden elements are left out: share templates and the like are not the article. */
export function outline(root: PageNode): Outline {
  const blocks: Block[] = []
  const dated: number[] = []
  const roles = new Map<string, Roles>()
  let all = ''
  let linkedLength = 0
  let links = 0 // how many links are open around the node
  let blank = true // whether the text so far ends with a blank
  let block: Block | null = null
  let node: PageNode | null = root
  while (node !== null) {
    let entered = false
    if (node.type === 'text') {
      const { data } = node
      const text: string = isBlank(data) ? ' ' : data.replace(BLANKS, ' ')
      if (text !== ' ' || !blank) {
        all += text
        blank = text === ' '
        if (links > 0) linkedLength += text.length
        if (block !== null) addText(block, text, links > 0)
      }
    } else if (node.type === 'tag') {
      const { name, attribs } = node
      if (DATED_ELEMENTS.has(name) && isDated(attribs)) dated.push(all.length)
      entered = !UNREAD.has(name) && !isUnseen(node)
      if (entered && BLOCKS.has(name)) {
        all += '\n'
        if (name === 'br') {
          if (block !== null) block.text += '\n'
          entered = false
        } else {
          block = newBlock(node, block, blocks.length, all.length, linkedLength, rolesOf(node, roles))
          blocks.push(block)
        }
      } else if (entered && name === 'a') links++
      if (entered && node.children.length > 0) {
        node = node.children[0] as PageNode
        continue
      }
    } else if (node.type === 'root' && node.children.length > 0) {
      node = node.children[0] as PageNode
      continue
    }
    // leaves what it entered, then what is around it while there is nothing further inside
    for (; node !== null; entered = true) {
      if (entered && node.type === 'tag') {
        if (block?.element === node) {
          all += '\n'
          block.to = all.length
          block.linkedTo = linkedLength
          block = block.parent
        } else if (node.name === 'a') links--
      }
      if (node === root) return { text: all, blocks, dated }
      if (node.next !== null) {
        node = node.next as PageNode
        break
      }
      node = node.parent as PageNode | null
    }
  }
  return { text: all, blocks, dated }
}

const BLANKS = /[\t\n\f\r \u00a0\u3000]+/g

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 0x20 && unit !== 0xa0 && unit !== 0x3000) return false
  }
  return true
}

function addText(block: Block, text: string, inLink: boolean): void {
  if (inLink) {
    if (text !== ' ' && block.text.trim() === '') block.led = true
    block.linked += text.trim().length
  }
  block.text += text
}

function newBlock(
  element: PageElement,
  parent: Block | null,
  order: number,
  at: number,
  linkedAt: number,
  roles: Roles,
): Block {
  return {
    element,
    parent,
    order,
    text: '',
    linked: 0,
    led: false,
    linkedFrom: linkedAt,
    linkedTo: linkedAt,
    from: at,
    to: at,
    apart: roles.apart,
    aside: roles.apart || parent?.aside === true,
    furniture: roles.furniture,
    named: roles.body || element.attribs.itemprop === 'articleBody',
    score: 0,
  }
}

/** Blocks whose class or id, or that of a block around them, `names` matches. */
export function blocksNamed(page: Outline, names: RegExp): ReadonlySet<Block> {
  const found = new Set<Block>()
  const known = new Map<string, boolean>()
  const isNamed = (name: string | undefined) => {
    if (name === undefined || name === '') return false
    const answer = known.get(name) ?? names.test(name)
    known.set(name, answer)
    return answer
  }
  for (const block of page.blocks) {
    const { class: classes, id } = block.element.attribs
    if ((block.parent !== null && found.has(block.parent)) || isNamed(classes) || isNamed(id)) found.add(block)
  }
  return found
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

/** Elements that carry a time in an attribute, by use; asking every element costs more than the rest of the walk. */
const DATED_ELEMENTS: ReadonlySet<string> = new Set(['time', 'relative-time', 'abbr', 'span', 'a', 'em', 'i'])

function isDated(attribs: PageElement['attribs']): boolean {
  return attribs.datetime !== undefined || (attribs.title !== undefined && /^\d{4}-\d\d-\d\d/.test(attribs.title))
}
