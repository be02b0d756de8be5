import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { DAY_MS, NotFound } from '@guanlan/domain'
import type { FacetField } from '@guanlan/ports'
import { Type } from 'typebox'
import type { DeskDeps } from '../deps.ts'
import { Anything, ById, Closed, Limit, Nullable, OneOf, problems, Text } from '../fields.ts'
import { mentionViews, sourceName } from '../mention-view.ts'
import { movesOf } from '../moves-view.ts'
import { facetName, filtersOf, marksOf, queryOf, SearchParams, searchFields, searchOf } from '../search-params.ts'

const FACETS: readonly FacetField[] = ['channel', 'sentiment', 'topic', 'government', 'unsure', 'source', 'region']
const MOST_BARS = 2000
const USUAL_SPAN_MS = 30 * DAY_MS

/** GET /api/search 200, also for a broken query, with the place and a repair · facets · histogram: 422 for a broken query */
export const searchRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { index, clock } = deps

    app.get(
      '/search',
      {
        schema: {
          tags: ['检索'],
          summary: '检索提及',
          querystring: Closed({ ...searchFields, after: Type.Optional(Text(400)), limit: Limit(50, 200) }),
          response: {
            200: Type.Object({
              total: Type.Integer(),
              next: Nullable(Type.String()),
              mentions: Anything,
              query: Anything,
            }),
            ...problems(400, 422),
          },
        },
      },
      async request => {
        const { after, limit = 50, ...asked } = request.query
        const read = queryOf(asked.q)
        if (!read.ok) return { total: 0, next: null, mentions: [], query: read }
        const search = { query: read.query, filters: filtersOf(asked) }
        const page = await index.search(search, { limit, ...(after === undefined ? {} : { after }) })
        const mentions = await mentionViews(deps, page.mentions, marksOf(read.query))
        return { total: page.total, next: page.next, mentions, query: { ok: true } }
      },
    )

    app.get(
      '/search/facets',
      {
        schema: {
          tags: ['检索'],
          summary: '分面计数',
          querystring: SearchParams,
          response: { 200: Anything, ...problems(400, 422) },
        },
      },
      async request => {
        const facets = await index.facets(searchOf(request.query), FACETS)
        const named = FACETS.map(field => {
          const values = facets[field] ?? []
          return [
            field,
            values.map(({ value, count }) => {
              return { value, name: facetName(field, value, id => sourceName(deps, id)), count }
            }),
          ]
        })
        return Object.fromEntries(named)
      },
    )

    app.get(
      '/search/histogram',
      {
        schema: {
          tags: ['检索'],
          summary: '随时间的条数',
          querystring: Closed({
            ...searchFields,
            interval: Type.Optional(OneOf(['hour', 'day'] as const)),
          }),
          response: {
            200: Type.Object({ interval: Type.String(), bars: Anything }),
            ...problems(400, 422),
          },
        },
      },
      async request => {
        const { interval = 'day', ...asked } = request.query
        const toAt = asked.to ?? clock.now() + 1
        const width = interval === 'hour' ? DAY_MS / 24 : DAY_MS
        const fromAt = Math.max(asked.from ?? toAt - USUAL_SPAN_MS, toAt - (MOST_BARS - 2) * width)
        return { interval, bars: await index.histogram(searchOf(asked), interval, fromAt, toAt) }
      },
    )

    app.get(
      '/mentions/:id',
      {
        schema: {
          tags: ['检索'],
          summary: '一条提及',
          params: ById,
          response: { 200: Anything, ...problems(404) },
        },
      },
      async request => {
        const [mention] = await index.getMany([request.params.id])
        if (mention === null || mention === undefined) {
          throw new NotFound('mention/none', { detail: request.params.id })
        }
        const [view] = await mentionViews(deps, [mention])
        const evidenceNote = mention.evidence === null ? null : await deps.evidence.note(mention.evidence)
        return { ...view, evidenceNote, history: await movesOf(deps.ledger, 'label', mention.id) }
      },
    )
  }
