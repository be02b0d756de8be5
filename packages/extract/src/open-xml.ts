import { load } from 'cheerio/slim'
import { isElement, type PageElement, type PageNode } from './node-text.ts'

/** Deeper than feeds and sitemaps ever are, and shallow enough that a parser's stack stays cheap to search. */
const DEEPEST = 2000

/**
 * The first element of an XML text, broken or not, by htmlparser2's XML mode: it keeps what a strict parser refuses. No entity
 * beyond the five of XML and those of HTML is expanded. What is nested too deep is cut off with all that follows it.
 */
export function openXml(text: string): PageElement | null {
  const $ = load(upToDepth(text), { xml: { xmlMode: true, decodeEntities: true } })
  return ($.root()[0]!.children as PageNode[]).find(isElement) ?? null
}

function upToDepth(text: string): string {
  const open: string[] = []
  const counts = new Map<string, number>()
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const skipped = text.startsWith('<![CDATA[', at) ? ']]>' : text.startsWith('<!--', at) ? '-->' : null
    const end = text.indexOf(skipped ?? '>', at)
    if (end < 0) return text
    if (skipped === null) {
      const closing = text.charCodeAt(at + 1) === 0x2f
      NAME.lastIndex = at + (closing ? 2 : 1)
      const name = NAME.exec(text)?.[0]
      if (name !== undefined && closing) close(name, open, counts)
      else if (name !== undefined && text.charCodeAt(end - 1) !== 0x2f) {
        if (open.push(name) > DEEPEST) return text.slice(0, at)
        counts.set(name, (counts.get(name) ?? 0) + 1)
      }
    }
    at = end
  }
  return text
}

const NAME = /[^\s/<>!?]{1,100}/y

/** Closes an element with everything left open in it; an end without its start closes nothing. */
function close(name: string, open: string[], counts: Map<string, number>): void {
  if ((counts.get(name) ?? 0) === 0) return
  for (let last = open.pop(); last !== undefined; last = open.pop()) {
    counts.set(last, counts.get(last)! - 1)
    if (last === name) return
  }
}
