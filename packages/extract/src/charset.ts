import { Rejected } from '@guanlan/domain'
import { textIn } from './charset-bytes.ts'
import { type Declared, declaredCharsets } from './charset-declared.ts'
import { type Likelihoods, likelihoods } from './charset-detector.ts'
import { utf8Fit } from './utf8-fit.ts'
import { utf16Fit } from './utf16-fit.ts'

/** Above this many bytes nothing is decoded: 20 MB. */
export const LONGEST_BYTES = 20_000_000

/** What settled the charset, strongest first. `statistics` means that nothing declared fitted the bytes. */
export type CharsetReason = 'bom' | 'utf8' | 'header' | 'meta' | 'xml' | 'statistics' | 'ascii'

/** Text with the charset it was read in; `overruled` is a declared charset that did not fit the bytes, else null. */
export type Decoded = Readonly<{ text: string; charset: string; reason: CharsetReason; overruled: string | null }>

/** How many times likelier than a declared charset another must be to overrule it; with few bytes to go by, more. */
const CLEARLY = 3
const CLEARLY_OF_FEW = 20
/** The charset of pages of which nothing is known, as browsers have it. */
const UNKNOWN = 'windows-1252'

/**
 * Reads bytes as text. Order: BOM, strict UTF-8, HTTP header, XML declaration, meta, statistics. Everything declared is checked
 * against the bytes; what does not fit them is overruled and named in the result.
 * @param contentType the HTTP header, or null
 * @throws {Rejected} 'extract/too-large' above LONGEST_BYTES
 */
export function decode(bytes: Uint8Array, contentType: string | null = null): Decoded {
  if (bytes.length > LONGEST_BYTES) throw new Rejected('extract/too-large', { detail: `${bytes.length}` })
  const marked = byMark(bytes)
  if (marked !== null) return { text: textIn(marked, bytes), charset: marked, reason: 'bom', overruled: null }
  // a page of another charset put together from parts may carry the mark of the first part
  const body = startsWith(bytes, UTF8_MARK) ? bytes.subarray(UTF8_MARK.length) : bytes
  const declared = declaredCharsets(body, contentType)
  const { charset, reason } = settle(body, declared)
  const first = declared[0]?.charset
  const overruled = first === undefined || first === charset ? null : first
  return { text: textIn(charset, body), charset, reason, overruled: reason === 'ascii' ? null : overruled }
}

const UTF8_MARK = [0xef, 0xbb, 0xbf]

const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, i) => bytes[i] === byte)

function byMark(bytes: Uint8Array): string | null {
  if (startsWith(bytes, UTF8_MARK)) return utf8Fit(bytes).fit === 'no' ? null : 'utf-8'
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  return startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : null
}

type Verdict = Readonly<{ charset: string; reason: CharsetReason }>

function settle(bytes: Uint8Array, declared: readonly Declared[]): Verdict {
  const { fit, odd } = utf8Fit(bytes)
  const claimed = (charset: string, otherwise: CharsetReason): Verdict => ({
    charset,
    reason: declared.find(claim => claim.charset === charset)?.by ?? otherwise,
  })
  const wide = fit === 'valid' ? null : utf16Fit(bytes)
  if (wide !== null) return claimed(wide, 'statistics')
  if (fit === 'ascii') {
    return hasEscapes(bytes) ? claimed('iso-2022-jp', 'statistics') : { charset: 'utf-8', reason: 'ascii' }
  }
  const doubtful = odd > 0 && odd <= FEW_ODD && declared.length > 0
  if (fit === 'valid' && !doubtful) return { charset: 'utf-8', reason: 'utf8' }
  if (fit === 'dirty') return claimed('utf-8', 'statistics')
  const found = likelihoods(bytes)
  for (const { charset, by } of declared) {
    if (fit === 'valid' && charset === 'utf-8') return { charset, reason: 'utf8' }
    if (stands(charset, found)) return { charset, reason: by }
  }
  if (fit === 'valid') return { charset: 'utf-8', reason: 'utf8' }
  return { charset: likeliest(found) ?? UNKNOWN, reason: 'statistics' }
}

/** One or two Chinese characters in GBK may by chance be UTF-8 forms of two bytes: then a declaration decides. */
const FEW_ODD = 4

/** Whether a declared charset is about as likely as the likeliest. One of single bytes that the detector was not asked about stands for its family. */
function stands(charset: string, { of, whole, few }: Likelihoods): boolean {
  const [best] = of
  if (charset.startsWith('utf-') || charset === 'iso-2022-jp') return false
  if (best === undefined || best[0] === charset) return true
  const share = whole.get(charset)
  const likely = of.get(charset) ?? (share === undefined ? Math.max(0, ...singles(of, whole)) : 0)
  // rare characters have no statistics; but what is whole in a charset of several bytes is hardly ever one of single bytes
  if (share === 1 && (few ? best[1] < 0.5 : !whole.has(best[0]))) return true
  return best[1] < likely * (few ? CLEARLY_OF_FEW : CLEARLY)
}

/** The likeliest charset. A few bytes that are whole in one of several bytes are read in it: this is a house for Chinese. */
function likeliest({ of, whole, few, rows }: Likelihoods): string | undefined {
  const names = [...of.keys()]
  return (few && rows === 1 ? names.find(name => whole.get(name) === 1) : undefined) ?? names[0]
}

/** Likelihoods of the charsets of single bytes. */
const singles = (of: Likelihoods['of'], whole: Likelihoods['whole']) =>
  [...of].filter(([name]) => !whole.has(name)).map(([, likely]) => likely)

/** The escapes of ISO-2022-JP, which is ASCII to the eye. */
function hasEscapes(bytes: Uint8Array): boolean {
  const at = bytes.indexOf(0x1b)
  return at >= 0 && bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x42 || bytes[at + 2] === 0x40)
}
