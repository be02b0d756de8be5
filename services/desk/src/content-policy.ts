import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    nonce: string // of this answer; goes into index.html and the policy
  }
}

const FIXED = "object-src 'none'; base-uri 'none'; form-action 'self'"

/** The console's policy: nothing from elsewhere, styles by nonce, no inline script, never framed. */
export function consolePolicy(nonce: string): string {
  return `default-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ${FIXED}; frame-ancestors 'none'`
}

/** For the API's own documentation pages, which write their styles inline. */
export const API_PAGES_POLICY = `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; ${FIXED}; frame-ancestors 'none'`

/** For a printed issue: it may only be looked at, in a frame of our own, with its own styles; a figure that is clicked opens its search in place of the page. */
export const ISSUE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const

/** Headers of an answer that is written by hand, past Fastify's own. */
export function plainHeaders(nonce: string): Readonly<Record<string, string>> {
  return { ...HEADERS, 'content-security-policy': consolePolicy(nonce) }
}

/** Puts the policy and its companions on every answer. */
export function guardContent(app: FastifyInstance): void {
  app.decorateRequest('nonce', '')
  app.addHook('onRequest', async (request, reply) => {
    request.nonce = randomBytes(16).toString('base64')
    reply.headers(plainHeaders(request.nonce))
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
  })
}

/** Replaces the policy of one answer. */
export function withPolicy(reply: FastifyReply, policy: string): FastifyReply {
  return reply.header('content-security-policy', policy)
}
