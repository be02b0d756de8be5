/** One GET, with what is known from the last time. */
export type FetchRequest = Readonly<{
  url: string
  etag?: string | null
  lastModified?: string | null
  maxBytes?: number // after inflation; default 8 MiB
  cut?: boolean // of a longer body the first `maxBytes` are enough; default false: it is refused
  deadlineMs?: number // for the whole exchange with all redirects; default 20 s
  accept?: string
  mayFollow?: (next: URL) => Promise<void> // asked before a redirect is followed; what it throws ends the exchange
}>

export type Fetched = Readonly<{
  url: string // as asked
  finalUrl: string // after redirects
  status: number // 200 … 299, or 304
  notModified: boolean
  contentType: string // as declared, '' when absent
  etag: string | null
  lastModified: string | null
  bytes: Uint8Array // inflated; empty for 304
  headers?: Readonly<Record<string, string>> // of the answer, names in lower case; never cookies
}>

/**
 * Reads the public web. Refuses private addresses unless allowed by configuration.
 * @throws {Rejected} what will not change by waiting (4xx, too large, redirect loop, private address)
 * @throws {Unavailable} what may (5xx, 429, time-out, network)
 */
export interface Fetcher {
  fetch(request: FetchRequest): Promise<Fetched>
  close(): Promise<void>
}
