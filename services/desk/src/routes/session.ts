import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Rejected } from '@guanlan/domain'
import { Type } from 'typebox'
import { requireAllowedAddress, SESSION_COOKIE } from '../access.ts'
import { Attempts } from '../attempts.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, Closed, Nullable, problems } from '../fields.ts'

const LogIn = Closed({
  id: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 1024 }),
})

/**
 * POST /api/session 200 · 401 wrong name or password · 403 demo account from elsewhere · 429 too many failures
 * GET /api/session who is here, needs no session · DELETE /api/session 204
 */
export const sessionRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { accounts, clock, settings } = deps
    const attempts = new Attempts()
    const cookie = {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: settings.secureCookies,
    } as const

    app.post(
      '/session',
      {
        config: { open: true },
        schema: {
          tags: ['登录'],
          summary: '登录',
          body: LogIn,
          response: { 200: Type.Object({ account: Anything }), ...problems(400, 401, 403, 429) },
        },
      },
      async (request, reply) => {
        const { id, password } = request.body
        const key = `${id}|${request.socket.remoteAddress ?? ''}`
        const known = await attempts.check(key, clock.now(), async () => {
          const session = await accounts.signIn(id, password, settings.sessionMs)
          const account = session === null ? null : await accounts.get(session.accountId)
          return session === null || account === null ? null : { session, account }
        })
        if (known === null) throw new Rejected('desk/wrong-credentials')
        const { session, account } = known
        try {
          requireAllowedAddress(account, request)
        } catch (error) {
          await accounts.signOut(session.token)
          throw error
        }
        const maxAge = Math.floor(settings.sessionMs / 1000)
        return reply.setCookie(SESSION_COOKIE, session.token, { ...cookie, maxAge }).send({ account })
      },
    )

    app.delete(
      '/session',
      {
        config: { open: true },
        schema: { tags: ['登录'], summary: '退出', response: { 204: Type.Null() } },
      },
      async (request, reply) => {
        const token = request.cookies[SESSION_COOKIE]
        if (token !== undefined) await accounts.signOut(token)
        return reply.clearCookie(SESSION_COOKIE, cookie).code(204).send(null)
      },
    )

    app.get(
      '/session',
      {
        config: { open: true },
        schema: {
          tags: ['登录'],
          summary: '当前登录者',
          response: {
            200: Type.Object({
              account: Nullable(Anything),
              demo: Type.Boolean(),
              bureau: Type.String(),
              now: Type.Integer(),
              needsSetup: Type.Boolean(),
            }),
          },
        },
      },
      async request => ({
        account: request.account,
        demo: settings.demo,
        bureau: settings.bureau,
        now: clock.now(),
        needsSetup: request.account === null && (await accounts.list()).length === 0,
      }),
    )
  }
