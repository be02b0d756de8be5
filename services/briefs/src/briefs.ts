import { createHash } from 'node:crypto'
import {
  type Brief,
  type Composed,
  Conflict,
  composeMove,
  DAY_MS,
  type Json,
  machine,
  type Period,
  weekStart,
} from '@guanlan/domain'
import type { Lease } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import { composeCaseReport } from './case-report.ts'
import { renderDocx } from './docx.ts'
import { renderHtml } from './html.ts'
import type { Letterhead } from './layout.ts'
import type { ComposeDeps } from './reading.ts'
import { composeWeekly } from './weekly.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** What to compose: a week or any period, or a case. */
export type BriefRequest = Readonly<{ kind: 'weekly'; period: Period } | { kind: 'case'; caseId: string }>

/** Composes a brief from queries and records as they stand; writes nothing. @throws {NotFound} record/none */
export function compose(deps: ComposeDeps, request: BriefRequest): Promise<Composed> {
  return request.kind === 'weekly' ? composeWeekly(deps, request.period) : composeCaseReport(deps, request.caseId)
}

/** A rendered brief with its media type. */
export type Rendered = Readonly<{ bytes: Uint8Array; mediaType: string }>

/** Renders a brief as it stands: a draft is marked as one. */
export async function render(brief: Brief, format: 'html' | 'docx', letterhead: Letterhead): Promise<Rendered> {
  if (format === 'html')
    return { bytes: new TextEncoder().encode(renderHtml(brief, letterhead)), mediaType: 'text/html; charset=utf-8' }
  return {
    bytes: await renderDocx(brief, letterhead),
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  }
}

/** What the schedule needs. */
export type ScheduleDeps = ComposeDeps & Readonly<{ lease: Lease; holder: string; log: Log }>

const LEASE_MS = 60_000

/**
 * Composes last week's brief once the week is over, by the machine, as a draft for people: call it as often as you like, each week is
 * composed once, by one holder of the lease. Never signs.
 */
export async function composeDueWeekly(deps: ScheduleDeps): Promise<string | null> {
  const toAt = weekStart(deps.now())
  const period: Period = { fromAt: toAt - 7 * DAY_MS, toAt }
  const id = `weekly-${period.fromAt}`
  if (deps.records.find('brief', id) !== null) return null
  if ((await deps.lease.acquire('briefs', deps.holder, LEASE_MS)) === null) return null
  const move = composeMove(id, await composeWeekly(deps, period), machine('briefs'), deps.now(), sha256)
  try {
    await deps.records.commit({
      commitId: `compose ${id}`,
      expect: [{ kind: 'brief', id, version: 0 }],
      moves: [{ ...move, body: move.body as Readonly<Record<string, Json>> }],
    })
  } catch (error) {
    if (error instanceof Conflict) return null // another process composed it between the look and the write
    throw error
  }
  deps.log.info({ brief: id }, 'weekly brief composed')
  return id
}
