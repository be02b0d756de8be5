import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  type Account,
  allowed,
  type Case,
  COMMAND_TYPES,
  clocks,
  decide,
  gates,
  Rejected,
  STAGES,
  type Versioned,
} from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import { CASE_BODIES, commandOf } from '../case-bodies.ts'
import type { DeskDeps } from '../deps.ts'
import {
  Anything,
  answerOf,
  ById,
  Closed,
  Limit,
  Nullable,
  OneOf,
  problems,
  RecordAnswer,
  Text,
  Version,
} from '../fields.ts'
import { sha256 } from '../hash.ts'
import { movesOf } from '../moves-view.ts'
import { checkPage } from '../page-check.ts'
import { seen, writeOne } from '../writing.ts'

const Shown = { gates: Anything, clocks: Anything }

/**
 * GET /api/cases · GET /api/cases/:id 200, 404
 * POST /api/cases/:id/moves under a version: 200 the record · 400 form · 404 · 409 someone was faster · 422 case/… with what lacks · 503 page away
 */
export const caseRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { records, clock, settings, ledger, events } = deps
    const policy = settings.casePolicy
    const shown = ({ state }: Versioned<Case>) => ({
      gates: gates(state, clock.now(), policy),
      clocks: clocks(state, policy, clock.now()),
    })
    const around = (actor: Account) => ({ actor, now: clock.now(), policy, hash: sha256 })

    app.get(
      '/cases',
      {
        schema: {
          tags: ['案件'],
          summary: '案件列表，新的在前',
          querystring: Closed({
            stage: Type.Optional(OneOf(STAGES)),
            limit: Limit(100, 500),
          }),
          response: { 200: Type.Object({ items: Type.Array(Type.Intersect([RecordAnswer, Type.Object(Shown)])) }) },
        },
      },
      async request => {
        const { stage, limit = 100 } = request.query
        const found = records.list('case').filter(one => stage === undefined || one.state.stage === stage)
        const newest = found.toSorted((a, b) => b.state.openedAt - a.state.openedAt).slice(0, limit)
        return { items: newest.map(one => ({ ...answerOf(one), ...shown(one) })) }
      },
    )

    app.get(
      '/cases/:id',
      {
        schema: {
          tags: ['案件'],
          summary: '一个案件：环节、条件、时限、可办事项、流转',
          params: ById,
          response: {
            200: Type.Object({
              record: RecordAnswer,
              ...Shown,
              allowed: Anything,
              moves: Anything,
              alerts: Type.Array(RecordAnswer),
              events: Anything,
            }),
            ...problems(404),
          },
        },
      },
      async request => {
        const record = records.get('case', request.params.id)
        const { alertIds, eventIds } = record.state
        const alerts = alertIds.map(id => records.find('alert', id)).filter(alert => alert !== null)
        return {
          record: answerOf(record),
          ...shown(record),
          allowed: allowed(record.state, around(signedIn(request))),
          moves: await movesOf(ledger, 'case', record.id),
          alerts: alerts.map(answerOf),
          events: (await events.getMany(eventIds)).filter(event => event !== null),
        }
      },
    )

    app.post(
      '/cases/:id/moves',
      {
        schema: {
          tags: ['案件'],
          summary: '办理一步',
          description: `各类型的 body 见 CASE_BODIES：\n${COMMAND_TYPES.map(
            type =>
              `- \`${type}\`: \`${Object.keys((CASE_BODIES[type] as { properties?: object }).properties ?? {}).join(', ')}\``,
          ).join('\n')}`,
          params: ById,
          body: Closed({
            version: Version,
            type: OneOf(COMMAND_TYPES),
            body: Type.Record(Text(60), Type.Unknown()),
            reason: Type.Optional(Nullable(Text(2000))),
          }),
          response: { 200: RecordAnswer, ...problems(400, 404, 409, 422, 503) },
        },
      },
      async request => {
        const { id } = request.params
        const { version, type, body, reason } = request.body
        const account = signedIn(request)
        const command = commandOf(type, body, reason ?? null)
        const { state } = seen(deps, request, 'case', id, version)
        if (command.type === 'alert-merged') {
          throw new Rejected('desk/use-alert', { detail: '并入预警请在值班台上办理，两边一起记入台账' })
        }
        const moves =
          command.type === 'public-page-verified'
            ? [await checkPage(deps, state, command.body, account)]
            : decide(state, command, around(account))
        return answerOf(await writeOne(deps, 'case', id, version, moves))
      },
    )
  }
