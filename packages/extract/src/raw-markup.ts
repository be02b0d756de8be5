const CLOSED_BY: readonly (readonly [RegExp, string])[] = [
  [/<!--/y, '-->'],
  [/<script\b/iy, '</script'],
  [/<style\b/iy, '</style'],
]

/**
 * Markup without comments, scripts and styles, by looking for their ends alone: one pass however broken it is. One that never
 * ends reaches to the end of the text.
 */
export function withoutUnread(markup: string): string {
  let kept = ''
  let from = 0
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at + 1)) {
    const end = closing(markup, at)
    if (end === null) continue
    kept += `${markup.slice(from, at)} `
    if (end < 0) return kept
    from = end
    at = end - 1
  }
  return kept + markup.slice(from)
}

/** Where the unread part that starts at `at` ends; -1: never; null: nothing unread starts there. */
function closing(markup: string, at: number): number | null {
  for (const [opening, end] of CLOSED_BY) {
    opening.lastIndex = at
    if (!opening.test(markup)) continue
    const found = end === '-->' ? markup.indexOf(end, at + 2) : indexOfTag(markup, end, at)
    return found < 0 ? -1 : found + end.length
  }
  return null
}

/** Position of a closing tag in any case. */
function indexOfTag(markup: string, tag: string, from: number): number {
  for (let at = markup.indexOf('</', from); at >= 0; at = markup.indexOf('</', at + 2)) {
    if (markup.slice(at, at + tag.length).toLowerCase() === tag) return at
  }
  return -1
}

/** Markup without tags, each replaced by a blank; an unclosed `<` is text. */
export function withoutTags(markup: string): string {
  let kept = ''
  let from = 0
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', from)) {
    const end = markup.indexOf('>', at)
    if (end < 0) break
    kept += `${markup.slice(from, at)} `
    from = end + 1
  }
  return kept + markup.slice(from)
}

/** Markup whose character references are no longer than any character needs: parse5 fails at one whose figure overflows. */
export function shortReferences(markup: string): string {
  return markup.replace(/(&#x?[0-9a-f]{10})[0-9a-f]{100,}/gi, '$1')
}
