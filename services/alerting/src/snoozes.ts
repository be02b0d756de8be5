import { Conflict, type EpochMs, machine } from '@guanlan/domain'
import type { Records } from '@guanlan/runtime'
import type { Hash } from './hashing.ts'

/** Brings back alerts whose snooze has ended. Someone who was faster wins; the next round sees what they did. */
export async function endSnoozes(records: Records, hash: Hash, now: EpochMs): Promise<number> {
  let ended = 0
  for (const { id, version, state } of records.list('alert')) {
    if (state.state !== 'snoozed' || state.snoozedUntil === null || state.snoozedUntil > now) continue
    try {
      await records.commit({
        commitId: hash(`snooze-ended\n${id}\n${version}`),
        expect: [{ kind: 'alert', id, version }],
        moves: [
          {
            kind: 'alert',
            id,
            type: 'reopened',
            by: machine('alerting'),
            at: now,
            reason: '稍后处理时间已到',
            body: {},
          },
        ],
      })
      ended++
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
    }
  }
  return ended
}
