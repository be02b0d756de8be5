/**
 * JSON of strangers made whole enough to parse: raw control characters in strings are escaped; an answer that was cut within the list
 * under `key` ends after the last element that came whole. What is broken otherwise stays as it is, for the parser to refuse.
 */
export function wholeJson(text: string, key: string): string {
  const clean = text.replace(/^[\ufeff\s]+/, '')
  let depth = 0
  let list = -1 // depth of the list's elements, once it was opened
  let lastWhole = -1 // where its last whole element ends, or the list itself
  let closed = false
  let escaped = ''
  let from = 0
  let before = '' // the last string outside the list: a key when the list opens
  for (let i = 0; i < clean.length; i++) {
    const code = clean.charCodeAt(i)
    if (code === 0x22) {
      const end = stringEnd(clean, i)
      if (list < 0) before = clean.slice(i + 1, Math.min(end, i + 1 + key.length + 1))
      const raw = clean.slice(i, end + 1)
      if (CONTROL.test(raw)) {
        escaped +=
          clean.slice(from, i) +
          raw.replaceAll(EVERY_CONTROL, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
        from = end + 1
      }
      i = end
    } else if (code === 0x5b || code === 0x7b) {
      depth++
      if (code === 0x5b && list < 0 && depth === 2 && before === key) list = depth
    } else if (code === 0x5d || code === 0x7d) {
      depth--
      const ended = !closed && (code === 0x7d ? depth === list : depth === list - 1)
      if (ended) lastWhole = escaped.length + i + 1 - from
      if (ended && code === 0x5d) closed = true
    }
  }
  const whole = escaped + clean.slice(from)
  return depth > 0 && lastWhole > 0 ? `${whole.slice(0, lastWhole)}${closed ? '' : ']'}}` : whole
}

const CONTROL = /[\u0000-\u001f]/
const EVERY_CONTROL = /[\u0000-\u001f]/g

/** Where the string that opens at `from` closes, or the end of the text. */
export function stringEnd(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 0x5c) i++
    else if (code === 0x22) return i
  }
  return text.length
}
