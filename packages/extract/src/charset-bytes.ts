import iconv from 'iconv-lite'

/** Charsets that Node's decoders read with gaps: Big5 without its Hong Kong set, Korean without the syllables of UHC. */
const BY_ICONV = new Map([
  ['big5', 'big5-hkscs'],
  ['euc-kr', 'cp949'],
] as const)

/** One name per charset; GB2312 and GBK are read as their superset, since Node's 'gbk' loses the four-byte forms. */
const NAMES = new Map([
  ['gbk', 'gb18030'],
  ['cp936', 'gb18030'],
  ['gb18030', 'gb18030'],
  ['cp950', 'big5'],
  ['big5hkscs', 'big5'],
  ['cp949', 'euc-kr'],
  ['shiftjis', 'shift_jis'],
  ['eucjp', 'euc-jp'],
])

/** Text of bytes in a charset that `charsetNamed` gave; what is no character in it becomes U+FFFD, a mark at the start goes. */
export function textIn(charset: string, bytes: Uint8Array): string {
  const own = BY_ICONV.get(charset as 'big5')
  const text = own === undefined ? new TextDecoder(charset).decode(bytes) : iconv.decode(bytes, own)
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text // GB18030 has a mark too, and UTF-8's may stand there twice
}

/** The charset that a label means, in WHATWG's name; null for a label nobody knows and for charsets no browser reads. */
export function charsetNamed(label: string): string | null {
  const name = label.trim().toLowerCase()
  if (/^utf[-_]?8/.test(name)) return 'utf-8'
  for (const spelled of [name, name.replaceAll('_', '-')]) {
    try {
      const { encoding } = new TextDecoder(spelled)
      return NAMES.get(encoding) ?? encoding
    } catch {
      // not one of WHATWG's labels: iconv-lite knows more spellings, such as cp936, euc-cn, ms950
    }
  }
  return iconv.encodingExists(name) ? (NAMES.get(String(iconv.getCodec(name).encodingName)) ?? null) : null
}
