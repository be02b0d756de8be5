import { Button } from 'antd'
import type { AlertItem, AlertTab } from '../../api/alert.ts'
import type { Level } from '../../api/record.ts'
import { Icon } from '../../parts/icon.tsx'
import { LevelTag } from '../../parts/level-tag.tsx'

const TABS: readonly Readonly<{ tab: AlertTab; name: string }>[] = [
  { tab: 'open', name: '待认领' },
  { tab: 'mine', name: '我的' },
  { tab: 'snoozed', name: '稍后' },
  { tab: 'handled', name: '已处理' },
]
const LEVELS: readonly Level[] = ['grave', 'serious', 'major', 'general']

/** Tabs of the inbox with their counts. */
export function InboxTabs({
  tab,
  counts,
  paused,
  onTab,
  onPause,
}: {
  tab: AlertTab
  counts: Readonly<Record<AlertTab, number>> | undefined
  paused: boolean
  onTab: (tab: AlertTab) => void
  onPause: () => void
}) {
  const step = (by: number) => {
    const at = TABS.findIndex(one => one.tab === tab)
    onTab(TABS[(at + by + TABS.length) % TABS.length]!.tab)
  }
  return (
    <div className="inbox-tabs">
      <div
        role="tablist"
        aria-label="预警分组"
        onKeyDown={event => {
          if (event.key === 'ArrowRight') step(1)
          if (event.key === 'ArrowLeft') step(-1)
        }}
      >
        {TABS.map(one => (
          <button
            key={one.tab}
            type="button"
            role="tab"
            className="tab"
            aria-selected={one.tab === tab}
            aria-controls="inbox-panel"
            onClick={() => onTab(one.tab)}
          >
            {one.name}
            <span className="count">{counts?.[one.tab] ?? '…'}</span>
          </button>
        ))}
      </div>
      <Button
        className="mention-after"
        aria-pressed={paused}
        aria-label={paused ? '继续更新' : '暂停更新'}
        onClick={onPause}
      >
        <Icon name={paused ? 'play' : 'pause'} size={14} />{' '}
        <span className="wide-only">{paused ? '继续更新' : '暂停更新'}</span>
      </Button>
    </div>
  )
}

/** Levels with their counts; pressed ones alone are shown. */
export function LevelFilter({
  items,
  chosen,
  onChoose,
}: {
  items: readonly AlertItem[]
  chosen: readonly Level[]
  onChoose: (levels: readonly Level[]) => void
}) {
  return (
    <fieldset className="plain inbox-filter" aria-label="按级别筛选">
      {LEVELS.map(level => {
        const on = chosen.includes(level)
        return (
          <button
            key={level}
            type="button"
            aria-pressed={on}
            onClick={() => onChoose(on ? chosen.filter(one => one !== level) : [...chosen, level])}
          >
            <LevelTag level={level} plain />
            {items.filter(item => item.state.suggestion.level === level).length}
          </button>
        )
      })}
      <span className="meta mention-after wide-only">先级别，后时间</span>
    </fieldset>
  )
}
