import { load } from 'cheerio/slim'
import { cleanText } from './clean.ts'
import { nodeText } from './node-text.ts'

/**
 * Plain text of an HTML fragment: scripts and styles dropped, block elements become line breaks, entities read, control
 * and direction characters removed. What comes out is inert text: nothing in it is markup any more to us, and a screen
 * must still escape it.
 */
export function plainText(html: string): string {
  if (!/[<&]/.test(html)) return cleanText(html)
  const $ = load(html, { xml: { xmlMode: false, decodeEntities: true } })
  return cleanText(nodeText($.root()[0]!))
}
