import { timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Conflict, type Move, Rejected } from '@guanlan/domain'
import { Type } from 'typebox'
import { Attempts } from '../attempts.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, Closed, problems } from '../fields.ts'
import { sha256 } from '../hash.ts'
import { moveBy, versionNow, write } from '../writing.ts'

const SetUp = Closed({
  code: Type.String({ minLength: 1, maxLength: 200 }),
  id: Type.String({ minLength: 2, maxLength: 32 }),
  name: Type.String({ minLength: 1, maxLength: 40 }),
  post: Type.String({ maxLength: 60 }),
  unit: Type.String({ maxLength: 60 }),
  password: Type.String({ minLength: 1, maxLength: 1024 }),
})

const same = (a: string, b: string) => timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))

/** POST /api/setup the first account, while there is none: 201 · 409 there is one · 401 wrong code · 422 weak password · 429 */
export const setupRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const attempts = new Attempts()
    let underWay = false
    app.post(
      '/setup',
      {
        config: { open: true },
        schema: {
          tags: ['登录'],
          summary: '建立第一个账号',
          body: SetUp,
          response: { 201: Type.Object({ account: Anything }), ...problems(400, 401, 409, 422, 429) },
        },
      },
      async (request, reply) => {
        const { code, password, ...person } = request.body
        const address = request.socket.remoteAddress ?? ''
        const right = await attempts.check(address, deps.clock.now(), async () =>
          deps.settings.setupCode !== null && same(code, deps.settings.setupCode) ? true : null,
        )
        if (right === null) throw new Rejected('desk/wrong-setup-code')
        if (underWay) throw new Conflict('desk/already-set-up')
        underWay = true
        try {
          if ((await deps.accounts.list()).length > 0) throw new Conflict('desk/already-set-up')
          const account = await deps.accounts.create(
            { ...person, roles: ['admin', 'officer', 'analyst'], demo: false },
            password,
          )
          const { roles, name, post, unit } = account
          const move: Move = moveBy(account, deps.clock.now(), 'account', account.id, 'created', {
            roles,
            name,
            post,
            unit,
          })
          await write(
            deps,
            [{ kind: 'account', id: account.id, version: versionNow(deps, 'account', account.id) }],
            [move],
          )
          return await reply.code(201).send({ account })
        } finally {
          underWay = false
        }
      },
    )
  }
