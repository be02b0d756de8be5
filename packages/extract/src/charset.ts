import { Rejected } from '@guanlan/domain'
import { betterReading, sampleOf } from './charset-statistics.ts'

/** Above this many bytes nothing is decoded: 20 MB. */
export const LONGEST_BYTES = 20_000_000

/** What settled the charset, strongest first. `statistics` means that nothing declared fitted the bytes. */
export type CharsetReason = 'bom' | 'utf8' | 'header' | 'meta' | 'xml' | 'statistics' | 'ascii'

/** Text with the charset it was read in; `overruled` is a declared charset that did not fit the bytes, else null. */
export type Decoded = Readonly<{ text: string; charset: string; reason: CharsetReason; overruled: string | null }>

const DECLARED_WINDOW = 8192
/** GB2312 and GBK are read as their superset: Node's 'gbk' loses the four-byte forms. */
const ALIASES: Readonly<Record<string, string>> = {
  gb2312: 'gb18030',
  'gb_2312-80': 'gb18030',
  gb_2312: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  cp936: 'gb18030',
  utf8: 'utf-8',
  'big5-hkscs': 'big5',
}

/**
 * Reads bytes as text. Order: BOM, strict UTF-8, HTTP header, meta or XML declaration, statistics. A declared charset
 * that does not fit the bytes is overruled and named in the result.
 * @param contentType the HTTP header, or null
 * @throws {Rejected} 'extract/too-large' above LONGEST_BYTES
 */
export function decode(bytes: Uint8Array, contentType: string | null = null): Decoded {
  if (bytes.length > LONGEST_BYTES) throw new Rejected('extract/too-large', { detail: `${bytes.length}` })
  const marked = byMark(bytes)
  if (marked !== null) return read(bytes, marked, 'bom', null)
  const declared = declarations(bytes, contentType)
  const utf8 = utf8Fit(bytes)
  if (utf8 === 'ascii') {
    const escaped = declared.find(d => d.charset === 'iso-2022-jp')
    return escaped ? read(bytes, escaped.charset, escaped.by, null) : read(bytes, 'utf-8', 'ascii', null)
  }
  if (utf8 === 'valid') return read(bytes, 'utf-8', 'utf8', declared.find(d => d.charset !== 'utf-8')?.charset ?? null)
  const sample = sampleOf(bytes)
  for (const { charset, by } of declared) {
    if (charset === 'utf-8' ? utf8 === 'dirty' : !betterReading(sample, charset)) {
      return read(bytes, charset, by, declared[0]?.charset === charset ? null : (declared[0]?.charset ?? null))
    }
  }
  const best = utf8 === 'dirty' ? 'utf-8' : (betterReading(sample, null) ?? 'windows-1252')
  return read(bytes, best, 'statistics', declared[0]?.charset ?? null)
}

function read(bytes: Uint8Array, charset: string, reason: CharsetReason, overruled: string | null): Decoded {
  return { text: new TextDecoder(charset).decode(bytes), charset, reason, overruled }
}

function byMark(b: Uint8Array): string | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8'
  if (b[0] === 0xff && b[1] === 0xfe) return 'utf-16le'
  if (b[0] === 0xfe && b[1] === 0xff) return 'utf-16be'
  // '<?' or '<!' in two-byte units: no mark, but nothing else can look like this
  if (b[0] === 0x3c && b[1] === 0 && b[2] !== 0 && b[3] === 0) return 'utf-16le'
  if (b[0] === 0 && b[1] === 0x3c && b[2] === 0 && b[3] !== 0) return 'utf-16be'
  return null
}

/** `dirty`: UTF-8 but for a few broken sequences, such as a cut end or one bad byte in a comment. */
function utf8Fit(bytes: Uint8Array): 'ascii' | 'valid' | 'dirty' | 'no' {
  let good = 0
  let bad = 0
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i]!
    if (lead < 0x80) {
      i++
      continue
    }
    const length = sequenceLength(bytes, i)
    if (length > 0) good++
    else if (i + 4 <= bytes.length || lead < 0xc2) bad++
    i += length || 1
  }
  if (bad === 0) return good === 0 ? (bytes.some(b => b >= 0x80) ? 'no' : 'ascii') : 'valid'
  return good > bad * 10 ? 'dirty' : 'no'
}

/** Length of the valid UTF-8 sequence at `i`, 0 when there is none (over-long forms and surrogates included). */
function sequenceLength(b: Uint8Array, i: number): number {
  const lead = b[i]!
  const second = b[i + 1] ?? 0
  const follows = (at: number) => ((b[at] ?? 0) & 0xc0) === 0x80
  if (lead >= 0xc2 && lead <= 0xdf) return follows(i + 1) ? 2 : 0
  if (lead >= 0xe0 && lead <= 0xef) {
    if (!follows(i + 1) || !follows(i + 2)) return 0
    return (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f) ? 0 : 3
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    if (!follows(i + 1) || !follows(i + 2) || !follows(i + 3)) return 0
    return (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f) ? 0 : 4
  }
  return 0
}

type Declaration = Readonly<{ charset: string; by: 'header' | 'meta' | 'xml' }>

/** What header, XML prolog and meta say, strongest first; unknown labels are left out. */
function declarations(bytes: Uint8Array, contentType: string | null): Declaration[] {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARED_WINDOW))
  const visible = head.replace(/<!--[\s\S]*?(?:-->|$)/g, '').replace(/<(script|style)\b[\s\S]*?(?:<\/\1|$)/gi, '')
  const found: Declaration[] = []
  const add = (label: string | undefined, by: Declaration['by']) => {
    const charset = known(label)
    if (charset !== null) found.push({ charset, by })
  }
  add(/charset\s*=\s*["']?\s*([^\s"';,]+)/i.exec(contentType ?? '')?.[1], 'header')
  add(/^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/i.exec(visible)?.[1], 'xml')
  for (const [tag] of visible.matchAll(/<meta\b[^>]*>/gi)) {
    const label = /charset\s*=\s*["']?\s*([^\s"'/>;]+)/i.exec(tag)?.[1]
    // WHATWG: a meta tag cannot be read if the page were UTF-16, so the claim means UTF-8
    add(/^utf-16/i.test(label ?? '') ? 'utf-8' : label, 'meta')
  }
  return found
}

function known(label: string | undefined): string | null {
  if (label === undefined) return null
  const name = label.toLowerCase()
  if (name in ALIASES) return ALIASES[name]!
  try {
    const { encoding } = new TextDecoder(name)
    return ALIASES[encoding] ?? encoding
  } catch {
    return null
  }
}
