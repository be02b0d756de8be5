import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  BRIEF_STEPS,
  composeMove,
  DAY_MS,
  editNarrative,
  person,
  Rejected,
  type Role,
  reviewBrief,
} from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import { ISSUE_POLICY, withPolicy } from '../content-policy.ts'
import type { DeskDeps } from '../deps.ts'
import { At, answerOf, ById, Closed, Id, Nullable, OneOf, problems, RecordAnswer, Text, Version } from '../fields.ts'
import { sha256 } from '../hash.ts'
import { Issuing, mediaOf } from '../issue.ts'
import { seen, writeOne } from '../writing.ts'

const COMPOSERS: readonly Role[] = ['officer', 'reviewer', 'analyst']
const LONGEST_PERIOD_MS = 400 * DAY_MS

/** GET|POST /api/briefs · GET /api/briefs/:id · narrative · review · sign · html · docx: 200, 201 · 404 · 409 · 422 brief/… */
export const briefRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { records, clock } = deps
    const issuing = new Issuing(deps)
    const tags = ['简报']
    const around = (request: Parameters<typeof signedIn>[0]) => {
      return { actor: signedIn(request), now: clock.now(), hash: sha256 }
    }
    const written = { 200: RecordAnswer, ...problems(400, 403, 404, 409, 422) }

    app.get(
      '/briefs',
      {
        schema: {
          tags,
          summary: '简报，新的在前',
          response: { 200: Type.Object({ items: Type.Array(RecordAnswer) }) },
        },
      },
      async () => ({ items: records.list('brief').toReversed().map(answerOf) }),
    )

    app.post(
      '/briefs',
      {
        config: { roles: COMPOSERS },
        schema: {
          tags,
          summary: '按时段生成草稿',
          body: Closed({
            kind: OneOf(['weekly', 'case'] as const),
            period: Closed({ fromAt: At, toAt: At }),
            caseId: Type.Optional(Nullable(Id)),
          }),
          response: { 201: RecordAnswer, ...problems(400, 403, 404, 422) },
        },
      },
      async (request, reply) => {
        const { kind, period, caseId = null } = request.body
        if (period.toAt <= period.fromAt || period.toAt - period.fromAt > LONGEST_PERIOD_MS) {
          throw new Rejected('brief/bad-period', { detail: '时段的终点须在起点之后，最长400天' })
        }
        if (kind === 'case' && caseId === null) throw new Rejected('brief/no-case', { detail: '专报须选定案件' })
        if (caseId !== null) records.get('case', caseId)
        const actor = signedIn(request)
        const composed = await deps.compose({ kind, period, caseId })
        const at = clock.now()
        const id = `brief-${sha256(`${kind} ${caseId} ${period.fromAt} ${period.toAt} ${at} ${actor.id}`).slice(0, 12)}`
        const move = composeMove(id, composed, person(actor), at, sha256)
        return reply.code(201).send(answerOf(await writeOne(deps, 'brief', id, 0, [move])))
      },
    )

    app.get(
      '/briefs/:id',
      { schema: { tags, summary: '一份简报', params: ById, response: { 200: RecordAnswer, ...problems(404) } } },
      async request => answerOf(records.get('brief', request.params.id)),
    )

    app.put(
      '/briefs/:id/narrative',
      {
        schema: {
          tags,
          summary: '修改一节的叙述（数字不能改）',
          params: ById,
          body: Closed({ version: Version, sectionId: Id, text: Text(20_000) }),
          response: written,
        },
      },
      async request => {
        const { id } = request.params
        const { version, sectionId, text } = request.body
        const { state } = seen(deps, request, 'brief', id, version)
        return answerOf(
          await writeOne(deps, 'brief', id, version, [editNarrative(state, { sectionId, text }, around(request))]),
        )
      },
    )

    app.post(
      '/briefs/:id/review',
      {
        schema: {
          tags,
          summary: '审查',
          params: ById,
          body: Closed({
            version: Version,
            step: OneOf(BRIEF_STEPS),
            opinion: Text(2000),
            pass: Type.Boolean(),
          }),
          response: written,
        },
      },
      async request => {
        const { id } = request.params
        const { version, step, opinion, pass } = request.body
        // the version names the content that was on the screen, so its hash is the one reviewed
        const { state } = seen(deps, request, 'brief', id, version)
        const review = { step, pass, opinion, hash: state.contentHash }
        return answerOf(await writeOne(deps, 'brief', id, version, [reviewBrief(state, review, around(request))]))
      },
    )

    app.post(
      '/briefs/:id/sign',
      {
        schema: {
          tags,
          summary: '签发并编号',
          params: ById,
          body: Closed({ version: Version, opinion: Text(2000) }),
          response: written,
        },
      },
      async request => {
        const { id } = request.params
        const { version, opinion } = request.body
        seen(deps, request, 'brief', id, version)
        return answerOf(await issuing.sign(id, version, opinion, signedIn(request)))
      },
    )

    for (const format of ['html', 'docx'] as const) {
      app.get(
        `/briefs/:id/${format}`,
        {
          schema: {
            tags,
            summary: format === 'html' ? '版面（未签发的带“草稿”水印）' : '下载 DOCX',
            params: ById,
            produces: [mediaOf(format)],
            response: problems(404),
          },
        },
        async (request, reply) => {
          const bytes = await issuing.file(request.params.id, format)
          const { number } = records.get('brief', request.params.id).state
          if (format === 'docx') {
            const name = number === null ? 'draft' : `issue-${number}`
            reply.header('content-disposition', `attachment; filename="${name}.docx"`)
          }
          return withPolicy(reply, ISSUE_POLICY)
            .type(mediaOf(format))
            .send(Buffer.from(bytes) as never)
        },
      )
    }
  }
