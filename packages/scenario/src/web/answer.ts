import type { Buffer } from 'node:buffer'
import type { EpochMs } from '@guanlan/domain'
import type { Shelf } from './shelf.ts'

/** What a site answers to one address. */
export type Answer = Readonly<{
  status: number
  type: string
  body: string | Buffer
  modifiedAt: EpochMs | null // null = the answer carries no Last-Modified
}>

/** One request as a site sees it: never more than an address and what stands there now. */
export type Asked = Readonly<{ path: string; query: URLSearchParams; origin: string; shelf: Shelf }>

/** A site: an answer, or null for an address it does not have. */
export type Pages = (asked: Asked) => Answer | null

/** A page of HTML; bytes are taken as they are, with the charset named for them. */
export function html(body: string | Buffer, modifiedAt: EpochMs | null, type = 'text/html; charset=utf-8'): Answer {
  return { status: 200, type, body, modifiedAt }
}

/** Any other document. */
export function plain(type: string, body: string, modifiedAt: EpochMs | null): Answer {
  return { status: 200, type, body, modifiedAt }
}

/** The first site that knows the address answers. */
export function firstOf(...sites: readonly Pages[]): Pages {
  return asked => {
    for (const site of sites) {
      const answer = site(asked)
      if (answer !== null) return answer
    }
    return null
  }
}

/** The `page` of a query, 1 when there is none that makes sense. */
export function pageOf(query: URLSearchParams): number {
  return wholeNumber(query.get('page'), 1)
}

/** A whole number from 1, or the other value for anything else. */
export function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : otherwise
}
