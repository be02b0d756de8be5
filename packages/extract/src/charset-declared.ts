import { charsetNamed } from './charset-bytes.ts'
import { withoutUnread } from './raw-markup.ts'

/** A charset that something around or in the bytes claims. */
export type Declared = Readonly<{ charset: string; by: 'header' | 'meta' | 'xml' }>

/** Where browsers look for a meta is 1 KB; pages of the Chinese web put it after long scripts. */
const WINDOW = 8192
/** A claim that comes later than that is only a hint, but better than none. */
const LATE_WINDOW = 131_072

/** What header, XML prolog and meta claim, strongest first; labels nobody knows are left out. */
export function declaredCharsets(bytes: Uint8Array, contentType: string | null): readonly Declared[] {
  const found: Declared[] = []
  const add = (label: string | undefined, by: Declared['by']) => {
    const charset = label === undefined ? null : charsetNamed(label)
    if (charset !== null) found.push({ charset, by })
  }
  add(labelIn(contentType ?? ''), 'header')
  const head = latin1(bytes.subarray(0, WINDOW))
  const prolog = /^[\s\ufeff\xef\xbb\xbf]{0,64}<\?xml\b([^>]{0,200})/i.exec(head)?.[1]
  add(/\bencoding\s*=\s*["']?\s*([\w.:-]+)/i.exec(prolog ?? '')?.[1], 'xml')
  const before = found.length
  for (const label of metaLabels(head)) add(label, 'meta')
  if (found.length === before && bytes.length > WINDOW) {
    for (const label of metaLabels(latin1(bytes.subarray(0, LATE_WINDOW)))) add(label, 'meta')
  }
  // WHATWG: a prolog or meta that can be read as ASCII is not UTF-16, so the claim means UTF-8
  return found.map(claim =>
    claim.by !== 'header' && claim.charset.startsWith('utf-16') ? { ...claim, charset: 'utf-8' } : claim,
  )
}

/** `<meta charset=…>` and `<meta http-equiv=content-type content=…>` outside comments, scripts and styles. */
function* metaLabels(head: string): Generator<string> {
  for (const [tag] of withoutUnread(head).matchAll(/<meta\b[^>]{0,1000}/gi)) {
    const bare = tag.replace(/\scontent\s*=\s*(?:"[^"]*"|'[^']*'|[^\s]+)/i, '')
    // a description may speak of charsets too: only a content type states one
    const label = labelIn(bare) ?? (/http-equiv|text\/html/i.test(tag) ? labelIn(tag) : undefined)
    if (label !== undefined) yield label
  }
}

/** The first label after `charset=`, whatever quotes stand around it, full-width ones in GBK bytes included. */
function labelIn(text: string): string | undefined {
  return /charset\s*[=:][^\w>]{0,8}([\w.:-]+)/i.exec(text)?.[1]
}

/** One character per byte, 0 to 255, so that positions are those of the bytes. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
