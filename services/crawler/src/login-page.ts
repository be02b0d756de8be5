import { decode } from '@guanlan/extract'
import type { Fetched } from '@guanlan/ports'

/** Text beside the form: a page that says more than this has something to read, whatever form stands in its corner. */
const MOST_LETTERS = 400
const MOST_BYTES = 512 * 1024
const LOGIN_WORDS = /登录|登陆|请先登|扫码|sign ?in|log ?in/i
const LOGIN_PATH = /\b(?:login|signin|passport|sso|cas|oauth2?)\b/i
const PASSWORD_FIELD = /<input\b[^>]{0,300}type\s*=\s*["']?password\b/i

/**
 * Whether a page answered with 200 is a door that asks who we are: it has a field for a password, or we were sent to a path of that
 * name, and next to no text. Such a page is never collected, and nobody logs in.
 */
export function isLoginPage(fetched: Pick<Fetched, 'url' | 'finalUrl' | 'bytes' | 'contentType'>): boolean {
  const { bytes, contentType, url, finalUrl } = fetched
  if (bytes.length === 0 || bytes.length > MOST_BYTES) return false
  const octets = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  const sent = url !== finalUrl && LOGIN_PATH.test(new URL(finalUrl).pathname)
  if (!sent && !PASSWORD_FIELD.test(octets)) return false
  if (!/<(?:html|body|form|input|title)\b/i.test(octets)) return false
  const words = plainWords(decode(bytes, contentType).text)
  return LOGIN_WORDS.test(words) && (words.match(/[\p{L}\p{N}]/gu)?.length ?? 0) <= MOST_LETTERS
}

/** What stands between the tags, by one walk without backtracking. */
function plainWords(html: string): string {
  const shown: string[] = []
  const lower = html.toLowerCase()
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    if (open < 0) break
    shown.push(html.slice(at, open))
    const hidden = /^<(script|style|noscript)\b/.exec(lower.slice(open, open + 12))?.[1]
    const close = hidden === undefined ? html.indexOf('>', open) : lower.indexOf(`</${hidden}`, open)
    if (close < 0) return shown.join(' ')
    at = hidden === undefined ? close + 1 : close + hidden.length + 3
  }
  return [...shown, html.slice(at)].join(' ')
}
