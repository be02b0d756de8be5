import { decode, plainText } from '@guanlan/extract'
import type { Fetched } from '@guanlan/ports'

/** Plain text of a fetched page, whatever its charset: what a person who opens it can read. */
export function articleText(page: Fetched): string {
  return plainText(decode(page.bytes, page.contentType).text)
}
