import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  type Account,
  Conflict,
  LONGEST_RULE_PATH,
  LONGEST_SELECTOR,
  MOST_DROPPED,
  Rejected,
  type Role,
  RULE_PARTS,
  type SiteRule,
  siteRule,
} from '@guanlan/domain'
import { type Static, Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, answerOf, ById, Closed, Nullable, problems, Reason, RecordAnswer, Version } from '../fields.ts'
import { sha256 } from '../hash.ts'
import { ruleStandings } from '../site-rule-standings.ts'
import { tryRule } from '../site-rule-trial.ts'
import { moveBy, seen, versionNow, writeOne } from '../writing.ts'
import { pauseRoutes } from './move-routes.ts'

const KEEPERS: readonly Role[] = ['admin']

const Selector = Nullable(Type.String({ maxLength: LONGEST_SELECTOR }))
const RuleForm = Closed({
  host: Type.String({ maxLength: 253 }),
  path: Nullable(Type.String({ maxLength: LONGEST_RULE_PATH, description: '* 代表任意字符；空为整个网站' })),
  title: Selector,
  text: Selector,
  publishedAt: Selector,
  outlet: Selector,
  authors: Selector,
  drop: Type.Array(Type.String({ maxLength: LONGEST_SELECTOR }), { maxItems: MOST_DROPPED }),
})
const Why = Type.Optional(Reason)

const tidy = (text: string | null) => (text === null || text.trim() === '' ? null : text.trim())

/** GET|POST /api/site-rules · PUT /:id · POST /:id/pause|resume · POST /trial on the last ten pages: 200, 201 · 404 · 409 · 422 site-rule/… */
export const siteRuleRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { clock } = deps
    const config = { roles: KEEPERS }
    const tags = ['信源']

    /** A checked rule. @throws {Rejected} site-rule/… */
    const ruleOf = (form: Static<typeof RuleForm>, id: string | null, active: boolean): SiteRule => {
      const host = form.host.trim().toLowerCase()
      const path = tidy(form.path)
      const stated = RULE_PARTS.map(part => [part, tidy(form[part])]).filter(([, selector]) => selector !== null)
      const drop = form.drop.map(tidy).filter(selector => selector !== null)
      const selectors = { ...Object.fromEntries(stated), drop } as SiteRule['selectors']
      const rule = siteRule({ id: id ?? sha256(`${host}\n${path ?? ''}`).slice(0, 16), host, path, selectors, active })
      deps.siteReading.check(selectors)
      return rule
    }
    /** @throws {Rejected} site-rule/matches-nothing when no page of the host bears the rule out and nobody says why it is right */
    const borneOut = async (rule: SiteRule, reason: string | undefined, by: Account) => {
      if (reason !== undefined && reason.trim() !== '') return
      const { matching, pages } = await tryRule(deps, rule, by)
      if (matching === 0) throw new Rejected('site-rule/matches-nothing', { detail: `试了 ${pages.length} 页` })
    }

    app.get(
      '/site-rules',
      { schema: { tags, summary: '网站规则与效果', response: { 200: Type.Object({ items: Anything }) } } },
      async () => ({
        items: (await ruleStandings(deps)).map(({ rule, standing }) => ({ ...answerOf(rule), standing })),
      }),
    )

    app.post(
      '/site-rules/trial',
      {
        config,
        schema: {
          tags,
          summary: '在该网站最近十页上试用规则',
          body: Closed({ rule: RuleForm }),
          response: { 200: Type.Object({ pages: Anything, matching: Type.Integer() }), ...problems(400, 403, 422) },
        },
      },
      async request => tryRule(deps, ruleOf(request.body.rule, null, true), signedIn(request)),
    )

    app.post(
      '/site-rules',
      {
        config,
        schema: {
          tags,
          summary: '新增网站规则；最近十页都对不上的须写明理由',
          body: Closed({ rule: RuleForm, reason: Why }),
          response: { 201: RecordAnswer, ...problems(400, 403, 409, 422) },
        },
      },
      async (request, reply) => {
        const by = signedIn(request)
        const { reason } = request.body
        const rule = ruleOf(request.body.rule, null, true)
        request.target = { kind: 'site-rule', id: rule.id }
        if (versionNow(deps, 'site-rule', rule.id) > 0) throw new Conflict('site-rule/exists', { detail: rule.host })
        await borneOut(rule, reason, by)
        const move = moveBy(by, clock.now(), 'site-rule', rule.id, 'added', { rule }, reason ?? null)
        return reply.code(201).send(answerOf(await writeOne(deps, 'site-rule', rule.id, 0, [move])))
      },
    )

    app.put(
      '/site-rules/:id',
      {
        config,
        schema: {
          tags,
          summary: '修改网站规则；最近十页都对不上的须写明理由',
          params: ById,
          body: Closed({ rule: RuleForm, version: Version, reason: Why }),
          response: { 200: RecordAnswer, ...problems(400, 403, 404, 409, 422) },
        },
      },
      async request => {
        const by = signedIn(request)
        const { id } = request.params
        const { version, reason } = request.body
        const { state } = seen(deps, request, 'site-rule', id, version)
        const rule = ruleOf(request.body.rule, id, state.active)
        await borneOut(rule, reason, by)
        const move = moveBy(by, clock.now(), 'site-rule', id, 'changed', { rule }, reason ?? null)
        return answerOf(await writeOne(deps, 'site-rule', id, version, [move]))
      },
    )

    pauseRoutes(app, deps, {
      kind: 'site-rule',
      path: '/site-rules',
      summaries: ['停用网站规则', '启用网站规则'],
      tags,
      ...config,
    })
  }
