import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Analysed, CHANNEL_NAMES, fullTime, isoDay, SENTIMENT_NAMES, TOPICS } from '@guanlan/domain'
import type { Search } from '@guanlan/ports'
import { Type } from 'typebox'
import { BYTE_ORDER_MARK, csvLine } from '../cells.ts'
import type { DeskDeps } from '../deps.ts'
import { Closed, OneOf, problems } from '../fields.ts'
import { sourceName } from '../mention-view.ts'
import { searchFields, searchOf } from '../search-params.ts'

const PAGE = 500
const MOST_ROWS = 100_000

const HEADINGS = [
  '编号',
  '渠道',
  '信源',
  '标题',
  '正文',
  '发布者（机构）',
  '网址',
  '发布时间',
  '发现时间',
  '属地',
  '阅读',
  '点赞',
  '评论',
  '转发',
  '情感',
  '把握',
  '主题',
  '证据哈希',
] as const

/** One mention as a row. A private person's name never leaves with an export (domain rules §10). */
function row(mention: Analysed, source: string): readonly (string | number | null)[] {
  const { interactions, analysis } = mention
  return [
    mention.id,
    CHANNEL_NAMES[mention.channel],
    source,
    mention.title,
    mention.text,
    mention.authorIsOrganisation ? mention.author : null,
    mention.url,
    mention.publishedAt === null ? null : fullTime(mention.publishedAt),
    fullTime(mention.seenAt),
    mention.region,
    interactions.reads,
    interactions.likes,
    interactions.comments,
    interactions.reposts,
    SENTIMENT_NAMES[analysis.sentiment],
    Math.round(analysis.confidence * 1000) / 1000,
    analysis.topics.map(({ topic }) => TOPICS[topic]).join('、'),
    mention.evidence,
  ]
}

async function* found({ index }: DeskDeps, search: Search): AsyncGenerator<Analysed> {
  let after: string | undefined
  for (let rows = 0; rows < MOST_ROWS; ) {
    const page = await index.search(search, { limit: PAGE, ...(after === undefined ? {} : { after }) })
    yield* page.mentions
    rows += page.mentions.length
    if (page.next === null) return
    after = page.next
  }
}

async function* csv(deps: DeskDeps, search: Search): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(HEADINGS)
  for await (const mention of found(deps, search)) yield csvLine(row(mention, sourceName(deps, mention.sourceId)))
}

async function* ndjson(deps: DeskDeps, search: Search): AsyncGenerator<string> {
  for await (const mention of found(deps, search)) {
    const author = mention.authorIsOrganisation ? mention.author : null
    yield `${JSON.stringify({ ...mention, author })}\n`
  }
}

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const

/** GET /api/search/export a file of at most 100,000 mentions in search order, streamed; no cell can become a formula */
export const exportRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    app.get(
      '/search/export',
      {
        schema: {
          tags: ['检索'],
          summary: '导出检索结果',
          querystring: Closed({
            ...searchFields,
            format: Type.Optional(OneOf(['csv', 'ndjson'] as const)),
          }),
          produces: ['text/csv', 'application/x-ndjson'],
          response: problems(400, 422),
        },
      },
      async (request, reply) => {
        const { format = 'csv', ...asked } = request.query
        const search = searchOf(asked)
        const lines = format === 'csv' ? csv(deps, search) : ndjson(deps, search)
        return reply
          .type(TYPES[format])
          .header('content-disposition', `attachment; filename="mentions-${isoDay(deps.clock.now())}.${format}"`)
          .send(Readable.from(lines) as never)
      },
    )
  }
