import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Account, Alert, Versioned } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import { alertClocks, marksOfAlert, nearest, TABS, tabOf, urgency } from '../alert-view.ts'
import type { Courses } from '../courses.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, answerOf, ById, Closed, Limit, Nullable, OneOf, problems, RecordAnswer } from '../fields.ts'
import { mentionViews } from '../mention-view.ts'
import { movesOf } from '../moves-view.ts'

const Item = Type.Intersect([
  RecordAnswer,
  Type.Object({ event: Nullable(Anything), clock: Nullable(Anything), trend: Anything }),
])

/** GET /api/alerts the inbox by tab · GET /api/alerts/:id one alert with evidence, history and course; 404 */
export const alertRoutes =
  (deps: DeskDeps, courses: Courses): FastifyPluginAsyncTypebox =>
  async app => {
    const { records, clock, settings, events, index } = deps
    const clocked = (alert: Alert) => alertClocks(alert, records, settings.casePolicy, clock.now())

    const item = async (record: Versioned<Alert>) => ({
      ...answerOf(record),
      event: await events.get(record.state.eventId),
      clock: nearest(clocked(record.state)),
    })

    const ordered = (account: Account) =>
      records
        .list('alert')
        .map(record => ({
          record,
          alert: record.state,
          clock: nearest(clocked(record.state)),
          tab: tabOf(record.state, account),
        }))
        .toSorted(urgency)

    app.get(
      '/alerts',
      {
        schema: {
          tags: ['预警'],
          summary: '值班台列表',
          querystring: Closed({
            tab: Type.Optional(OneOf(TABS)),
            limit: Limit(50, 500),
          }),
          response: { 200: Type.Object({ items: Type.Array(Item), counts: Anything }) },
        },
      },
      async request => {
        const { tab = 'open', limit = 50 } = request.query
        const all = ordered(signedIn(request))
        const shown = all.filter(one => one.tab === tab)
        if (tab === 'handled') shown.sort((a, b) => b.record.position - a.record.position)
        const items = shown.slice(0, limit).map(async ({ record }) => {
          return { ...(await item(record)), trend: await courses.lastDay(record.state.eventId, clock.now()) }
        })
        const count = (name: string) => all.filter(one => one.tab === name).length
        return {
          items: await Promise.all(items),
          counts: Object.fromEntries(TABS.map(name => [name, count(name)])),
        }
      },
    )

    app.get(
      '/alerts/:id',
      {
        schema: {
          tags: ['预警'],
          summary: '一条预警',
          params: ById,
          response: {
            200: Type.Intersect([Item, Type.Object({ clocks: Anything, exemplars: Anything, history: Anything })]),
            ...problems(404),
          },
        },
      },
      async request => {
        const record = records.get('alert', request.params.id)
        const shown = await item(record)
        const frozen = record.state.evidence.mentions.map(one => one.mentionId)
        const wanted = shown.event?.exemplars ?? frozen.slice(0, 5)
        const found = (await index.getMany(wanted)).filter(mention => mention !== null)
        const { interval, bars } = await courses.course(record.state.eventId)
        return {
          ...shown,
          clocks: clocked(record.state),
          exemplars: await mentionViews(deps, found, marksOfAlert(record.state, records)),
          history: await movesOf(deps.ledger, 'alert', record.id),
          trend: { interval, bars, baseline: null },
        }
      },
    )
  }
