import type { AlertItem } from '../../api/alert.ts'
import { ClockLine } from '../../parts/clock.tsx'
import { LevelTag } from '../../parts/level-tag.tsx'
import { SparkLine } from '../../parts/spark-line.tsx'
import { shortTime } from '../../parts/time.ts'
import { CHANNEL_NAMES, nameOf } from '../../words.ts'
import { standsWords } from './alert-acts.ts'

/** Channels of an event, most first, at most three by name. */
export function channelWords(byChannel: Readonly<Record<string, number>>): string {
  const names = Object.entries(byChannel)
    .sort((a, b) => b[1] - a[1])
    .map(([channel]) => nameOf(CHANNEL_NAMES, channel))
  return names.length > 3 ? `${names.slice(0, 3).join(' ')} +${names.length - 3}` : names.join(' ')
}

/** One alert in the inbox. `left`: it no longer belongs to this tab, and stays only so that nothing moves. */
export function AlertRow({
  alert,
  chosen,
  left,
  onChoose,
  onOpen,
}: {
  alert: AlertItem
  chosen: boolean
  left: boolean
  onChoose: () => void
  onOpen: () => void
}) {
  const { state, event } = alert
  const trigger = state.triggers.at(-1)
  const stands = state.state === 'open' && state.owner === null ? '未认领' : standsWords(state)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list box that holds it answers the keys
    <div
      id={`alert-${alert.id}`}
      className={left ? 'alert-row moved' : 'alert-row'}
      role="option"
      aria-selected={chosen}
      tabIndex={-1}
      data-testid="alert-row"
      data-id={alert.id}
      onClick={onChoose}
      onDoubleClick={onOpen}
    >
      <div className="alert-row-level">
        <LevelTag level={state.suggestion.level} />
        {state.triggers.length > 1 && <span className="meta">触发 {state.triggers.length} 次</span>}
      </div>
      <div>
        <div className="alert-row-title">{state.title}</div>
        <div className="alert-row-why">{trigger?.summary}</div>
        <div className="alert-row-seen">
          首见 {shortTime(event?.firstSeenAt ?? state.detectedAt)}
          {event !== null && ` 末见 ${shortTime(event.lastSeenAt)} ${channelWords(event.byChannel)}`}
        </div>
      </div>
      <div className="alert-row-spark">
        <SparkLine values={alert.trend} />
      </div>
      <div className="alert-row-end">
        <div>
          <strong>{event?.mentions ?? state.evidence.total}</strong> <span className="meta">条</span>
        </div>
        {alert.clock !== null && <ClockLine clock={alert.clock} />}
        <div className="meta">{stands}</div>
      </div>
    </div>
  )
}
