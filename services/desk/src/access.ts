import type { Account, RecordRef, Role } from '@guanlan/domain'
import { Rejected } from '@guanlan/domain'
import type { Accounts } from '@guanlan/ports'
import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** No session needed. */
    open?: boolean
    /** One of these is needed; absent: any signed-in person. */
    roles?: readonly Role[]
  }
  interface FastifyRequest {
    account: Account | null
    /** The record a write is about, so that a conflict can show how it stands now. */
    target: RecordRef | null
  }
}

/** Name of the session cookie. */
export const SESSION_COOKIE = 'guanlan'

/** Whether the other end of the socket is this machine; never taken from a header. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address)
}

/** A demo account is good on this machine only. @throws {Rejected} desk/forbidden */
export function requireAllowedAddress(account: Account, request: FastifyRequest): void {
  if (account.demo && !isLoopback(request.socket.remoteAddress)) {
    throw new Rejected('desk/forbidden', { detail: '演示账号只能在本机使用' })
  }
}

/** The signed-in person. @throws {Rejected} desk/signed-out */
export function signedIn(request: FastifyRequest): Account {
  if (request.account === null) throw new Rejected('desk/signed-out')
  return request.account
}

/** @throws {Rejected} desk/foreign-origin when a browser says that another site makes the request */
function requireOwnOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreign =
    origin === undefined ? site !== undefined && site !== 'same-origin' && site !== 'none' : hostOf(origin) !== host
  if (foreign) throw new Rejected('desk/foreign-origin')
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Reads the session of every request and holds each route to its access; writes must come from our own pages. */
export function guardAccess(app: FastifyInstance, accounts: Accounts): void {
  app.decorateRequest('account', null)
  app.decorateRequest('target', null)
  app.addHook('onRequest', async request => {
    if (!SAFE.has(request.method)) requireOwnOrigin(request)
    const token = request.cookies[SESSION_COOKIE]
    const session = token === undefined || token === '' ? null : await accounts.session(token)
    if (session?.account.active) {
      requireAllowedAddress(session.account, request)
      request.account = session.account
    }
    const { open, roles } = request.routeOptions.config
    if (open === true) return
    const account = signedIn(request)
    if (roles !== undefined && !roles.some(role => account.roles.includes(role))) {
      throw new Rejected('desk/forbidden')
    }
  })
}
