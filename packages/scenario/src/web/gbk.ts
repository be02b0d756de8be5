import { Buffer } from 'node:buffer'

let codes: ReadonlyMap<string, number> | null = null

/** Two-byte codes by character, from decoding every pair once: Node decodes GBK but does not encode it. */
function table(): ReadonlyMap<string, number> {
  if (codes !== null) return codes
  const decoder = new TextDecoder('gbk')
  const made = new Map<string, number>()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if ([...character].length === 1 && character !== '\uFFFD' && !made.has(character))
        made.set(character, (lead << 8) | trail)
    }
  }
  codes = made
  return made
}

/** A page in GBK bytes. What GBK does not know becomes a numeric character reference, as browsers write it. */
export function encodeGbk(html: string): Buffer {
  const known = table()
  const bytes: number[] = []
  for (const character of html) {
    const point = character.codePointAt(0)!
    const code = known.get(character)
    if (point < 0x80) bytes.push(point)
    else if (code !== undefined) bytes.push(code >> 8, code & 0xff)
    else for (const sign of `&#${point};`) bytes.push(sign.charCodeAt(0))
  }
  return Buffer.from(bytes)
}
