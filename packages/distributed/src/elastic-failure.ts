import { errors } from '@elastic/elasticsearch'
import { Unavailable } from '@guanlan/domain'

/** Answers that waiting may change: overload, a node without its shard, a proxy without its server. */
const AWAY = new Set([408, 429, 502, 503, 504])
const NOT_ADMITTED = new Set([401, 403])

/** Whether a request or one item of a bulk was turned away for now. */
export const isAway = (status: number): boolean => AWAY.has(status)

/**
 * A failure of the client as one of ours. The client's own errors carry the request, and with it people's words, so they are never
 * passed on as a cause: only their names and codes are.
 */
export function failure(error: unknown): unknown {
  if (error instanceof errors.ResponseError) {
    const status = error.statusCode ?? 0
    const cause = new Error(`Elasticsearch answered ${status} ${reasonOf(error)}`)
    if (AWAY.has(status)) return new Unavailable('elastic/away', { cause, detail: `${status}` })
    if (NOT_ADMITTED.has(status)) return new Unavailable('elastic/not-admitted', { cause, detail: `${status}` })
    return Object.assign(cause, { status, reason: reasonOf(error) })
  }
  if (
    error instanceof errors.ConnectionError ||
    error instanceof errors.TimeoutError ||
    error instanceof errors.NoLivingConnectionsError
  ) {
    const cause = new Error(`${error.name}: ${error.message}`)
    return new Unavailable('elastic/away', { cause, detail: error.name })
  }
  if (error instanceof errors.ElasticsearchClientError) return new Error(`${error.name}: ${error.message}`)
  return error
}

/** Elasticsearch's own name for what went wrong, such as `version_conflict_engine_exception`. */
export function reasonOf(error: unknown): string {
  if (error instanceof errors.ResponseError) {
    const { body } = error
    const told = typeof body === 'object' && body !== null && 'error' in body ? (body.error as unknown) : null
    return typeof told === 'object' && told !== null && 'type' in told ? String(told.type) : 'unknown'
  }
  return error instanceof Error && 'reason' in error ? String(error.reason) : 'unknown'
}
