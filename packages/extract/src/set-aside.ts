import type { PageElement } from './node-text.ts'

/** Markup without what need not be parsed, and the script texts to put back into the tree. */
export type SetAside = Readonly<{ html: string; scripts: readonly string[] }>

/** Shorter texts are parsed where they stand. */
const WORTH = 64
/** What a drawing that may be dropped does not hold: another one, comments, and the elements that end it where they begin. */
const NO_DRAWING =
  /<(?:!|svg|\/?(?:b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|embed|font|foreignobject|h[1-6]|head|hr|i|img|li|listing|menu|meta|nobr|ol|p|pre|ruby|s|small|span|strong|strike|sub|sup|table|tt|u|ul|var)(?=[\s/>]))/i
/** In the title of a drawing these are read as in a page, whatever ends the drawing. */
const CAPTION = /<(?:title|desc)/i
const RAW = /<(?:script|style|textarea|xmp|iframe|noembed|noframes|noscript|plaintext|template)/i
const MARK = /^\/\*aside (\d+)\*\/$/

/**
 * Takes script texts out of markup, and drops comments, style sheets and drawings: a parser goes through them unit by unit, and they are
 * half of many a page. What a parser would read in another way stays as it stands: scripts that open a comment and a script in it, and
 * all that follows anything left open, a formula, or a drawing with more in it than a drawing.
 */
export function setAside(html: string): SetAside {
  const opening = /<(?:!--|(script|style|svg|math|textarea|title)(?=[\s/>]))/gi
  const scripts: string[] = []
  let out = ''
  let from = 0
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const name = match[1]?.toLowerCase()
    if (name === undefined) {
      const end = indexAfter(html, /--!?>/g, match.index + 2)
      if (end < 0) break
      out += html.slice(from, match.index)
      from = opening.lastIndex = end
      continue
    }
    const body = html.indexOf('>', opening.lastIndex) + 1
    const end = body === 0 ? -1 : startOf(html, CLOSING[name]!, body)
    const text = html.slice(body, end)
    // inside a drawing or a formula scripts and styles are markup like any other: where one is left standing, so is all that follows
    if (end < 0 || name === 'math' || (name === 'svg' && isMore(text))) break
    opening.lastIndex = end
    if (text.length < WORTH || name === 'textarea' || name === 'title') continue
    if (name === 'script' && text.includes('<!--') && /<script/i.test(text)) continue
    out += html.slice(from, body)
    if (name === 'script') {
      out += `/*aside ${scripts.length}*/`
      scripts.push(text)
    }
    from = end
  }
  return { html: out + html.slice(from), scripts }
}

/** Puts back the text that was set aside of a script. */
export function putBack(script: PageElement, texts: readonly string[]): void {
  const child = script.children[0]
  if (child?.type !== 'text') return
  const index = MARK.exec(child.data)?.[1]
  if (index !== undefined) child.data = texts[Number(index)] ?? child.data
}

const CLOSING: Readonly<Record<string, RegExp>> = {
  script: /<\/script(?=[\s/>])/gi,
  style: /<\/style(?=[\s/>])/gi,
  svg: /<\/svg(?=[\s/>])/gi,
  math: /<\/math(?=[\s/>])/gi,
  textarea: /<\/textarea(?=[\s/>])/gi,
  title: /<\/title(?=[\s/>])/gi,
}

/** Whether something in a drawing may end elsewhere than the drawing does. */
function isMore(drawing: string): boolean {
  return NO_DRAWING.test(drawing) || (CAPTION.test(drawing) && RAW.test(drawing))
}

function startOf(html: string, closing: RegExp, from: number): number {
  closing.lastIndex = from
  return closing.exec(html)?.index ?? -1
}

function indexAfter(html: string, closing: RegExp, from: number): number {
  closing.lastIndex = from
  return closing.exec(html) === null ? -1 : closing.lastIndex
}
