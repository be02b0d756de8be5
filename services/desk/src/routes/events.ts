import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CHANNEL_NAMES, type Channel, NotFound, Rejected, type Role } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { Courses } from '../courses.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, ById, Closed, Id, Limit, Nullable, problems, Reason, Text } from '../fields.ts'
import { sha256 } from '../hash.ts'
import { mentionViews } from '../mention-view.ts'
import { phrasesView } from '../phrases-view.ts'
import { moveBy, versionNow, write } from '../writing.ts'

const HANDLERS: readonly Role[] = ['officer', 'reviewer', 'analyst']
const FIRST_MEMBERS = 50
const Item = Type.Object({ event: Anything, alertId: Nullable(Type.String()), caseId: Nullable(Type.String()) })
const Accepted = Type.Object({ position: Type.Integer(), into: Type.String() })

/**
 * GET /api/events · GET /api/events/:id · GET /api/events/:id/mentions 200, 404
 * POST /api/events/:id/merge|split 202: recorded; alerting applies it by its place in the ledger · 404 · 422
 */
export const eventRoutes =
  (deps: DeskDeps, courses: Courses): FastifyPluginAsyncTypebox =>
  async app => {
    const { events, records, index } = deps

    /** The newest alert of each event and the case it went to. */
    const linksOf = (eventId: string) => {
      const alert = records.list('alert').findLast(one => one.state.eventId === eventId)
      return { alertId: alert?.id ?? null, caseId: alert?.state.caseId ?? null }
    }
    const eventOf = async (id: string) => {
      const event = await events.get(id)
      if (event === null) throw new NotFound('event/none', { detail: id })
      return event
    }
    /** Exemplars first, then newest arrival first. */
    const memberIds = async (eventId: string, exemplars: readonly string[]) => {
      const members = (await events.members(eventId)).map(member => member.mentionId)
      const shown = exemplars.filter(id => members.includes(id))
      return [...shown, ...members.toReversed().filter(id => !shown.includes(id))]
    }
    const viewsOf = async (ids: readonly string[]) =>
      mentionViews(
        deps,
        (await index.getMany(ids)).filter(mention => mention !== null),
      )

    app.get(
      '/events',
      {
        schema: {
          tags: ['事件'],
          summary: '舆情事件，最近有动静的在前',
          querystring: Closed({ limit: Limit(50, 200), after: Type.Optional(Text(200)) }),
          response: { 200: Type.Object({ items: Type.Array(Item), next: Nullable(Type.String()) }) },
        },
      },
      async request => {
        const { limit = 50, after } = request.query
        const page = await events.list({ limit, ...(after === undefined ? {} : { after }) })
        return { items: page.events.map(event => ({ event, ...linksOf(event.id) })), next: page.next }
      },
    )

    app.get(
      '/events/:id',
      {
        schema: {
          tags: ['事件'],
          summary: '一个舆情事件',
          params: ById,
          response: {
            200: Type.Intersect([
              Item,
              Type.Object({ timeline: Anything, channels: Anything, phrases: Anything }),
              Type.Object({ mentions: Anything, members: Type.Integer() }),
            ]),
            ...problems(404),
          },
        },
      },
      async request => {
        const event = await eventOf(request.params.id)
        const ids = await memberIds(event.id, event.exemplars)
        const byChannel = Object.entries(event.byChannel) as [Channel, number][]
        return {
          event,
          ...linksOf(event.id),
          timeline: await courses.course(event.id),
          channels: byChannel
            .map(([channel, count]) => ({ channel, name: CHANNEL_NAMES[channel], count }))
            .toSorted((a, b) => b.count - a.count),
          phrases: await phrasesView(events, event.id),
          mentions: await viewsOf(ids.slice(0, FIRST_MEMBERS)),
          members: ids.length,
        }
      },
    )

    app.get(
      '/events/:id/mentions',
      {
        schema: {
          tags: ['事件'],
          summary: '事件的提及',
          params: ById,
          querystring: Closed({ after: Type.Optional(Type.Integer({ minimum: 0 })), limit: Limit(50, 200) }),
          response: {
            200: Type.Object({ mentions: Anything, total: Type.Integer(), next: Nullable(Type.Integer()) }),
            ...problems(404),
          },
        },
      },
      async request => {
        const { after = 0, limit = 50 } = request.query
        const event = await eventOf(request.params.id)
        const ids = await memberIds(event.id, event.exemplars)
        const next = after + limit < ids.length ? after + limit : null
        return { mentions: await viewsOf(ids.slice(after, after + limit)), total: ids.length, next }
      },
    )

    app.post(
      '/events/:id/merge',
      {
        config: { roles: HANDLERS },
        schema: {
          tags: ['事件'],
          summary: '并入另一事件',
          params: ById,
          body: Closed({ into: Id, reason: Reason }),
          response: { 202: Accepted, ...problems(403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const { into, reason } = request.body
        const from = await eventOf(request.params.id)
        await eventOf(into)
        if (into === from.id || from.mergedInto !== null) {
          throw new Rejected('event/bad-merge', { detail: '不能并入自身，已并入的不能再并' })
        }
        return reply.code(202).send(await record(request, from.id, 'merged', { into }, reason))
      },
    )

    app.post(
      '/events/:id/split',
      {
        config: { roles: HANDLERS },
        schema: {
          tags: ['事件'],
          summary: '把一些提及拆成新事件',
          params: ById,
          body: Closed({ mentionIds: Type.Array(Id, { minItems: 1, maxItems: 1000 }), reason: Reason }),
          response: { 202: Accepted, ...problems(403, 404, 409, 422) },
        },
      },
      async (request, reply) => {
        const { reason } = request.body
        const event = await eventOf(request.params.id)
        const mentionIds = [...new Set(request.body.mentionIds)].toSorted()
        const members = new Set((await events.members(event.id)).map(member => member.mentionId))
        if (mentionIds.some(id => !members.has(id)) || mentionIds.length === members.size) {
          throw new Rejected('event/bad-split', { detail: '拆出的提及须属于本事件，且不能是全部' })
        }
        const into = sha256(`split ${event.id} ${mentionIds.join(' ')}`)
        return reply.code(202).send(await record(request, event.id, 'split', { mentionIds, into }, reason))
      },
    )

    const record = async (
      request: Parameters<typeof signedIn>[0],
      id: string,
      type: 'merged' | 'split',
      body: Readonly<{ into: string; mentionIds?: readonly string[] }>,
      reason: string,
    ) => {
      request.target = { kind: 'event', id }
      const expect = [{ kind: 'event', id, version: versionNow(deps, 'event', id) }] as const
      const move = moveBy(signedIn(request), deps.clock.now(), 'event', id, type, body, reason.trim())
      const { position } = await write(deps, expect, [move])
      return { position, into: body.into }
    }
  }
