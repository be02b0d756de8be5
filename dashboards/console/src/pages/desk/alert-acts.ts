import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AlertItem, AlertState } from '../../api/alert.ts'
import { send } from '../../api/client.ts'
import { isConflict, type Problem } from '../../api/problem.ts'
import type { RecordOf } from '../../api/record.ts'
import { shortTime } from '../../parts/time.ts'
import { sentence, useNotice } from '../../shell/notice.tsx'

export type Act = 'claim' | 'release' | 'snooze' | 'dismiss' | 'reopen' | 'open-case' | 'merge'

/** Two people on one alert: what this person wanted, and how it stands now. */
export type AlertConflict = Readonly<{ wanted: string; now: string }>

type Answer = RecordOf<AlertState> | Readonly<{ alert: RecordOf<AlertState>; case?: RecordOf<unknown> }>
type Doing = Readonly<{ act: Act; body?: Readonly<Record<string, unknown>>; done: string; undo?: Act }>

/** How an alert stands, in words. */
export function standsWords(state: AlertState): string {
  switch (state.state) {
    case 'dismissed':
      return `已由 ${state.dismissed?.by ?? ''} 排除，理由：${state.dismissed?.reason ?? ''}`
    case 'in-case':
      return `已入案件 ${state.caseId ?? ''}`
    case 'snoozed':
      return `已设为稍后，${state.snoozedUntil === null ? '' : shortTime(state.snoozedUntil)} 再提醒`
    case 'open':
      return state.owner === null ? '待认领' : `已由 ${state.owner.name} 认领`
  }
}

/**
 * Whether only the machine moved the alert on since it was seen, and to no other level: a rule that fires again adds
 * figures and takes no decision away, so what a person decided still stands.
 */
export function onlyRetriggered(seen: AlertState, now: AlertState): boolean {
  return (
    seen.state === now.state &&
    seen.owner?.id === now.owner?.id &&
    seen.caseId === now.caseId &&
    seen.snoozedUntil === now.snoozedUntil &&
    seen.suggestion.level === now.suggestion.level &&
    now.triggers.length > seen.triggers.length
  )
}

type Seen = RecordOf<AlertState>

/**
 * Acts on alerts under the version that was on the screen; says what happened and offers the way back.
 * `onNewer` hears of every newer version an answer brings.
 */
export function useAlertActs(onNewer: (record: Seen) => void) {
  const queries = useQueryClient()
  const { say, fail } = useNotice()
  const [conflict, setConflict] = useState<AlertConflict | null>(null)

  async function write(alert: Seen, doing: Doing): Promise<Seen> {
    const path = `/api/alerts/${encodeURIComponent(alert.id)}/${doing.act}`
    const attempt = async (version: number) => {
      const answer = await send<Answer>('POST', path, { version, ...doing.body })
      return 'alert' in answer ? answer.alert : answer
    }
    try {
      return await attempt(alert.version)
    } catch (error) {
      const now = isConflict(error) ? currentOf(error.current) : null
      if (now === null) throw error
      onNewer(now)
      if (!onlyRetriggered(alert.state, now.state)) throw error
      return attempt(now.version)
    }
  }

  async function run(alert: Seen, doing: Doing): Promise<boolean> {
    try {
      const record = await write(alert, doing)
      onNewer(record)
      const { undo } = doing
      const caseId = record.state.caseId
      say(doing.done, {
        ...(undo === undefined ? {} : { undo: () => void run(record, { act: undo, done: '已撤销' }) }),
        ...(caseId === null ? {} : { way: { to: `/cases/${encodeURIComponent(caseId)}`, name: `打开案件 ${caseId}` } }),
      })
      return true
    } catch (error) {
      if (isConflict(error)) setConflict({ wanted: doing.done.replace(/^已/, ''), now: currentWords(error) })
      else fail(error)
      return false
    } finally {
      void queries.invalidateQueries({ queryKey: ['alerts'] })
      void queries.invalidateQueries({ queryKey: ['alert', alert.id] })
    }
  }

  return {
    conflict,
    closeConflict: () => setConflict(null),
    claim: (alert: AlertItem) => run(alert, { act: 'claim', done: '已认领', undo: 'release' }),
    release: (alert: AlertItem) => run(alert, { act: 'release', done: '已退回待认领' }),
    openCase: (alert: AlertItem) => run(alert, { act: 'open-case', done: '已立案' }),
    merge: (alert: AlertItem, caseId: string) =>
      run(alert, { act: 'merge', body: { caseId }, done: `已并入 ${caseId}` }),
    dismiss: (alert: AlertItem, reason: string) =>
      run(alert, { act: 'dismiss', body: { reason }, done: '已排除', undo: 'reopen' }),
    snooze: (alert: AlertItem, until: number) =>
      run(alert, { act: 'snooze', body: { until }, done: `已设为 ${shortTime(until)} 再提醒`, undo: 'reopen' }),
    reopen: (alert: AlertItem) => run(alert, { act: 'reopen', done: '已重新打开' }),
  }
}

export type AlertActs = ReturnType<typeof useAlertActs>

function currentOf(current: unknown): Seen | null {
  const record = current as Partial<Seen> | null
  return record?.state === undefined || record.version === undefined ? null : (record as Seen)
}

function currentWords(error: Problem): string {
  const record = currentOf(error.current)
  return record === null ? sentence(error) : `${record.state.number} ${standsWords(record.state)}`
}
