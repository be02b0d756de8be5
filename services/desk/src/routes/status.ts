import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type EpochMs, SECOND_MS } from '@guanlan/domain'
import { Type } from 'typebox'
import type { DeskDeps } from '../deps.ts'
import { Nullable } from '../fields.ts'

const FAILING_AFTER = 3 // failures in a row
const MOST_COUNTED = 1000

/** When the newest searchable mention was seen; null before the first. Asked at most once a second. */
export function dataAge({ index, clock }: Pick<DeskDeps, 'index' | 'clock'>): () => Promise<EpochMs | null> {
  let askedAt = Number.NEGATIVE_INFINITY
  let answer: Promise<EpochMs | null> = Promise.resolve(null)
  return () => {
    if (clock.now() - askedAt < SECOND_MS) return answer
    askedAt = clock.now()
    answer = index
      .search({ query: null, filters: {} }, { limit: 1 })
      .then(page => page.mentions[0]?.seenAt ?? null)
      .catch(() => null) // the index is away: the age is unknown, and the console says so
    return answer
  }
}

/** GET /api/status how the machine does: 200 */
export const statusRoutes =
  (deps: DeskDeps, dataAt: () => Promise<EpochMs | null>): FastifyPluginAsyncTypebox =>
  async app => {
    app.get(
      '/status',
      {
        schema: {
          tags: ['系统'],
          summary: '系统状态',
          response: {
            200: Type.Object({
              now: Type.Integer(),
              dataAt: Nullable(Type.Integer()),
              lags: Type.Array(Type.Object({ stream: Type.String(), group: Type.String(), waiting: Type.Integer() })),
              deadLetters: Type.Integer({ description: '未重放的死信数，最多数到 1000' }),
              sources: Type.Object({ active: Type.Integer(), failing: Type.Integer() }),
              ledger: Type.Object({ position: Type.Integer(), hash: Type.String() }),
            }),
          },
        },
      },
      async () => {
        const [lags, dead, health, ledger, newest] = await Promise.all([
          deps.bus.lags(),
          deps.bus.deadLetters({ limit: MOST_COUNTED }),
          deps.frontier.health(),
          deps.ledger.head(),
          dataAt(),
        ])
        const active = new Set(
          deps.records
            .list('source')
            .filter(source => source.state.active)
            .map(source => source.id),
        )
        const failing = health.filter(one => active.has(one.sourceId) && one.failuresInRow >= FAILING_AFTER)
        return {
          now: deps.clock.now(),
          dataAt: newest,
          lags: [...lags],
          deadLetters: dead.filter(letter => letter.replayedAt === null).length,
          sources: { active: active.size, failing: failing.length },
          ledger,
        }
      },
    )
  }
