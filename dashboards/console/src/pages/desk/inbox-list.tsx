import { Button } from 'antd'
import { useEffect } from 'react'
import type { AlertItem, AlertTab } from '../../api/alert.ts'
import { Icon } from '../../parts/icon.tsx'
import { Key } from '../../parts/key.tsx'
import { KEY_HELP } from '../../parts/keys.ts'
import { Failure, Nothing } from '../../parts/wait.tsx'
import { AlertRow } from './alert-row.tsx'
import { InboxTabs, LevelFilter } from './inbox-head.tsx'
import type { Inbox } from './use-inbox.ts'

const EMPTY: Readonly<Record<AlertTab, string>> = {
  open: '没有待认领的预警。新预警会出现在这里，不会打断您正在看的内容。',
  mine: '您名下没有预警。在“待认领”按 A 认领。',
  snoozed: '没有稍后处理的预警。',
  handled: '还没有处理过的预警。',
}

/** The inbox: tabs, levels, what is new, the rows, and the keys. */
export function InboxList({ inbox, keysOn }: { inbox: Inbox; keysOn: boolean }) {
  const { tab, page, rows, shown, fresh, load, levels, paused } = inbox
  return (
    <section className="inbox" aria-label="预警列表">
      <h1 className="unseen">值班台</h1>
      <InboxTabs
        tab={tab}
        counts={page.data?.counts}
        paused={paused}
        onTab={inbox.openTab}
        onPause={() => inbox.setPaused(!paused)}
      />
      <LevelFilter items={rows.map(({ item }) => item)} chosen={levels} onChoose={inbox.setLevels} />
      <LiveBar fresh={fresh} onLoad={load} />
      {page.error !== null && <Failure error={page.error} retry={() => void page.refetch()} />}
      <div id="inbox-panel" role="tabpanel" aria-label="预警" className="rows-place">
        {shown.length > 0 && <Rows inbox={inbox} />}
        {page.data !== undefined && shown.length === 0 && <Nothing>{EMPTY[tab]}</Nothing>}
      </div>
      <KeyBar on={keysOn} onHelp={() => inbox.ask({ what: 'help', alert: null })} />
    </section>
  )
}

function Rows({ inbox }: { inbox: Inbox }) {
  const { shown, chosen, chosenId, choose, wide, setDrawer, openEvent } = inbox
  useEffect(() => {
    if (chosenId !== null) document.getElementById(`alert-${chosenId}`)?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    <div
      id="inbox-rows"
      className="rows"
      role="listbox"
      aria-label="预警"
      tabIndex={0}
      aria-activedescendant={chosen === null ? undefined : `alert-${chosen.id}`}
    >
      {shown.map(({ item, left }) => (
        <AlertRow
          key={item.id}
          alert={item}
          left={left}
          chosen={item.id === chosen?.id}
          onChoose={() => {
            choose(item.id)
            if (!wide) setDrawer(true)
          }}
          onOpen={() => openEvent(item)}
        />
      ))}
    </div>
  )
}

/** What is new waits here until R or a click; a new 特别重大 is announced at once. */
function LiveBar({ fresh, onLoad }: { fresh: readonly AlertItem[]; onLoad: () => void }) {
  const grave = fresh.filter(item => item.state.suggestion.level === 'grave').length
  return (
    <>
      <div role="status" aria-live="polite">
        {fresh.length > 0 && (
          <button type="button" className="live-bar" onClick={onLoad}>
            <Icon name="refresh" size={14} />
            <b>新增 {fresh.length} 条</b>
            <span className="meta">
              列表位置不变，点击或按 <kbd>R</kbd> 载入
            </span>
          </button>
        )}
      </div>
      <div role="alert" className="unseen">
        {grave > 0 && `有 ${grave} 条新的特别重大预警`}
      </div>
    </>
  )
}

function KeyBar({ on, onHelp }: { on: boolean; onHelp: () => void }) {
  return (
    <div className="key-bar">
      {!on && <span>快捷键已关闭</span>}
      {on &&
        KEY_HELP.slice(0, 8).map(({ keys, does }) => (
          <span key={does}>
            {keys.map(key => (
              <kbd key={key}>{key}</kbd>
            ))}{' '}
            {does}
          </span>
        ))}
      <Button size="small" type="text" onClick={onHelp}>
        <Key name="?" /> 全部按键
      </Button>
    </div>
  )
}
