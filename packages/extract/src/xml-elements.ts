import { isElement, type PageElement, type PageNode } from './node-text.ts'

/** The child elements of an element. */
export const children = (parent: PageElement): PageElement[] => (parent.children as PageNode[]).filter(isElement)

/** An element's name without its prefix, in lower case. */
export const localName = (element: PageElement): string => {
  const name = element.name.toLowerCase()
  return name.slice(name.indexOf(':') + 1)
}

/** The first child under one of the names, in the names' order; a bare name also fits the parent's own prefix. */
export function child(parent: PageElement, names: readonly string[]): PageElement | null {
  const at = parent.name.indexOf(':')
  const prefix = at < 0 ? '' : parent.name.slice(0, at + 1).toLowerCase()
  const all = children(parent)
  for (const name of names) {
    const found = all.find(element => {
      const own = element.name.toLowerCase()
      return own === name || (prefix !== '' && own === prefix + name)
    })
    if (found) return found
  }
  return null
}

/** The first `most` elements of these names under a root in document order, also where broken XML left one inside another. No recursion. */
export function elementsNamed(
  root: PageElement,
  names: ReadonlySet<string>,
  most = Number.POSITIVE_INFINITY,
): PageElement[] {
  const found: PageElement[] = []
  const pending: PageElement[] = [root]
  while (pending.length > 0 && found.length < most) {
    const element = pending.pop()!
    if (element !== root && names.has(localName(element))) found.push(element)
    for (let i = element.children.length - 1; i >= 0; i--) {
      const node = element.children[i] as PageNode
      if (isElement(node)) pending.push(node)
    }
  }
  return found
}

/**
 * Markup held by an element: escaped or CDATA text as it is, XHTML children spelled out by their text and breaks. Elements that
 * `stop` names end it: they belong to whatever holds the element, and an end tag was lost.
 */
export function markup(element: PageElement | null, stop: ReadonlySet<string> = new Set()): string {
  if (element === null) return ''
  let text = ''
  const pending: PageNode[] = []
  const push = (nodes: readonly unknown[]) => {
    for (let i = nodes.length - 1; i >= 0; i--) pending.push(nodes[i] as PageNode)
  }
  push(element.children)
  while (pending.length > 0) {
    const node = pending.pop()!
    if (node.type === 'text') text += node.data
    else if (isElement(node)) {
      if (stop.has(node.name.toLowerCase())) break
      if (/^(?:\w+:)?(?:p|div|br|li|h\d|tr)$/i.test(node.name)) text += '<br>'
      push(node.children)
    } else if ('children' in node) push(node.children)
  }
  return text
}
