import { utf16Fit } from './utf16-fit.ts'

/** What bytes are, whatever a header says of them. */
export type BodyKind = 'html' | 'xml' | 'json' | 'text' | 'binary' | 'empty'

const MAGIC: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // %PDF
  [0x50, 0x4b, 0x03, 0x04], // zip, docx, xlsx
  [0x89, 0x50, 0x4e, 0x47], // png
  [0xff, 0xd8, 0xff], // jpeg
  [0x47, 0x49, 0x46, 0x38], // gif
  [0x1f, 0x8b], // gzip
  [0xd0, 0xcf, 0x11, 0xe0], // doc, xls
  [0x52, 0x49, 0x46, 0x46], // webp, wav
  [0x7f, 0x45, 0x4c, 0x46], // elf
]

/** Looks at the first bytes: a content type that lies is found out here. A few NUL bytes in text do not make it binary. */
export function bodyKind(bytes: Uint8Array): BodyKind {
  if (bytes.length === 0) return 'empty'
  if (MAGIC.some(magic => magic.every((byte, i) => bytes[i] === byte))) return 'binary'
  const head = bytes.subarray(0, 4096)
  const wide = utf16Mark(head) ?? utf16Fit(head)
  let odd = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) odd++
  if (wide === null && odd > Math.max(2, head.length * 0.1)) return 'binary'
  const text = new TextDecoder(wide ?? 'latin1').decode(head)
  const start = text.replace(/^[\u00ef\u00bb\u00bf\ufeff\s\0]+/, '')
  if (start === '') return 'empty'
  if (/^[[{]/.test(start)) return 'json'
  if (/^(?:<\?xml|<(?:rss|feed|rdf|urlset|sitemapindex)\b)/i.test(start)) return /<html\b/i.test(start) ? 'html' : 'xml'
  return /<(?:!doctype html|html|head|body|div|p|a|h1|meta|title|table)\b/i.test(start) ? 'html' : 'text'
}

function utf16Mark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}
