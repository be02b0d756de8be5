import type { CaseClock, ClockState } from '../api/clock.ts'
import { useNow } from '../shell/now.tsx'
import { Icon } from './icon.tsx'
import { duration, fullTime } from './time.ts'

/** Under a quarter of its length, or three minutes, left. */
const NEAR_SHARE = 0.25
const NEAR_MS = 3 * 60_000

/** How a clock stands at `now`: the desk's word, moved on while the page stands open. */
export function clockState(clock: CaseClock, now: number): ClockState {
  if (clock.stoppedAt !== null || clock.dueAt === null || clock.state === 'met' || clock.state === 'pending')
    return clock.state
  if (now > clock.dueAt) return 'overdue'
  const left = clock.dueAt - now
  const length = clock.anchorAt == null ? 0 : clock.dueAt - clock.anchorAt
  return left < NEAR_MS || left < length * NEAR_SHARE ? 'near' : 'running'
}

/** What is left, or how much over, in words. */
export function clockWords(clock: CaseClock, now: number): string {
  const state = clockState(clock, now)
  if (state === 'met') {
    if (clock.stoppedAt == null) return '已完成'
    return clock.anchorAt == null
      ? `${fullTime(clock.stoppedAt).slice(5, 16)} 完成`
      : `用时 ${duration(clock.stoppedAt - clock.anchorAt)}`
  }
  if (clock.dueAt === null) return '待起算'
  if (clock.stoppedAt !== null) return `已完成，超 ${duration(clock.stoppedAt - clock.dueAt)}`
  if (state === 'pending') return '待起算'
  return state === 'overdue' ? `超 ${duration(now - clock.dueAt)}` : `剩 ${duration(clock.dueAt - now)}`
}

/** Anchor, deadline and basis, as a hint. */
export function clockHint(clock: CaseClock): string {
  const parts = [
    clock.anchorAt == null ? null : `起点 ${fullTime(clock.anchorAt)}`,
    clock.dueAt === null ? null : `期限 ${fullTime(clock.dueAt)}`,
    clock.basis ? `依据 ${clock.basis}` : null,
  ]
  return parts.filter(part => part !== null).join('；')
}

/** One line: name and what is left; orange when near, red with an icon when over. */
export function ClockLine({ clock }: { clock: CaseClock }) {
  const now = useNow()
  const state = clockState(clock, now)
  return (
    <span className={`clock clock-${state}`} title={clockHint(clock)}>
      {state === 'overdue' && <Icon name="alarm" size={13} />}
      {clock.name} {clockWords(clock, now)}
    </span>
  )
}

/** A card: name, statutory or internal, deadline, what is left, and the share of time gone. */
export function ClockCard({ clock }: { clock: CaseClock }) {
  const now = useNow()
  const state = clockState(clock, now)
  const gone =
    clock.anchorAt == null || clock.dueAt === null
      ? 0
      : Math.min(1, Math.max(0, ((clock.stoppedAt ?? now) - clock.anchorAt) / (clock.dueAt - clock.anchorAt)))
  return (
    <div className={`clock-card clock-card-${state}`} title={clockHint(clock)}>
      <div className="row-gap">
        <b>{clock.name}</b>
        <span className="meta">{clock.kind === 'statutory' ? '法定' : '内部'}</span>
        {clock.unconfirmed === true && <span className="tag tag-hint">待核定</span>}
      </div>
      <div className="clock-top">
        <span className="meta">{clock.dueAt === null ? clock.basis : `${fullTime(clock.dueAt).slice(5, 16)} 前`}</span>
        <span className={`clock clock-${state}`}>
          {state === 'overdue' && <Icon name="alarm" size={13} />}
          {clockWords(clock, now)}
        </span>
      </div>
      <svg className="clock-bar" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="2" className="clock-bar-ground" />
        <rect width={gone * 100} height="2" className="clock-bar-gone" />
      </svg>
      <span className="unseen">{clockHint(clock)}</span>
    </div>
  )
}
