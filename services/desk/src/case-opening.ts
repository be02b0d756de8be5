import { type Account, type Alert, Conflict, caseNumber, openCase, type Versioned, wallClock } from '@guanlan/domain'
import { isHard, timesOf } from './alert-view.ts'
import type { DeskDeps } from './deps.ts'
import { moveBy, write } from './writing.ts'

const MOST_TRIES = 5

/** When the event's first mention says it was published; null where that is not believed. */
async function firstPublished({ events, index }: DeskDeps, eventId: string): Promise<number | null> {
  const event = await events.get(eventId)
  if (event === null) return null
  const [first] = await index.getMany([event.firstMentionId])
  return first?.publishedDoubt === 'none' ? first.publishedAt : null
}

/**
 * Opens a case on an alert: both records in one commit. A number taken by someone at the same moment is tried again.
 * @throws {Conflict} ledger/stale when the alert moved on @throws {Rejected} case/…
 */
export async function openCaseFromAlert(
  deps: DeskDeps,
  alert: Versioned<Alert>,
  title: string,
  account: Account,
): Promise<string> {
  const publishedAt = await firstPublished(deps, alert.state.eventId)
  for (let tries = 1; ; tries++) {
    const now = deps.clock.now()
    const number = caseNumber(
      wallClock(now).year,
      deps.records.list('case').map(one => one.state.number),
    )
    const { eventId, suggestion, evidence } = alert.state
    const opened = {
      number,
      title,
      alertId: alert.id,
      eventId,
      times: timesOf(alert.state, publishedAt),
      evidence: { total: evidence.total, hash: evidence.hash },
      suggestion,
      hardTrigger: isHard(alert.state),
    }
    const expect = [
      { kind: 'alert', id: alert.id, version: alert.version },
      { kind: 'case', id: number, version: 0 },
    ] as const
    const taken = moveBy(account, now, 'alert', alert.id, 'case-opened', { caseId: number })
    try {
      await write(deps, expect, [openCase(opened, account, now, null), taken])
      return number
    } catch (error) {
      const { position } = await deps.ledger.head()
      await deps.records.caughtUp(position)
      const mine = deps.records.get('alert', alert.id).version === alert.version
      if (!(error instanceof Conflict) || !mine || tries >= MOST_TRIES) throw error
    }
  }
}
