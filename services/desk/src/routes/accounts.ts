import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Account, Rejected, ROLES } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, ById, Closed, OneOf, problems, Text } from '../fields.ts'
import { moveBy, versionNow, write } from '../writing.ts'

const Person = {
  name: Type.String({ minLength: 1, maxLength: 40 }),
  post: Text(60),
  unit: Text(60),
  roles: Type.Array(OneOf(ROLES), { uniqueItems: true }),
}
const Password = Type.String({ minLength: 1, maxLength: 1024 })
const AccountAnswer = Type.Object({ account: Anything })

/** GET|POST /api/accounts · PUT /api/accounts/:id · POST …/password: administrators; one's own password by oneself: 200, 201, 204 · 403 · 404 · 409 · 422 */
export const accountRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { accounts, clock } = deps
    const config = { roles: ['admin'] } as const
    const tags = ['账号']

    /** Who was given which role is a move; a password never is more than the fact. */
    const noted = (request: Parameters<typeof signedIn>[0], id: string, type: string, body: object) => {
      const move = moveBy(signedIn(request), clock.now(), 'account', id, type, body)
      return write(deps, [{ kind: 'account', id, version: versionNow(deps, 'account', id) }], [move])
    }
    const given = ({ name, post, unit, roles, active }: Account) => ({ name, post, unit, roles, active })

    app.get(
      '/accounts',
      { config, schema: { tags, summary: '账号', response: { 200: Type.Object({ items: Anything }) } } },
      async () => ({ items: await accounts.list() }),
    )

    app.post(
      '/accounts',
      {
        config,
        schema: {
          tags,
          summary: '新增账号',
          body: Closed({ id: Type.String({ minLength: 2, maxLength: 32 }), ...Person, password: Password }),
          response: { 201: AccountAnswer, ...problems(400, 403, 409, 422) },
        },
      },
      async (request, reply) => {
        const { password, ...person } = request.body
        const account = await accounts.create({ ...person, demo: false }, password)
        await noted(request, account.id, 'created', given(account))
        return reply.code(201).send({ account })
      },
    )

    app.put(
      '/accounts/:id',
      {
        config,
        schema: {
          tags,
          summary: '修改账号',
          params: ById,
          body: Type.Partial(Closed({ ...Person, active: Type.Boolean() }), { additionalProperties: false }),
          response: { 200: AccountAnswer, ...problems(400, 403, 404, 422) },
        },
      },
      async request => {
        const { id } = request.params
        await requireAnAdministrator(id, request.body)
        const account = await accounts.update(id, request.body)
        await noted(request, id, 'changed', given(account))
        return { account }
      },
    )

    app.post(
      '/accounts/:id/password',
      {
        schema: {
          tags,
          summary: '更换口令：管理员，或本人凭原口令',
          params: ById,
          body: Closed({ password: Password, current: Type.Optional(Password) }),
          response: { 204: Type.Null(), ...problems(400, 401, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const account = signedIn(request)
        const { password, current = '' } = request.body
        if (account.id === id) await requireOwnPassword(id, current)
        else if (!account.roles.includes('admin')) throw new Rejected('desk/forbidden')
        await accounts.setPassword(id, password)
        await noted(request, id, 'password-set', {})
        return reply.code(204).send(null)
      },
    )

    const requireOwnPassword = async (id: string, current: string) => {
      const session = await accounts.signIn(id, current, 1000)
      if (session === null) throw new Rejected('desk/wrong-credentials')
      await accounts.signOut(session.token)
    }

    /** The house is never left without an administrator. */
    const requireAnAdministrator = async (id: string, change: Partial<Pick<Account, 'roles' | 'active'>>) => {
      const keeps = (change.active ?? true) && (change.roles === undefined || change.roles.includes('admin'))
      if (keeps) return
      const others = (await accounts.list()).filter(one => one.id !== id && one.active && one.roles.includes('admin'))
      if (others.length === 0) throw new Rejected('desk/last-administrator')
    }
  }
