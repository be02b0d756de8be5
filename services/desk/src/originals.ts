import { canonicalUrl, DAY_MS, errorCode, type Mention } from '@guanlan/domain'
import type { Receipt } from '@guanlan/ports'
import type { DeskDeps } from './deps.ts'

type Deps = Pick<DeskDeps, 'clock' | 'evidence' | 'pageText'>

const PAGE = 200
/** Characters of a line that tell a mention from any other; a line shorter than the least tells nothing. */
const TELLING = 24
const LEAST = 6

const close = (text: string) => text.normalize('NFKC').replace(/\s+/gu, '')

/**
 * Hashes of every original of the mention's source that holds it: pages read at its address, and lists, feeds and rows in which its words
 * stand, however often they were fetched since. Reads bytes, shows none.
 */
export async function* originalsHolding(deps: Deps, mention: Mention): AsyncGenerator<string> {
  const { clock, evidence } = deps
  const search = { fromAt: mention.seenAt - DAY_MS, toAt: clock.now() + 1, sourceId: mention.sourceId }
  const words = tellingWords(mention)
  const judged = new Set<string>()
  for (let after: string | undefined; ; ) {
    const { receipts, next } = await evidence.received(search, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    })
    for (const receipt of receipts) {
      if (judged.has(receipt.hash)) continue
      judged.add(receipt.hash)
      if (isItsPage(receipt, mention) || (await says(deps, receipt, words))) yield receipt.hash
    }
    if (next === null) return
    after = next
  }
}

function isItsPage({ url, finalUrl }: Receipt, mention: Mention): boolean {
  if (mention.url === null) return false
  return [url, finalUrl].some(one => one !== null && canonicalUrl(one) === mention.url)
}

/** The longest stretch of one line that no star covers. */
function tellingWords({ title, text }: Mention): string | null {
  const stretches = `${text}\n${title}`.split(/[\n*]+/).map(close)
  const longest = stretches.reduce((best, one) => (one.length > best.length ? one : best), '')
  return longest.length < LEAST ? null : longest.slice(0, TELLING)
}

async function says({ evidence, pageText }: Deps, receipt: Receipt, words: string | null): Promise<boolean> {
  if (words === null) return false
  try {
    const { bytes } = await evidence.get(receipt.hash)
    return close(readable(pageText, receipt, bytes)).includes(words)
  } catch (error) {
    if (errorCode(error) === 'bug') throw error
    return false // gone or damaged: there is nothing left to read
  }
}

/** An original as people read it: a page as its plain text, anything else as it is. */
export function readable(pageText: Deps['pageText'], receipt: Pick<Receipt, 'mediaType'>, bytes: Uint8Array): string {
  const { mediaType } = receipt
  if (/json/i.test(mediaType)) return new TextDecoder().decode(bytes)
  const url = 'https://evidence.example/'
  const none = { status: 200, notModified: false, etag: null, lastModified: null }
  return pageText({ ...none, url, finalUrl: url, contentType: mediaType, bytes })
}
