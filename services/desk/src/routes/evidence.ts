import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Mention, NotFound, type Role } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import type { Expunging } from '../expunging.ts'
import { Anything, answerOf, ById, Closed, problems, Reason, RecordAnswer } from '../fields.ts'
import { movesOf } from '../moves-view.ts'
import { readable } from '../originals.ts'
import { moveBy, versionNow, writeOne } from '../writing.ts'

const READERS: readonly Role[] = ['officer', 'reviewer', 'admin']
const LONGEST_SHOWN = 200_000

async function mentionOf({ index }: DeskDeps, id: string): Promise<Mention> {
  const [mention] = await index.getMany([id])
  if (mention === null || mention === undefined) throw new NotFound('mention/none', { detail: id })
  return mention
}

const hashesOf = ({ evidence, furtherEvidence = [] }: Mention) =>
  evidence === null ? [] : [evidence, ...furtherEvidence]

/**
 * GET /api/mentions/:id/evidence what is kept and how it came · POST …/original shows it unmasked, a move first · POST …/expunge destroys it
 * for good: 202 · GET /api/expunged what was expunged: 200 · 403 · 404
 */
export const evidenceRoutes =
  (deps: DeskDeps, expunging: Expunging): FastifyPluginAsyncTypebox =>
  async app => {
    const { clock, evidence, ledger, pageText, records } = deps
    const tags = ['证据']

    app.get(
      '/mentions/:id/evidence',
      {
        schema: {
          tags,
          summary: '一条提及的证据：校验值、取得的地址、响应头与时间，以及谁看过原文',
          params: ById,
          response: { 200: Anything, ...problems(404) },
        },
      },
      async request => {
        const mention = await mentionOf(deps, request.params.id)
        const items = await Promise.all(
          hashesOf(mention).map(async hash => ({
            hash,
            note: await evidence.note(hash),
            receipts: await evidence.receipts(hash),
          })),
        )
        const record = records.find('evidence', mention.id)
        return { items, record: record?.state ?? null, moves: await movesOf(ledger, 'evidence', mention.id) }
      },
    )

    app.post(
      '/mentions/:id/original',
      {
        config: { roles: READERS },
        schema: {
          tags,
          summary: '查看未遮盖的原文：事由必填，先记入台账',
          params: ById,
          body: Closed({ reason: Reason }),
          response: { 200: Anything, ...problems(403, 404, 409, 503) },
        },
      },
      async request => {
        const { id } = request.params
        const mention = await mentionOf(deps, id)
        const [hash] = hashesOf(mention)
        if (hash === undefined) throw new NotFound('evidence/none', { detail: id })
        // first the move: nobody reads what the ledger does not tell
        const move = moveBy(signedIn(request), clock.now(), 'evidence', id, 'read', { hash }, request.body.reason)
        await writeOne(deps, 'evidence', id, versionNow(deps, 'evidence', id), [move])
        const { note, bytes } = await evidence.get(hash)
        const text = readable(pageText, note, bytes)
        return {
          hash,
          mediaType: note.mediaType,
          at: note.at,
          whole: text.length <= LONGEST_SHOWN,
          text: text.slice(0, LONGEST_SHOWN),
        }
      },
    )

    app.post(
      '/mentions/:id/expunge',
      {
        config: { roles: ['admin'] },
        schema: {
          tags,
          summary: '销毁一条提及：销毁原文的密钥，抹去各处的文字，不可恢复；事由必填',
          params: ById,
          body: Closed({ reason: Reason }),
          response: { 202: RecordAnswer, ...problems(403, 404, 409) },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        request.target = { kind: 'evidence', id }
        return reply.code(202).send(answerOf(await expunging.expunge(id, signedIn(request), request.body.reason)))
      },
    )

    app.get(
      '/expunged',
      {
        config: { roles: ['admin', 'reviewer'] },
        schema: {
          tags,
          summary: '已销毁的提及',
          response: { 200: Type.Object({ items: Anything }), ...problems(403) },
        },
      },
      async () => {
        const gone = records.list('evidence').filter(({ state }) => state.expunged !== null)
        return { items: gone.map(answerOf).sort((a, b) => b.position - a.position) }
      },
    )
  }
