/** Bytes looked at. */
const HEAD = 2048
const FEWEST_UNITS = 4

/**
 * The UTF-16 in which bytes without a mark are text: ASCII in two-byte units shows by its NULs on one side, Chinese alone by
 * reading as Chinese. null: it is none.
 */
export function utf16Fit(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const head = bytes.subarray(0, HEAD)
  const units = head.length >> 1
  if (units < FEWEST_UNITS) return null
  let even = 0
  let odd = 0
  let control = 0
  for (let i = 0; i < units * 2; i++) {
    const byte = head[i]!
    if (byte === 0) i % 2 === 0 ? even++ : odd++
    else if (byte < 0x20 && (byte < 9 || byte > 13)) control++
  }
  if (odd > units / 5 && even * 10 < odd) return 'utf-16le'
  if (even > units / 5 && odd * 10 < even) return 'utf-16be'
  // other charsets read as Chinese too, but no text of them holds control characters
  if (control < 2 || control < units / 20) return null
  if (readsAsChinese(head, 1)) return 'utf-16le'
  return readsAsChinese(head, 0) ? 'utf-16be' : null
}

/** Whether nearly every unit is Han, CJK punctuation, kana or ASCII; `upper` is where in a unit its upper byte stands. */
function readsAsChinese(head: Uint8Array, upper: 0 | 1): boolean {
  const units = head.length >> 1
  let good = 0
  let ascii = 0
  for (let i = 0; i < units * 2; i += 2) {
    const code = head[i + upper]! * 256 + head[i + 1 - upper]!
    if (
      (code >= 0x4e00 && code <= 0x9fff) ||
      (code >= 0x3000 && code <= 0x30ff) ||
      (code >> 8 === 0xff && code < 0xfff0)
    )
      good++
    else if (code < 0x7f && (code >= 0x20 || code === 10 || code === 13 || code === 9)) ascii++
  }
  return good + ascii > units * 0.95 && good > units / 4
}
