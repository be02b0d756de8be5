/** Below these a page cannot keep a parser busy for long: 1 million UTF-16 units, 30,000 tags, 6,000 levels, 2,000 attributes on a tag. */
const MOST_UNITS = 1_000_000
const MOST_TAGS = 30_000
const MOST_LEVELS = 6_000
const LONG_TAG = 16_384
const MOST_ATTRIBUTES = 2_000
/** Elements that hold nothing or end by themselves when the next of them begins: they do not nest. */
const FLAT = /^(?:(?:br|img|input|meta|link|hr|wbr|source|col|area|base|embed|p|li|tr|td|th)(?=[\s/>])|!|\?)/i

/**
 * Why reading a page may take long, whatever it holds, or null. A parser's work grows with the square of what is left open (5,000 nested
 * boxes 0.1 s, 100,000 over a minute) and of the attributes on one tag, so these are counted beforehand.
 */
export function heaviness(html: string): 'large' | 'deep' | null {
  let tags = 0
  let levels = 0
  for (let at = html.indexOf('<'); at >= 0; tags++) {
    if (html.charCodeAt(at + 1) === SLASH) {
      if (levels > 0 && !FLAT.test(html.slice(at + 2, at + 10))) levels--
    } else if (!FLAT.test(html.slice(at + 1, at + 9)) && ++levels > MOST_LEVELS) return 'deep'
    const next = html.indexOf('<', at + 1)
    const to = next < 0 ? html.length : next
    if (to - at > LONG_TAG && blanks(html, at, to) > MOST_ATTRIBUTES) return 'deep'
    at = next
  }
  return html.length > MOST_UNITS || tags > MOST_TAGS ? 'large' : null
}

const SLASH = 0x2f

/** Blanks before the end of the tag that opens at `from`. */
function blanks(html: string, from: number, to: number): number {
  let count = 0
  for (let i = from; i < to; i++) {
    const unit = html.charCodeAt(i)
    if (unit === 0x3e) return count
    if (unit <= 0x20) count++
  }
  return count
}
