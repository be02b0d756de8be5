import { Conflict, errorCode, NotFound, Rejected, Unavailable } from '@guanlan/domain'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { errorTitle } from './error-words.ts'
import type { Log } from './log.ts'

/** An answer by RFC 9457, with no internals in it. */
export type Problem = Readonly<{ type: 'about:blank'; title: string; status: number; code: string; detail?: string }>

/** HTTP meaning of an error, given only here at the edge. */
export function statusOf(error: unknown): number {
  if (error instanceof Rejected) return STATUS_BY_CODE[error.code] ?? 422
  if (error instanceof NotFound) return 404
  if (error instanceof Conflict) return 409
  if (error instanceof Unavailable) return 503
  return 500
}

/** Refusals whose HTTP status says more than 422. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  'desk/signed-out': 401,
  'desk/wrong-credentials': 401,
  'desk/forbidden': 403,
  'desk/foreign-origin': 403,
  'desk/too-many-attempts': 429,
  'door/unknown-key': 401,
  'door/bad-signature': 401,
  'door/stale': 401,
  'http/too-large': 413,
  'http/bad-request': 400,
}

/** The problem document of an error. */
export function problemOf(error: unknown): Problem {
  const code = errorCode(error)
  const detail = code !== 'bug' && 'detail' in (error as object) ? (error as { detail: string | null }).detail : null
  return {
    type: 'about:blank',
    title: errorTitle(code),
    status: statusOf(error),
    code,
    ...(detail === null ? {} : { detail }),
  }
}

function fromFastify(error: FastifyError): unknown {
  if (error.validation !== undefined) return new Rejected('http/bad-request', { detail: error.message, cause: error })
  if (error.statusCode === 413) return new Rejected('http/too-large', { cause: error })
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new Rejected('http/bad-request', { detail: error.code, cause: error })
  }
  return error
}

/**
 * Makes every failure of a Fastify instance a problem document. A bug is logged as an error, with its stack, and answered without; what
 * will pass by waiting is a warning; a refusal is for whoever debugs.
 */
export function answerProblems(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const known = fromFastify(error)
    const problem = problemOf(known)
    const fields = { code: problem.code, route: request.routeOptions.url }
    if (problem.status === 503) log.warn({ ...fields, detail: problem.detail }, 'request has to wait')
    else if (problem.status >= 500) log.error({ ...fields, err: error }, 'request failed')
    else log.debug(fields, 'request refused')
    return reply.code(problem.status).type('application/problem+json').send(problem)
  })
}
