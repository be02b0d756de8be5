import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Alert, DAY_MS, decide, Rejected, type Role } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import { requireOwner, requireUnclaimed, requireWaiting } from '../alert-view.ts'
import { openCaseFromAlert } from '../case-opening.ts'
import type { DeskDeps } from '../deps.ts'
import { At, answerOf, ById, Closed, Id, problems, Reason, RecordAnswer, Text, Version } from '../fields.ts'
import { sha256 } from '../hash.ts'
import { moveBy, seen, write, writeOne } from '../writing.ts'

const HANDLERS: readonly Role[] = ['officer', 'reviewer']
const LONGEST_SNOOZE_MS = 30 * DAY_MS

/** POST /api/alerts/:id/… under a version: 200 the record · 404 · 409 someone was faster, with `current` · 422 not now */
export const alertMoveRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { clock, records } = deps
    const options = (summary: string) => ({
      config: { roles: HANDLERS },
      schema: {
        tags: ['预警'],
        summary,
        params: ById,
        response: { 200: RecordAnswer, ...problems(400, 403, 404, 409, 422) },
      },
    })

    const plain = (
      path: string,
      summary: string,
      type: string,
      check: (alert: Alert, request: Parameters<typeof signedIn>[0]) => void,
    ) => {
      const { config, schema } = options(summary)
      app.post(
        `/alerts/:id/${path}`,
        { config, schema: { ...schema, body: Closed({ version: Version }) } },
        async request => {
          const account = signedIn(request)
          const { id } = request.params
          const { version } = request.body
          check(seen(deps, request, 'alert', id, version).state, request)
          return answerOf(await writeOne(deps, 'alert', id, version, [moveBy(account, clock.now(), 'alert', id, type)]))
        },
      )
    }

    plain('claim', '认领', 'claimed', (alert, request) => {
      requireWaiting(alert)
      requireUnclaimed(alert, signedIn(request))
    })
    plain('release', '退回待认领', 'released', (alert, request) => {
      requireWaiting(alert)
      requireOwner(alert, signedIn(request))
    })
    plain('reopen', '重新打开', 'reopened', alert => {
      if (alert.state === 'in-case') throw new Rejected('alert/in-case')
      if (alert.state === 'open') throw new Rejected('alert/not-put-away')
    })

    const snooze = options('稍后处理')
    app.post(
      '/alerts/:id/snooze',
      { config: snooze.config, schema: { ...snooze.schema, body: Closed({ version: Version, until: At }) } },
      async request => {
        const { id } = request.params
        const { version, until } = request.body
        requireWaiting(seen(deps, request, 'alert', id, version).state)
        if (until <= clock.now() || until > clock.now() + LONGEST_SNOOZE_MS) {
          throw new Rejected('alert/bad-time', { detail: '稍后的时间须在现在之后、30天之内' })
        }
        const move = moveBy(signedIn(request), clock.now(), 'alert', id, 'snoozed', { until })
        return answerOf(await writeOne(deps, 'alert', id, version, [move]))
      },
    )

    const dismiss = options('排除')
    app.post(
      '/alerts/:id/dismiss',
      { config: dismiss.config, schema: { ...dismiss.schema, body: Closed({ version: Version, reason: Reason }) } },
      async request => {
        const { id } = request.params
        const { version, reason } = request.body
        requireWaiting(seen(deps, request, 'alert', id, version).state)
        if (reason.trim() === '') throw new Rejected('alert/reason-missing')
        const move = moveBy(signedIn(request), clock.now(), 'alert', id, 'dismissed', {}, reason.trim())
        return answerOf(await writeOne(deps, 'alert', id, version, [move]))
      },
    )

    app.post(
      '/alerts/:id/open-case',
      {
        config: { roles: HANDLERS },
        schema: {
          tags: ['预警'],
          summary: '立案',
          params: ById,
          body: Closed({ version: Version, title: Type.Optional(Text(120)) }),
          response: {
            200: Type.Object({ alert: RecordAnswer, case: RecordAnswer }),
            ...problems(400, 403, 404, 409, 422),
          },
        },
      },
      async request => {
        const { id } = request.params
        const { version, title } = request.body
        const alert = seen(deps, request, 'alert', id, version)
        requireWaiting(alert.state)
        const caseId = await openCaseFromAlert(deps, alert, title ?? alert.state.title, signedIn(request))
        return { alert: answerOf(records.get('alert', id)), case: answerOf(records.get('case', caseId)) }
      },
    )

    const merge = options('并入案件')
    app.post(
      '/alerts/:id/merge',
      { config: merge.config, schema: { ...merge.schema, body: Closed({ version: Version, caseId: Id }) } },
      async request => {
        const { id } = request.params
        const { version, caseId } = request.body
        const account = signedIn(request)
        const alert = seen(deps, request, 'alert', id, version)
        requireWaiting(alert.state)
        const theCase = records.get('case', caseId)
        const now = clock.now()
        const around = { actor: account, now, policy: deps.settings.casePolicy, hash: sha256 }
        const body = { alertId: id, eventId: alert.state.eventId }
        const joined = decide(theCase.state, { type: 'alert-merged', body, reason: null }, around)
        const expect = [
          { kind: 'alert', id, version },
          { kind: 'case', id: caseId, version: theCase.version },
        ] as const
        await write(deps, expect, [moveBy(account, now, 'alert', id, 'merged-into-case', { caseId }), ...joined])
        return answerOf(records.get('alert', id))
      },
    )
  }
